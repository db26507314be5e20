import type { Bus } from '@signalbox/core'
import {
  busChecks,
  type ContractCheck,
  jobChecks,
  ledgerChecks,
  settingsChecks,
  usageChecks,
} from '@signalbox/testing'
import { expect, test } from 'vitest'

import type { Engine } from './engine.ts'
import { memoryEngine } from './memory/memory-engine.ts'

type Broken = Partial<Engine & Bus>
type Break = (good: Engine & Bus) => Broken

const broken: readonly (readonly [string, Break])[] = [
  ['keeps a budget as it was defined', (good) => ({ budgets: () => good.budgets([]) })],
  ['changes limit and mode, and keeps what has gone', definesOnce],
  ['hands out what is there and not more', () => ({ grant: async ({ want }) => want })],
  ['hands exactly the limit to fifty who ask at once', () => ({ grant: async () => 30n })],
  ['answers a repeated lease as the first time, a denial too', forgetsLeases],
  ['gives nothing to a replica it does not know, nor from a budget it does not know', revives],
  ['never grants a lease that was closed before it came', () => ({ close: async () => {} })],
  ['moves what a row cost from leased to settled', () => ({ flush: async () => {} })],
  ['settles an overrun without leasing less than nothing', ignoresLeases],
  ['charges a row without a lease straight to its budget', onlyLeased],
  ['counts a row once, however often it comes', countsAgain],
  ['settles many budgets at once, in whatever order rows name them', onlyFirstRow],
  [
    'charges what a lost replica may have spent, and nobody revives it',
    (good) => ({ sweep: async () => good.replicas() }),
  ],
  ['takes late rows of a lost replica out of what was charged for it', ignoresLeases],
  ['adds up every bucket of a row, and money beyond 2^53', throughNumber],
  [
    'answers nothing for what has no rows',
    (good) => ({ usage: (query) => good.usage({ ...query, tenant: 'seen' }) }),
  ],
  ['counts attempts and errors of one request, not corrections nor cached answers', allOk],
  ['knows a missing price from a price of zero, until a correction brings one', zeroPrice],
  [
    'groups by provider, model, route, tenant, key, credential and day',
    (good) => ({ usage: ({ from, to, tenant }) => good.usage({ from, to, tenant }) }),
  ],
  [
    'takes rows from a time to before another, of one key',
    (good) => ({ usage: (query) => good.usage({ ...query, to: query.to + 1 }) }),
  ],
  [
    'tells the latest rows without a price, whole, until a correction brings one',
    (good) => ({ unpriced: async (limit) => (await good.unpriced(limit)).toReversed() }),
  ],
  ['adds up the same after old rows were folded into days', forgetsOld],
  ['keeps rows with any characters', countsAgain],
  [
    'loads what was written, nested or whole',
    (good) => ({ write: ({ path, value = {} }) => good.write({ path: path.slice(0, 1), value }) }),
  ],
  [
    'removes a path, also inside a value that was written whole',
    (good) => ({ write: ({ path, value = {} }) => good.write({ path, value }) }),
  ],
  [
    'a value written whole replaces all that was below',
    (good) => ({
      write: ({ path, value }) =>
        good.write({
          path: value?.['only'] === true ? [...path, 'x'] : path,
          ...(value && { value }),
        }),
    }),
  ],
  [
    'keeps names of any characters apart',
    (good) => ({
      write: ({ path, value = {} }) =>
        good.write({ path: path.map((name) => name.toLowerCase()), value }),
    }),
  ],
  ['gives every write a version of its own, growing', () => ({ write: async () => 1n })],
  ['tells what changed since a version, in order', (good) => ({ changes: () => good.changes(0n) })],
  ['hands a job out once, with its payload', neverLeases],
  ['gives many workers different jobs', neverLeases],
  [
    'hands a job out again when its lease is over, unless it is extended',
    () => ({ extend: async () => {} }),
  ],
  [
    'does not run before its time',
    (good) => ({ enqueue: ({ type, payload }) => good.enqueue({ type, payload }) }),
  ],
  ['forgets a job that is complete', () => ({ complete: async () => {} })],
  [
    'takes a second job with the same word for the first, also when that is complete',
    (good) => ({ enqueue: ({ type, payload }) => good.enqueue({ type, payload }) }),
  ],
  ['tries a failed job again at its time, or never', () => ({ fail: async () => {} })],
]

