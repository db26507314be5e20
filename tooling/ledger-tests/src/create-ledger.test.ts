import { GatewayError, pipeline, type Pipeline, type Reply } from '@signalbox/core'
import { createLedger, type Ledger, type LedgerOptions, type BudgetAlert } from '@signalbox/ledger'
import { memoryBus, memoryLedgerStore } from '@signalbox/store'
import { afterEach, describe, expect, test } from 'vitest'

import {
  answering,
  ask,
  chat,
  contextFor,
  outputOnly,
  refusalOf,
  streamed,
  usageOf,
  watched,
  whole,
} from './books.ts'

const open: Ledger[] = []
afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close({ timeoutMs: 500 })
})

function ledgerOn(options: Partial<LedgerOptions> = {}): Ledger {
  const ledger = createLedger({ store: memoryLedgerStore(), catalog: outputOnly, ...options })
  open.push(ledger)
  return ledger
}

function gateway(ledger: Ledger, answer: Parameters<typeof answering>[0]): Pipeline {
  return pipeline(ledger.budget(), ledger.record(), answering(answer))
}

const tenPerCall = chat({ maxOutputTokens: 10 })
const halfDollar = { scope: 'tenant:acme', usd: 0.5, per: 'day', strict: true } as const

function admitted(results: readonly PromiseSettledResult<unknown>[]): number {
  return results.filter(({ status }) => status === 'fulfilled').length
}

describe('a strict budget', () => {
  test('lets exactly 50 of 200 parallel requests pass when it holds 50', async () => {
    const { store, rows } = watched(memoryLedgerStore())
    const ledger = ledgerOn({ store, budgets: [halfDollar] })
    let calls = 0
    const run = gateway(ledger, async () => {
      calls++
      await new Promise((resolve) => setTimeout(resolve, 20))
      return whole(usageOf(5, 10))
    })
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, () => ask(run, contextFor(tenPerCall))),
    )
    expect(admitted(results)).toBe(50)
    expect(calls).toBe(50)
    const [state] = await ledger.states()
    expect(state?.settled).toBe(500_000_000n)
    expect(rows.filter(({ kind }) => kind === 'ok')).toHaveLength(50)
    await ledger.close()
    expect((await store.budgets([state?.id ?? '']))[0]?.leased).toBe(0n)
  })

  test('lets exactly 50 pass on three replicas that share a store', async () => {
    const store = memoryLedgerStore()
    const bus = memoryBus()
    const replicas = [1, 2, 3].map(() => ledgerOn({ store, bus, budgets: [halfDollar] }))
    const runs = replicas.map((ledger) =>
      gateway(ledger, async () => {
        await new Promise((resolve) => setTimeout(resolve, 10))
        return whole(usageOf(5, 10))
      }),
    )
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, at) => ask(runs[at % 3]!, contextFor(tenPerCall))),
    )
    expect(admitted(results)).toBe(50)
    await Promise.all(replicas.map((ledger) => ledger.close()))
    const id = (await replicas[0]!.states())[0]
    expect(id).toMatchObject({ settled: 500_000_000n, leased: 0n })
  })

  test('names the budget, what is left and its end, and does not ask for a retry', async () => {
    const ledger = ledgerOn({ budgets: [{ ...halfDollar, usd: 0.015, name: 'acme-day' }] })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    await ask(run, contextFor(tenPerCall))
    const error = await refusalOf(ask(run, contextFor(tenPerCall)))
    expect(error.kind).toBe('budget_exceeded')
    expect(error.status).toBe(429)
    expect(error.message).toMatch(
      /"acme-day" has \$0\.005 of \$0\.015 left until \d{4}-\d\d-\d\dT00:00:00\.000Z\. This request may cost up to \$0\.01\./,
    )
    expect(error.details.retryAfterMs).toBeUndefined()
    expect(error.details.resetsAt).toBeGreaterThan(Date.now())
  })

  test('serves a small request while it refuses large ones', async () => {
    const ledger = ledgerOn({ budgets: [{ ...halfDollar, usd: 0.03 }] })
    const run = gateway(ledger, ({ request }) =>
      whole(usageOf(5, request.operation === 'chat' ? (request.maxOutputTokens ?? 0) : 0)),
    )
    const large = () => refusalOf(ask(run, contextFor(chat({ maxOutputTokens: 40 }))))
    for (let n = 0; n < 3; n++) {
      expect((await large()).kind).toBe('budget_exceeded')
      await ask(run, contextFor(tenPerCall))
    }
    expect(await ledger.states()).toMatchObject([{ settled: 30_000_000n }])
    expect((await refusalOf(ask(run, contextFor(tenPerCall)))).kind).toBe('budget_exceeded')
  })

  test('refuses early, before anything else is done for the request', async () => {
    const ledger = ledgerOn({ budgets: [{ ...halfDollar, usd: 0.01 }] })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    await ask(run, contextFor(tenPerCall))
    await refusalOf(ask(run, contextFor(tenPerCall)))
    let reached = false
    const early = pipeline(ledger.budget(), async () => {
      reached = true
    })
    expect((await refusalOf(early(contextFor(tenPerCall)))).kind).toBe('budget_exceeded')
    expect(reached).toBe(false)
  })

  test('bounds an answer whose request states no bound by what it can pay', async () => {
    const ledger = ledgerOn({ budgets: [halfDollar] })
    const asked: unknown[] = []
    const run = gateway(ledger, ({ request }) => {
      asked.push(request.operation === 'chat' ? request.maxOutputTokens : undefined)
      return whole(usageOf(5, 100))
    })
    await ask(run, contextFor(chat()))
    await ask(run, contextFor(chat({ candidates: 2 })))
    expect(asked[0]).toBeLessThanOrEqual(500)
    expect(asked[0]).toBeGreaterThanOrEqual(64)
    expect(Number(asked[1]) * 2).toBeLessThanOrEqual(400)
  })

  test('refuses a model without a price, so that another target may serve', async () => {
    const ledger = ledgerOn({ budgets: [halfDollar] })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    const mystery = { id: 'fake/mystery', provider: 'fake', model: 'mystery' }
    const error = await refusalOf(ask(run, contextFor(tenPerCall, { target: mystery })))
    expect(error.kind).toBe('no_compliant_provider')
    expect(error.details.verdict).toBe('unsupported')
    expect(error.message).toContain('fake/mystery')
  })

  test('charges its bound where nobody knows whether a call ran', async () => {
    const { store, rows } = watched(memoryLedgerStore())
    const ledger = ledgerOn({ store, budgets: [halfDollar] })
    const late = new GatewayError('upstream_timeout', 'late', { origin: 'provider', ran: 'maybe' })
    const run = gateway(ledger, () => Promise.reject(late))
    await refusalOf(ask(run, contextFor(tenPerCall)))
    await ledger.states()
    expect(rows).toMatchObject([{ kind: 'unknown', nanoUsd: 10_000_000n, basis: 'estimated' }])
  })

  test('counts tokens as well as money', async () => {
    const tokens = { scope: 'tenant:acme', tokens: 40, per: 'week', strict: true } as const
    const ledger = ledgerOn({ budgets: [tokens] })
    const run = gateway(ledger, () => whole(usageOf(10, 10)))
    await ask(run, contextFor(tenPerCall))
    expect(await ledger.states()).toMatchObject([{ unit: 'tokens', settled: 20n }])
    expect(
      (await refusalOf(ask(run, contextFor(chat({ maxOutputTokens: 30 }))))).message,
    ).toContain('20 tokens of 40 tokens left')
  })
})

