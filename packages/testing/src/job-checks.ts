import type { JobStore } from '@signalbox/core'
import { expect } from 'vitest'

import type { ContractCheck } from './store-checks.ts'

/** What every store of jobs promises, by sentence. */
export const jobChecks: Readonly<Record<string, ContractCheck<JobStore>>> = {
  'hands a job out once, with its payload': async (store, type) => {
    const id = await store.enqueue({ type, payload: { a: ['é', null, 1.5] } })
    expect(await store.claim(`${type}/other`, 5, 60_000)).toStrictEqual([])
    expect(await store.claim(type, 5, 60_000)).toStrictEqual([
      { id, payload: { a: ['é', null, 1.5] }, attempt: 1 },
    ])
    expect(await store.claim(type, 5, 60_000)).toStrictEqual([])
  },
  'gives many workers different jobs': async (store, type) => {
    const jobs = Array.from({ length: 30 }, (_, n) => store.enqueue({ type, payload: { n } }))
    const ids = await Promise.all(jobs)
    const claims = await Promise.all(Array.from({ length: 15 }, () => store.claim(type, 2, 60_000)))
    const claimed = claims.flat().map(({ id }) => id)
    expect(new Set(claimed).size).toBe(claimed.length)
    for (const job of await store.claim(type, 30, 60_000)) claimed.push(job.id)
    expect(claimed.toSorted()).toStrictEqual(ids.toSorted())
  },
  'hands a job out again when its lease is over, unless it is extended': async (
    store,
    type,
    advance,
  ) => {
    await store.enqueue({ type, payload: {} })
    await store.enqueue({ type, payload: {} })
    const [lost, kept] = await store.claim(type, 2, 60)
    await store.extend(kept?.id ?? '', 60_000)
    await advance(120)
    expect(await store.claim(type, 2, 60_000)).toStrictEqual([{ ...lost, attempt: 2 }])
  },
  'does not run before its time': async (store, type, advance) => {
    const [soon] = await Promise.all([
      store.enqueue({ type, payload: {}, runAt: Date.now() + 100 }),
      store.enqueue({ type: `${type}/far`, payload: {}, runAt: 4e12 }),
    ])
    expect(await store.claim(type, 1, 60_000)).toStrictEqual([])
    await advance(200)
    expect(await store.claim(type, 1, 60_000)).toMatchObject([{ id: soon }])
    expect(await store.claim(`${type}/far`, 1, 60_000)).toStrictEqual([])
  },
  'forgets a job that is complete': async (store, type, advance) => {
    await store.enqueue({ type, payload: {} })
    const [job] = await store.claim(type, 1, 50)
    await store.complete(job?.id ?? '')
    await store.complete(job?.id ?? '')
    await advance(120)
    expect(await store.claim(type, 1, 50)).toStrictEqual([])
  },
  'takes a second job with the same word for the first, also when that is complete': async (
    store,
    type,
  ) => {
    const job = { type, payload: {}, dedupe: 'word' }
    const ids = await Promise.all([store.enqueue(job), store.enqueue(job), store.enqueue(job)])
    expect(new Set(ids).size).toBe(1)
    expect(await store.claim(type, 5, 60_000)).toHaveLength(1)
    await store.complete(ids[0] ?? '')
    expect(await store.enqueue(job)).toBe(ids[0])
    expect(await store.claim(type, 5, 60_000)).toStrictEqual([])
    expect(await store.enqueue({ ...job, dedupe: 'other' })).not.toBe(ids[0])
  },
  'tries a failed job again at its time, or never': async (store, type, advance) => {
    await store.enqueue({ type, payload: {} })
    await store.enqueue({ type, payload: {} })
    const [again, never] = await store.claim(type, 2, 60_000)
    await store.fail(again?.id ?? '', Date.now() + 80.5)
    await store.fail(never?.id ?? '')
    expect(await store.claim(type, 2, 60_000)).toStrictEqual([])
    await advance(200)
    expect(await store.claim(type, 2, 60_000)).toStrictEqual([{ ...again, attempt: 2 }])
  },
}
