import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { pipeline } from '@signalbox/core'
import { createLedger } from '@signalbox/ledger'
import { sqliteJournal } from '@signalbox/ledger/node'
import { memoryLedgerStore } from '@signalbox/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { answering, ask, chat, contextFor, outputOnly, usageOf, whole } from './books.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-recovery-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('a ledger whose process ended', () => {
  test('charges what was running at its bound, once, and gives its leases back', async () => {
    const path = join(folder, 'replay.db')
    const store = memoryLedgerStore()
    const budgets = [{ scope: 'all', usd: 1, per: 'total', strict: true }] as const
    const options = { store, catalog: outputOnly, budgets }
    const journal = sqliteJournal({ path })
    const first = createLedger({ ...options, journal })
    const started = Promise.withResolvers<void>()
    const never = Promise.withResolvers<never>()
    const run = pipeline(
      first.record(),
      answering(() => {
        started.resolve()
        return never.promise
      }),
    )
    void ask(run, contextFor(chat({ maxOutputTokens: 10 }))).catch(() => undefined)
    await started.promise
    // The process is gone: nothing is settled, nothing is closed.
    await journal.close()
    const second = createLedger({ ...options, journal: sqliteJournal({ path }) })
    await second.ready
    await expect.poll(async () => (await second.states())[0]).toMatchObject({ leased: 0n })
    expect(await second.states()).toMatchObject([{ settled: 10_000_000n }])
    const after = pipeline(
      second.record(),
      answering(() => whole(usageOf(1, 10))),
    )
    await ask(after, contextFor(chat({ maxOutputTokens: 10 })))
    await second.close()
    expect(await second.states()).toMatchObject([{ settled: 20_000_000n, leased: 0n }])
    const third = createLedger({ ...options, journal: sqliteJournal({ path }) })
    await third.ready
    await third.close()
    expect(await third.states()).toMatchObject([{ settled: 20_000_000n, leased: 0n }])
    await first.close({ timeoutMs: 10 })
  })
})