describe('a tree of budgets', () => {
  const budgets = [
    { scope: 'org:x', usd: 1, per: 'month', strict: true },
    { scope: 'team:blue', usd: 1, per: 'week', strict: true },
    { scope: 'tenant:acme', usd: 1, per: 'day', strict: true },
    { scope: 'user:acme/ann', usd: 1, per: 'total', strict: true },
    { scope: 'key:acme/app', usd: 0.02, per: 'day', strict: true },
  ] as const
  const parents = { 'tenant:acme': 'team:blue', 'team:blue': 'org:x' }
  const caller = { tenant: 'acme', user: 'ann', key: 'app' }

  test('charges every budget of the path, or none', async () => {
    const ledger = ledgerOn({ budgets, parents })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    await ask(run, contextFor(tenPerCall, { caller }))
    await ask(run, contextFor(tenPerCall, { caller }))
    expect((await refusalOf(ask(run, contextFor(tenPerCall, { caller })))).message).toContain(
      'key:acme/app',
    )
    const states = await ledger.states()
    expect(states.map(({ settled }) => settled)).toEqual(Array(5).fill(20_000_000n))
    await ask(run, contextFor(tenPerCall, { caller: { tenant: 'acme' } }))
    const after = Object.fromEntries((await ledger.states()).map((s) => [s.scope, s.settled]))
    expect(after).toEqual({
      'org:x': 30_000_000n,
      'team:blue': 30_000_000n,
      'tenant:acme': 30_000_000n,
      'user:acme/ann': 20_000_000n,
      'key:acme/app': 20_000_000n,
    })
  })

  test('takes new limits at once', async () => {
    const ledger = ledgerOn({ budgets: [{ ...halfDollar, usd: 0.01 }] })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    await ask(run, contextFor(tenPerCall))
    await refusalOf(ask(run, contextFor(tenPerCall)))
    ledger.setBudgets([{ ...halfDollar, usd: 0.02 }])
    await ask(run, contextFor(tenPerCall))
    expect(await ledger.states()).toMatchObject([{ settled: 20_000_000n, limit: 20_000_000n }])
  })
})

