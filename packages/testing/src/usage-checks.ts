import type { LedgerStore, Usage, UsageGroup } from '@signalbox/core'
import { expect } from 'vitest'

import { rowOf } from './ledger-checks.ts'
import type { ContractCheck } from './store-checks.ts'

const dayMs = 86_400_000
const always = { from: 0, to: 2e12 }

function usageOf(base: number): Usage {
  const cache = { cacheRead: base + 1, cacheWrite5m: 1, cacheWrite1h: 2, cacheWriteOther: 3 }
  return {
    input: { uncached: base, toolUse: 5, ...cache },
    output: { text: base * 2, reasoning: base * 3 },
  }
}

const nothing = {
  group: '',
  requests: 0,
  attempts: 0,
  errors: 0,
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  nanoUsd: 0n,
  savedNanoUsd: 0n,
  costUnknown: 0,
}

/** How every ledger adds up its rows, by sentence. */
export const usageChecks: Readonly<Record<string, ContractCheck<LedgerStore>>> = {
  'adds up every bucket of a row, and money beyond 2^53': async (store, tenant) => {
    await store.flush([
      rowOf(`${tenant}/1`, { tenant, usage: usageOf(10), nanoUsd: 2n ** 60n }),
      rowOf(`${tenant}/2`, { tenant, usage: usageOf(100), nanoUsd: 1n }),
      rowOf(`${tenant}/3`, { tenant }),
    ])
    expect(await store.usage({ ...always, tenant })).toStrictEqual([
      {
        ...nothing,
        requests: 3,
        attempts: 3,
        inputTokens: 120,
        cacheReadTokens: 112,
        cacheWriteTokens: 12,
        outputTokens: 220,
        reasoningTokens: 330,
        nanoUsd: 2n ** 60n + 1n,
      },
    ])
  },
  'answers nothing for what has no rows': async (store, tenant) => {
    expect(await store.usage({ ...always, tenant })).toStrictEqual([])
  },
  'counts attempts and errors of one request, not corrections nor cached answers': async (
    store,
    tenant,
  ) => {
    await store.flush([
      rowOf(tenant, { tenant, kind: 'failed' }),
      rowOf(tenant, { tenant, attempt: 2 }),
      rowOf(tenant, { tenant, attempt: 3, kind: 'adjust', nanoUsd: -4n }),
      rowOf(`${tenant}/hit`, {
        tenant,
        kind: 'cached',
        usage: usageOf(10),
        savedNanoUsd: 2n ** 60n,
      }),
      rowOf(`${tenant}/joined`, { tenant, kind: 'coalesced', usage: usageOf(10) }),
    ])
    expect(await store.usage({ ...always, tenant })).toStrictEqual([
      {
        ...nothing,
        requests: 3,
        attempts: 2,
        errors: 1,
        nanoUsd: -4n,
        savedNanoUsd: 2n ** 60n,
      },
    ])
  },
  'knows a missing price from a price of zero, until a correction brings one': async (
    store,
    tenant,
  ) => {
    await store.flush([
      rowOf(`${tenant}/free`, { tenant, nanoUsd: 0n }),
      rowOf(`${tenant}/unknown`, { tenant, nanoUsd: null }),
      rowOf(`${tenant}/unknown`, { tenant, nanoUsd: null, attempt: 2 }),
      rowOf(`${tenant}/late`, { tenant, nanoUsd: null }),
    ])
    expect(await store.usage({ ...always, tenant })).toMatchObject([
      { costUnknown: 2, nanoUsd: 0n },
    ])
    await store.flush([
      rowOf(`${tenant}/late`, { tenant, nanoUsd: 9n, kind: 'adjust', attempt: 2 }),
    ])
    expect(await store.usage({ ...always, tenant })).toMatchObject([
      { costUnknown: 1, nanoUsd: 9n },
    ])
  },
  'groups by provider, model, route, tenant, key, credential and day': async (store, tenant) => {
    const day = 1_700_000_000_000
    const route = 'r'
    await store.flush([
      rowOf(`${tenant}/1`, {
        tenant,
        provider: 'b',
        model: 'x',
        keyId: 'k1',
        credential: 'blue',
        route,
        ts: day,
      }),
      rowOf(`${tenant}/2`, { tenant, provider: 'a', model: 'x', keyId: 'k2', ts: day + dayMs }),
      rowOf(`${tenant}/3`, { tenant, provider: 'b', model: 'y', keyId: 'k1', ts: day + dayMs }),
    ])
    const groups = async (groupBy: UsageGroup) => {
      const sums = await store.usage({ ...always, tenant, groupBy })
      return sums.map(({ group, requests }) => [group, requests])
    }
    expect(await groups('provider')).toStrictEqual([
      ['a', 1],
      ['b', 2],
    ])
    expect(await groups('model')).toStrictEqual([
      ['x', 2],
      ['y', 1],
    ])
    expect(await groups('route')).toStrictEqual([
      ['', 2],
      ['r', 1],
    ])
    expect(await groups('tenant')).toStrictEqual([[tenant, 3]])
    expect(await groups('key')).toStrictEqual([
      ['k1', 2],
      ['k2', 1],
    ])
    expect(await groups('credential')).toStrictEqual([
      ['a/', 1],
      ['b/', 1],
      ['b/blue', 1],
    ])
    expect(await groups('day')).toStrictEqual([
      ['2023-11-14', 1],
      ['2023-11-15', 2],
    ])
  },
  'takes rows from a time to before another, of one key': async (store, tenant) => {
    const times = [10, 20, 30]
    await store.flush(
      times.map((ts) => rowOf(`${tenant}/${String(ts)}`, { tenant, ts, keyId: tenant })),
    )
    const [sum] = await store.usage({ from: 10, to: 30, keyId: tenant })
    expect(sum?.requests).toBe(2)
  },
  'tells the latest rows without a price, whole, until a correction brings one': async (
    store,
    tenant,
  ) => {
    const far = 1_999_000_000_000
    const charge = { budget: `${tenant}/b`, lease: '', estimate: 2n ** 60n, actual: 5n }
    const row = (id: string, ts: number) =>
      rowOf(`${tenant}/${id}`, {
        tenant,
        keyId: 'k',
        route: 'r',
        ts,
        nanoUsd: null,
        usage: usageOf(3),
        charges: [charge],
      })
    const [first, second, third] = [row('1', far), row('2', far + 1), row('3', far + 2)]
    const priced = rowOf(`${tenant}/4`, { tenant, ts: far + 3, nanoUsd: 0n })
    const correction = { ...third, ts: far + 4, kind: 'adjust', nanoUsd: 1n, charges: [] } as const
    await store.flush([first, second, third, priced, correction])
    const found = (await store.unpriced(5)).filter((one) => one.tenant === tenant)
    expect(found).toEqual([second, first])
    expect(await store.unpriced(1)).toEqual([second])
  },
  'adds up the same after old rows were folded into days': async (store, tenant) => {
    const at = 1_600_000_000_000
    const old = Array.from({ length: 30 }, (_, n) =>
      rowOf(`${tenant}/${String(n)}`, {
        tenant,
        ts: at + n * (dayMs / 10),
        provider: n % 3 === 0 ? 'a' : 'b',
        keyId: n % 2 === 0 ? 'k' : undefined,
        kind: n % 5 === 0 ? 'failed' : 'ok',
        usage: usageOf(n),
        nanoUsd: n === 7 ? null : 2n ** 55n,
        savedNanoUsd: n === 3 ? 4n : undefined,
      }),
    )
    await store.flush([
      ...old,
      // A folded request is one of its first attempt.
      rowOf(`${tenant}/1`, { tenant, ts: at + dayMs / 10 + 1, attempt: 2, provider: 'b' }),
      rowOf(`${tenant}/new`, { tenant, ts: at + 9 * dayMs, nanoUsd: 1n }),
    ])
    const groups = [undefined, 'provider', 'model', 'key', 'credential', 'day'] as const
    const sums = () =>
      Promise.all(groups.map((groupBy) => store.usage({ ...always, tenant, groupBy })))
    const before = await sums()
    for (let rows = 1; rows > 0;) rows = await store.fold(at + 8 * dayMs)
    expect(await sums()).toStrictEqual(before)
    await store.flush([rowOf(`${tenant}/more`, { tenant, ts: at, nanoUsd: 1n })])
    for (let rows = 1; rows > 0;) rows = await store.fold(at + 8 * dayMs)
    const [total] = await store.usage({ ...always, tenant })
    expect(total?.requests).toBe(32)
  },
  'keeps rows with any characters': async (store, tenant) => {
    const model = 'a\0b\u{D800}é漢🙂\'"'
    await store.flush([rowOf(`${tenant}\0`, { tenant, model, nanoUsd: 1n, usage: usageOf(1) })])
    await store.flush([rowOf(`${tenant}\0`, { tenant, model, nanoUsd: 1n, usage: usageOf(1) })])
    const [sum] = await store.usage({ ...always, tenant })
    expect(sum).toMatchObject({ requests: 1, nanoUsd: 1n })
  },
}
