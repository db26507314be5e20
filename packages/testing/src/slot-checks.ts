import type { SlotStore } from '@signalbox/core'
import { expect } from 'vitest'

import type { ContractCheck } from './store-checks.ts'

const ttlMs = 60_000
const ask = (holder: string, turn: number, want: number, limit = 10) => ({
  holder,
  turn,
  limit,
  want,
  ttlMs,
})

/** What every store of places promises, by sentence. */
export const slotChecks: Readonly<Record<string, ContractCheck<SlotStore>>> = {
  'gives one holder all places while nobody else has any': async (store, key) => {
    expect(await store.hold(key, ask('a', 1, 4))).toEqual({ held: 4, free: 6 })
    expect(await store.hold(key, ask('a', 2, 99))).toEqual({ held: 10, free: 0 })
  },
  'gives what the others left, and what they give back': async (store, key) => {
    await store.hold(key, ask('a', 1, 7))
    expect(await store.hold(key, ask('b', 1, 5))).toEqual({ held: 3, free: 0 })
    expect(await store.hold(key, ask('a', 2, 1))).toEqual({ held: 1, free: 6 })
    expect(await store.hold(key, ask('b', 2, 9))).toEqual({ held: 9, free: 0 })
    expect(await store.hold(key, ask('b', 3, 0))).toEqual({ held: 0, free: 9 })
  },
  'takes no place away from many who ask at once, and gives none twice': async (store, key) => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.hold(key, ask(String(index), 1, 3))),
    )
    expect(answers.reduce((sum, { held }) => sum + held, 0)).toBe(10)
  },
  'does nothing for an ask that comes again or too late': async (store, key) => {
    await store.hold(key, ask('a', 5, 6))
    expect(await store.hold(key, ask('a', 5, 6))).toEqual({ held: 6, free: 4 })
    expect(await store.hold(key, ask('a', 4, 1))).toEqual({ held: 6, free: 4 })
    await store.hold(key, ask('a', 6, 0))
    expect(await store.hold(key, ask('a', 5, 6))).toEqual({ held: 0, free: 10 })
  },
  'frees the places of a holder that is silent': async (store, key, advance) => {
    await store.hold(key, { ...ask('lost', 1, 10), ttlMs: 60 })
    expect((await store.hold(key, ask('b', 1, 2))).held).toBe(0)
    await advance(150)
    expect(await store.hold(key, ask('b', 2, 10))).toEqual({ held: 10, free: 0 })
  },
  'a lowered limit gives nobody more until enough came back': async (store, key) => {
    await store.hold(key, ask('a', 1, 8))
    expect(await store.hold(key, ask('b', 1, 1, 5))).toEqual({ held: 0, free: 0 })
    expect(await store.hold(key, ask('a', 2, 8, 5))).toEqual({ held: 5, free: 0 })
    await store.hold(key, ask('a', 3, 3, 5))
    expect(await store.hold(key, ask('b', 2, 9, 5))).toEqual({ held: 2, free: 0 })
  },
  'keeps limits of different keys apart': async (store, key) => {
    await store.hold(key, ask('a', 1, 10))
    expect((await store.hold(`${key}/other`, ask('a', 1, 10))).held).toBe(10)
  },
}