describe('softer budgets', () => {
  test('observe what they never refuse', async () => {
    const ledger = ledgerOn({ budgets: [{ scope: 'all', usd: 0.01, per: 'day', mode: 'observe' }] })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    for (let n = 0; n < 5; n++) await ask(run, contextFor(tenPerCall))
    expect(await ledger.states()).toMatchObject([{ settled: 50_000_000n, leased: 0n }])
  })

  test('let an answer that runs come to its end, and then refuse', async () => {
    const ledger = ledgerOn({ budgets: [{ scope: 'tenant:acme', usd: 0.02, per: 'day' }] })
    const run = gateway(ledger, () => whole(usageOf(5, 30)))
    await ask(run, contextFor(tenPerCall))
    expect(await ledger.states()).toMatchObject([{ settled: 30_000_000n }])
    expect((await refusalOf(ask(run, contextFor(tenPerCall)))).kind).toBe('budget_exceeded')
  })

  test('alert at parts of the limit, each once', async () => {
    const alerts: BudgetAlert[] = []
    const ledger = ledgerOn({
      budgets: [{ scope: 'tenant:acme', usd: 0.1, per: 'day', name: 'b' }],
      onAlert: (alert) => alerts.push(alert),
    })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    for (let n = 0; n < 6; n++) await ask(run, contextFor(tenPerCall))
    await expect
      .poll(() => alerts.map(({ threshold }) => threshold), { timeout: 3_000 })
      .toEqual([50])
    for (let n = 0; n < 4; n++) await ask(run, contextFor(tenPerCall))
    await expect
      .poll(() => alerts.map(({ threshold }) => threshold), { timeout: 3_000 })
      .toEqual([50, 80, 95, 100])
    expect(alerts.every(({ budget }) => budget === 'b')).toBe(true)
  })
})

