import { pipeline } from '@signalbox/core'
import {
  createLedger,
  type Ledger,
  type LedgerOptions,
  type Journal,
  memoryJournal,
} from '@signalbox/ledger'
import { memoryLedgerStore } from '@signalbox/store'
import { afterEach, describe, expect, test } from 'vitest'

import {
  answering,
  ask,
  chat,
  contextFor,
  outputOnly,
  refusalOf,
  usageOf,
  watched,
  whole,
} from './books.ts'

const open: Ledger[] = []
afterEach(async () => {
  for (const ledger of open.splice(0)) await ledger.close({ timeoutMs: 500 })
})

/** A journal whose reservations wait for a word, and the order of what happened. */
function slowJournal(): { journal: Journal; steps: string[]; let: () => void } {
  const steps: string[] = []
  const gate = Promise.withResolvers<void>()
  const inner = memoryJournal()
  const reserve: Journal['reserve'] = async (row) => {
    await gate.promise
    steps.push('kept')
    await inner.reserve(row)
  }
  return { journal: { ...inner, reserve }, steps, let: gate.resolve }
}

const strict = [{ scope: 'tenant:acme', usd: 1, per: 'day', strict: true }] as const

async function stepsOf(options: Partial<LedgerOptions>): Promise<readonly string[]> {
  const { journal, steps, let: go } = slowJournal()
  const ledger = createLedger({
    store: memoryLedgerStore(),
    catalog: outputOnly,
    journal,
    ...options,
  })
  open.push(ledger)
  const run = pipeline(
    ledger.budget(),
    ledger.record(),
    answering(() => {
      steps.push('called')
      return whole(usageOf(5, 10))
    }),
  )
  const answered = ask(run, contextFor(chat({ maxOutputTokens: 10 }))).then(() =>
    steps.push('answered'),
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  go()
  await answered
  await new Promise((resolve) => setTimeout(resolve, 5))
  return steps
}

describe('a reservation is safe', () => {
  test.each([
    ['before the answer, while the call is out already', {}, ['called', 'kept', 'answered']],
    [
      'before the call with `before_dispatch`',
      { durability: 'before_dispatch' },
      ['kept', 'called', 'answered'],
    ],
    ['before the call under a strict budget', { budgets: strict }, ['kept', 'called', 'answered']],
    ['whenever it likes with `async`', { durability: 'async' }, ['called', 'answered', 'kept']],
  ] as const)('%s', async (_when, options, steps) => {
    expect(await stepsOf(options)).toEqual(steps)
  })
})

describe('a journal that fails', () => {
  const failing: Journal = { ...memoryJournal(), reserve: () => Promise.reject(new Error('full')) }

  test('lets no strict call out, and leaves nothing reserved', async () => {
    const ledger = createLedger({
      store: memoryLedgerStore(),
      catalog: outputOnly,
      journal: failing,
      budgets: strict,
    })
    open.push(ledger)
    let calls = 0
    const run = pipeline(
      ledger.record(),
      answering(() => {
        calls++
        return whole(usageOf(5, 10))
      }),
    )
    const error = await refusalOf(ask(run, contextFor(chat({ maxOutputTokens: 10 }))))
    expect([error.status, calls]).toEqual([503, 0])
    expect(await ledger.close()).toBe(true)
    expect(await ledger.states()).toMatchObject([{ settled: 0n, leased: 0n }])
  })

  test('does not cost an answer that is there', async () => {
    const { store, rows } = watched(memoryLedgerStore())
    const ledger = createLedger({ store, catalog: outputOnly, journal: failing })
    open.push(ledger)
    const run = pipeline(
      ledger.record(),
      answering(() => whole(usageOf(5, 10))),
    )
    await ask(run, contextFor(chat()))
    await ledger.spent('acme', { since: 0 })
    expect(rows).toMatchObject([{ kind: 'ok', nanoUsd: 10_000_000n }])
  })
})

describe('a ledger that closes', () => {
  test('waits for what runs and admits nothing more', async () => {
    const store = memoryLedgerStore()
    const ledger = createLedger({ store, catalog: outputOnly, budgets: strict })
    const answer = Promise.withResolvers<void>()
    const run = pipeline(
      ledger.budget(),
      ledger.record(),
      answering(async () => {
        await answer.promise
        return whole(usageOf(5, 10))
      }),
    )
    const running = ask(run, contextFor(chat({ maxOutputTokens: 10 })))
    await new Promise((resolve) => setTimeout(resolve, 20))
    let isClosed = false
    const closed = ledger.close().then((isDone) => {
      isClosed = true
      return isDone
    })
    const late = await refusalOf(ask(run, contextFor(chat({ maxOutputTokens: 10 }))))
    expect(late.status).toBe(503)
    expect(isClosed).toBe(false)
    answer.resolve()
    await running
    expect(await closed).toBe(true)
    expect(await ledger.states()).toMatchObject([{ settled: 10_000_000n, leased: 0n }])
  })

  test('gives up on a store that does not answer, and says so', async () => {
    const never = () => new Promise<never>(() => undefined)
    const store = { ...memoryLedgerStore(), flush: never }
    const ledger = createLedger({ store, catalog: outputOnly })
    const run = pipeline(
      ledger.record(),
      answering(() => whole(usageOf(5, 10))),
    )
    await ask(run, contextFor(chat()))
    expect(await ledger.close({ timeoutMs: 100 })).toBe(false)
    expect(ledger.pendingRows).toBe(1)
  })
})

test('more rows than may wait for the store close the books to limited requests', async () => {
  const store = { ...memoryLedgerStore(), flush: () => Promise.reject(new Error('away')) }
  const ledger = createLedger({
    store,
    catalog: outputOnly,
    budgets: strict,
    times: { maxPendingRows: 3 },
  })
  open.push(ledger)
  const run = pipeline(
    ledger.record(),
    answering(() => whole(usageOf(5, 10))),
  )
  for (let n = 0; n < 3; n++) await ask(run, contextFor(chat({ maxOutputTokens: 10 })))
  expect((await refusalOf(ask(run, contextFor(chat({ maxOutputTokens: 10 }))))).status).toBe(503)
})