const checks: Readonly<Record<string, ContractCheck<Engine>>> = {
  ...ledgerChecks,
  ...usageChecks,
  ...settingsChecks,
  ...jobChecks,
}

test.each(broken)(
  'the suite catches a store where this is wrong: %s',
  async (sentence, breakIt) => {
    const good = memoryEngine()
    await good.flush([
      {
        requestId: 's',
        attempt: 1,
        ts: 1,
        target: 't',
        provider: 'p',
        model: 'm',
        kind: 'ok',
        nanoUsd: 1n,
        charges: [],
        tenant: 'seen',
      },
    ])
    const bad = { ...good, ...breakIt(good) }
    await expect(checks[sentence]!(bad, 'k', pause)).rejects.toThrow(/expected/i)
  },
)

test('the suite catches a bus that mixes its topics', async () => {
  const good = memoryEngine()
  const mixed: Bus = {
    publish: (_, message) => good.publish('one', message),
    subscribe: (_, listener) => good.subscribe('one', listener),
  }
  const apart = busChecks['keeps topics apart and stops for who leaves']!
  await expect(apart(mixed, mixed, 'k')).rejects.toThrow(/expected/i)
})

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function definesOnce(good: Engine): Broken {
  return {
    async define(budgets) {
      const known = await good.budgets(budgets.map(({ id }) => id))
      if (known.length === 0) await good.define(budgets)
    },
  }
}

function forgetsLeases(good: Engine): Broken {
  return { grant: (ask) => good.grant({ ...ask, lease: crypto.randomUUID() }) }
}

function revives(good: Engine): Broken {
  return {
    async grant(ask) {
      await good.beat(ask.replica)
      return good.grant(ask)
    },
  }
}

function ignoresLeases(good: Engine): Broken {
  return {
    flush: (rows) =>
      good.flush(
        rows.map((row) => ({
          ...row,
          charges: row.charges.map((charge) => ({ ...charge, lease: '' })),
        })),
      ),
  }
}

function onlyLeased(good: Engine): Broken {
  return {
    flush: (rows) =>
      good.flush(
        rows.map((row) => ({ ...row, charges: row.charges.filter(({ lease }) => lease !== '') })),
      ),
  }
}

function countsAgain(good: Engine): Broken {
  let ts = 0
  return { flush: (rows) => good.flush(rows.map((row) => ({ ...row, ts: ++ts }))) }
}

function onlyFirstRow(good: Engine): Broken {
  return { flush: (rows) => good.flush(rows.slice(0, 1)) }
}

function throughNumber(good: Engine): Broken {
  return {
    flush: (rows) =>
      good.flush(rows.map((row) => ({ ...row, nanoUsd: BigInt(Number(row.nanoUsd)) + 1n }))),
  }
}

function allOk(good: Engine): Broken {
  return { flush: (rows) => good.flush(rows.map((row) => ({ ...row, kind: 'ok' }))) }
}

function forgetsOld(good: Engine): Broken {
  let from = 0
  return {
    usage: (query) => good.usage({ ...query, from: Math.max(from, query.from) }),
    async fold(before) {
      from = before
      return 0
    },
  }
}

function zeroPrice(good: Engine): Broken {
  return {
    flush: (rows) => good.flush(rows.map((row) => ({ ...row, nanoUsd: row.nanoUsd ?? 0n }))),
  }
}

function neverLeases(good: Engine): Broken {
  return { claim: (type, count) => good.claim(type, count, 0) }
}