describe('rows', () => {
  test('are written for every attempt, the failed ones too', async () => {
    const { store, rows } = watched(memoryLedgerStore())
    const ledger = ledgerOn({ store })
    const busy = new GatewayError('overloaded', 'busy', { origin: 'provider', ran: 'no' })
    let calls = 0
    const retry = pipeline(
      ledger.budget(),
      async (context, next) => {
        const first = context.fork()
        await next(first).catch(() => undefined)
        const second = context.fork()
        await next(second)
        context.adopt(second)
      },
      ledger.record(),
      answering(() => (calls++ === 0 ? Promise.reject(busy) : whole(usageOf(7, 3)))),
    )
    await ask(retry, contextFor(tenPerCall, { id: 'r1' }))
    const sum = await ledger.spent('acme', { since: 0 })
    expect(sum).toMatchObject({ requests: 1, attempts: 2, nanoUsd: 3_000_000n, inputTokens: 7 })
    expect(rows).toMatchObject([
      { requestId: 'r1', attempt: 1, kind: 'failed', nanoUsd: 0n },
      { requestId: 'r1', attempt: 2, kind: 'ok', nanoUsd: 3_000_000n, tenant: 'acme' },
    ])
  })

  test('count what a broken stream had brought', async () => {
    const { store, rows } = watched(memoryLedgerStore())
    const ledger = ledgerOn({ store })
    const cut = new GatewayError('upstream_error', 'cut', { origin: 'provider', ran: 'yes' })
    const run = gateway(ledger, () => streamed(['one ', 'two ', 'three '], { cut }))
    await ask(run, contextFor(chat({ stream: true })))
    await ledger.spent('acme', { since: 0 })
    expect(rows).toMatchObject([{ kind: 'partial', basis: 'counted' }])
    expect(rows[0]?.usage?.output.text).toBeGreaterThanOrEqual(3)
    expect(rows[0]?.nanoUsd).toBe(BigInt(rows[0]?.usage?.output.text ?? 0) * 1_000_000n)
  })

  test('charge the input alone where a softly limited call gave nothing', async () => {
    const { store, rows } = watched(memoryLedgerStore())
    const ledger = ledgerOn({ store })
    const run = gateway(ledger, () =>
      Promise.reject(new GatewayError('upstream_timeout', 'late', { origin: 'provider' })),
    )
    await refusalOf(ask(run, contextFor(tenPerCall)))
    await ledger.spent('acme', { since: 0 })
    expect(rows).toMatchObject([{ kind: 'unknown', nanoUsd: 0n }])
    expect(rows[0]?.usage?.input.uncached).toBeGreaterThan(0)
  })

  test('say when an answer cost nothing here', async () => {
    const { store, rows } = watched(memoryLedgerStore())
    const ledger = ledgerOn({ store })
    const run = pipeline(ledger.budget(), async (context) => {
      context.facts.cache = { kind: 'exact', result: 'hit' }
      context.response = whole(usageOf(7, 3))
    })
    await ask(run, contextFor(tenPerCall))
    await expect.poll(() => rows.length).toBe(1)
    expect(rows).toMatchObject([{ kind: 'cached', nanoUsd: 0n, charges: [] }])
  })

  test('without a price are corrected when it comes', async () => {
    const { store, rows } = watched(memoryLedgerStore())
    let known = false
    const catalog = {
      ...outputOnly,
      cost: (...[price, usage, options]: Parameters<typeof outputOnly.cost>) =>
        outputOnly.cost(known ? { rowId: 'now' } : price, usage, options),
    }
    const budgets = [{ scope: 'tenant:acme', usd: 1, per: 'day' }] as const
    const ledger = ledgerOn({ store, catalog, budgets, assumeUsdPer1M: 100 })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    const mystery = { id: 'fake/mystery', provider: 'fake', model: 'mystery' }
    await ask(run, contextFor(tenPerCall, { target: mystery }))
    expect((await ledger.spent('acme', { since: 0 })).costUnknown).toBe(1)
    expect(ledger.reprice()).toBe(0)
    known = true
    expect(ledger.reprice()).toBe(1)
    expect(ledger.reprice()).toBe(0)
    expect((await ledger.spent('acme', { since: 0 })).nanoUsd).toBe(10_000_000n)
    expect(rows.map(({ kind, nanoUsd }) => [kind, nanoUsd])).toEqual([
      ['ok', null],
      ['adjust', 10_000_000n],
    ])
    expect(await ledger.states()).toMatchObject([{ settled: 10_000_000n }])
  })

  test('of a client that sends one id again and again are all kept', async () => {
    const ledger = ledgerOn({ budgets: [halfDollar] })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    await Promise.all(
      Array.from({ length: 20 }, () => ask(run, contextFor(tenPerCall, { id: 'same' }))),
    )
    expect(await ledger.states()).toMatchObject([{ settled: 200_000_000n }])
  })
})

describe('a store that is away', () => {
  const away = () => Promise.reject(new Error('away'))
  const absent = { ...memoryLedgerStore(), beat: away, define: away, grant: away, flush: away }
  const times = { giveUpAfterMs: 100 }

  test('makes limited requests wait and fail, and lets others pass', async () => {
    const ledger = ledgerOn({ store: absent, budgets: [halfDollar], times })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    const error = await refusalOf(ask(run, contextFor(tenPerCall)))
    expect([error.kind, error.status]).toEqual(['overloaded', 503])
    const reply = (await ask(run, contextFor(tenPerCall, { caller: { tenant: 'other' } }))) as Reply
    expect(reply.type).toBe('completion')
    expect(ledger.pendingRows).toBe(1)
  })

  test('lets a budget go on within what it may spend uncovered', async () => {
    const budgets = [{ scope: 'tenant:acme', usd: 1, per: 'day', openUpTo: 0.025 }] as const
    const ledger = ledgerOn({ store: absent, budgets, times })
    await ledger.ready
    await new Promise((resolve) => setTimeout(resolve, 10))
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    await ask(run, contextFor(tenPerCall))
    await ask(run, contextFor(tenPerCall))
    expect((await refusalOf(ask(run, contextFor(tenPerCall)))).status).toBe(503)
  })
})

describe('a forecast', () => {
  test('draws a line to the end of the period', async () => {
    const ledger = ledgerOn({ budgets: [{ ...halfDollar, per: 'month', name: 'm' }] })
    const run = gateway(ledger, () => whole(usageOf(5, 10)))
    await ask(run, contextFor(tenPerCall))
    const forecast = await ledger.forecast('m')
    expect(forecast).toMatchObject({ budget: 'm', spent: 10_000_000n, limit: 500_000_000n })
    expect(forecast?.atPeriodEnd).toBeGreaterThanOrEqual(10_000_000n)
    expect(await ledger.forecast('other')).toBeUndefined()
  })
})
