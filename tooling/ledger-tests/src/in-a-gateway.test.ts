import { createCatalog } from '@signalbox/catalog'
import { GatewayError, pipeline, type Context, type Reply, type Target } from '@signalbox/core'
import { createLedger, type Ledger, type LedgerOptions } from '@signalbox/ledger'
import { createResilience } from '@signalbox/resilience'
import { memoryLedgerStore } from '@signalbox/store'
import { afterEach, describe, expect, test } from 'vitest'

import {
  answering,
  ask,
  chat,
  contextFor,
  refusalOf,
  streamed,
  usageOf,
  watched,
  whole,
} from './books.ts'

const mini: Target = { id: 'openai/gpt-4o-mini', provider: 'openai', model: 'gpt-4o-mini' }
const haiku: Target = { id: 'claude/h', provider: 'anthropic', model: 'claude-haiku-4-5' }
const unheard: Target = { id: 'lab/x', provider: 'lab', model: 'nobody-knows-it' }

const catalog = createCatalog()
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

function gateway(
  answer: (context: Context) => Reply | Promise<Reply>,
  options: Partial<LedgerOptions> = {},
): { run: ReturnType<typeof pipeline>; ledger: Ledger; rows: ReturnType<typeof watched>['rows'] } {
  const { store, rows } = watched(memoryLedgerStore())
  const ledger = createLedger({ store, catalog: () => catalog, ...options })
  const resilience = createResilience({ retry: { maxAttempts: 3 } })
  closers.push(
    () => ledger.close(),
    () => resilience.close(),
  )
  const run = pipeline(ledger.budget(), resilience.middleware(), ledger.record(), answering(answer))
  return { run, ledger, rows }
}

function toward(targets: readonly Target[], fields: Parameters<typeof chat>[0] = {}): Context {
  const context = contextFor(chat({ maxOutputTokens: 100, ...fields }), { id: 'r1' })
  context.candidates = targets
  return context
}

const strict = [{ scope: 'tenant:acme', usd: 1, per: 'day', strict: true }] as const

describe('with real prices, inside of real retries', () => {
  test('an answer costs what its price list says', async () => {
    const { run, ledger, rows } = gateway(() => whole(usageOf(1_000, 100)), { budgets: strict })
    const context = toward([mini])
    await ask(run, context)
    // 1,000 x 0.15 and 100 x 0.60 USD per million tokens.
    expect(context.facts.cost).toMatchObject({ nanoUsd: 210_000n, basis: 'provider_usage' })
    expect(await ledger.states()).toMatchObject([{ settled: 210_000n }])
    expect(rows[0]).toMatchObject({ nanoUsd: 210_000n, kind: 'ok', attempt: 1 })
    expect(rows[0]?.priceRowId).toBeTypeOf('string')
    // The bound held.
    expect(rows[0]?.charges[0]?.estimate).toBeGreaterThan(0n)
  })

  test('every attempt of a fallback is a row with its own reservation', async () => {
    const broken = new GatewayError('upstream_error', 'broken', {
      origin: 'provider',
      verdict: 'transient',
      ran: 'maybe',
      scope: 'target',
    })
    const { run, ledger, rows } = gateway(
      ({ target }) => (target?.id === mini.id ? Promise.reject(broken) : whole(usageOf(10, 20))),
      { budgets: strict },
    )
    await ask(run, toward([mini, haiku]))
    const [state] = await ledger.states()
    expect(rows.map(({ attempt, kind, target }) => [attempt, kind, target])).toEqual([
      [1, 'unknown', mini.id],
      [2, 'ok', haiku.id],
    ])
    expect(state?.settled).toBe((rows[0]?.nanoUsd ?? 0n) + (rows[1]?.nanoUsd ?? 0n))
  })

  test('a target without a price is passed over under a strict budget', async () => {
    const { run, rows, ledger } = gateway(() => whole(usageOf(10, 20)), { budgets: strict })
    await ask(run, toward([unheard, mini]))
    await ledger.states()
    expect(rows.map(({ target }) => target)).toEqual([mini.id])
    const error = await refusalOf(ask(run, toward([unheard])))
    expect(error.message).toContain('lab/x')
  })

  test('a spent budget ends the request, whatever targets there are', async () => {
    const budgets = [{ ...strict[0], usd: '0.000001' }]
    let calls = 0
    const { run } = gateway(
      () => {
        calls++
        return whole(usageOf(1, 1))
      },
      { budgets },
    )
    const error = await refusalOf(ask(run, toward([mini, haiku])))
    expect([error.kind, error.status, calls]).toEqual(['budget_exceeded', 429, 0])
  })

  test('a client that leaves a stream pays for what was written', async () => {
    const { run, rows, ledger } = gateway(() => streamed(Array(50).fill('word ')), {
      budgets: strict,
    })
    const reply = await run(toward([mini], { stream: true }))
    if (reply.type !== 'stream') throw new TypeError('A stream was asked for.')
    let pieces = 0
    for await (const event of reply.events)
      if (event.type === 'part-delta' && ++pieces === 10) break
    await ledger.states()
    await expect.poll(() => rows.length).toBe(1)
    expect(rows[0]).toMatchObject({ kind: 'partial', basis: 'counted' })
    expect(rows[0]?.usage?.output.text).toBeGreaterThanOrEqual(10)
    expect(rows[0]?.usage?.output.text).toBeLessThan(80)
    expect((await ledger.states())[0]?.settled).toBe(rows[0]?.nanoUsd)
  })
})
