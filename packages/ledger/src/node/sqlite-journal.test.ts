import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Usage, UsageRow } from '@signalbox/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { memoryJournal } from '../memory-journal.ts'
import { decodeRow, encodeRow } from './row-text.ts'
import { sqliteJournal } from './sqlite-journal.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-journal-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const usage: Usage = {
  input: {
    uncached: 1,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheWriteOther: 0,
    toolUse: 0,
  },
  output: { text: 2, reasoning: 0 },
}

function rowOf(n: number, fields: Partial<UsageRow> = {}): UsageRow {
  return {
    requestId: `r${String(n)}`,
    attempt: 1,
    ts: n,
    tenant: 'acme',
    target: 't',
    provider: 'p',
    model: 'm',
    kind: 'orphan',
    nanoUsd: 9_007_199_254_740_993n,
    usage,
    charges: [{ budget: 'b', lease: 'l', estimate: 2n ** 60n, actual: 2n ** 60n }],
    ...fields,
  }
}

test('a journal in memory keeps what nobody has acknowledged', async () => {
  const journal = memoryJournal()
  await Promise.all([journal.lease('a'), journal.lease('b'), journal.forget(['a'])])
  await Promise.all([1, 2, 3, 4].map((n) => journal.reserve(rowOf(n))))
  await journal.settle(rowOf(2, { kind: 'ok' }))
  await journal.ack([rowOf(3), rowOf(4)])
  expect(await journal.load()).toEqual({
    leases: ['b'],
    reserved: [rowOf(1)],
    settled: [rowOf(2, { kind: 'ok' })],
  })
})

describe('a journal in a file', () => {
  test('is there again after a restart, with every digit', async () => {
    const path = join(folder, 'restart.db')
    const first = sqliteJournal({ path })
    await first.load()
    await Promise.all([first.lease('a'), first.lease('b'), first.forget(['a'])])
    await Promise.all([1, 2, 3, 4].map((n) => first.reserve(rowOf(n))))
    const paid = rowOf(2, { kind: 'ok', nanoUsd: null })
    void first.settle(paid)
    void first.settle(rowOf(3, { kind: 'ok' }))
    void first.ack([rowOf(3), rowOf(4)])
    // What was asked for before the end is still written.
    await first.close()
    const second = sqliteJournal({ path })
    expect(await second.load()).toEqual({ leases: ['b'], reserved: [rowOf(1)], settled: [paid] })
    await second.close()
  })

  test('does not make a settled row a reservation again', async () => {
    const path = join(folder, 'order.db')
    const first = sqliteJournal({ path })
    await first.load()
    const paid = rowOf(1, { kind: 'ok' })
    await first.settle(paid)
    await first.reserve(rowOf(1))
    await first.close()
    const second = sqliteJournal({ path })
    expect(await second.load()).toEqual({ leases: [], reserved: [], settled: [paid] })
    await second.close()
  })

  test('refuses a second process with a sentence, and whoever writes after its end', async () => {
    const path = join(folder, 'locked.db')
    const first = sqliteJournal({ path })
    await first.load()
    const second = sqliteJournal({ path })
    await expect(second.load()).rejects.toThrow('belongs to another process')
    await expect(second.lease('x')).rejects.toThrow('belongs to another process')
    await first.close()
    await expect(first.lease('x')).rejects.toThrow('closed')
  })

  test('takes nothing new when it is full, and goes on when rows have left it', async () => {
    const journal = sqliteJournal({ path: join(folder, 'full.db'), maxBytes: 200_000 })
    await journal.load()
    const large = 'x'.repeat(50_000)
    const rows = [1, 2, 3, 4, 5].map((n) => rowOf(n, { route: large }))
    for (const row of rows.slice(0, 4)) await journal.reserve(row)
    await expect(journal.reserve(rowOf(9))).rejects.toThrow('full')
    await expect(journal.lease('x')).rejects.toThrow('full')
    await journal.settle({ ...rows[0]!, kind: 'ok' })
    await journal.ack(rows)
    await journal.reserve(rowOf(9))
    await journal.close()
  })

  test('loses no acknowledged row when its process is killed', async () => {
    const path = join(folder, 'killed.db')
    const script = fileURLToPath(new URL('../../test-support/journal-writer.ts', import.meta.url))
    let said = 0
    for (let round = 0; round < 3; round++) {
      const child = spawn(process.execPath, [script, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const acknowledged = new Set<number>()
      let rest = ''
      child.stdout.on('data', (bytes: Buffer) => {
        const lines = (rest + String(bytes)).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) acknowledged.add(Number(line))
        if (acknowledged.size > 300) child.kill('SIGKILL')
      })
      await new Promise((resolve) => child.once('close', resolve))
      const journal = sqliteJournal({ path })
      const { reserved, settled } = await journal.load()
      await journal.close()
      const kept = new Set([...reserved, ...settled].map(({ ts }) => ts))
      const done = new Set(settled.map(({ ts }) => ts))
      expect([...acknowledged].filter((n) => !kept.has(n))).toEqual([])
      expect([...acknowledged].filter((n) => n % 3 === 0 && !done.has(n))).toEqual([])
      said += acknowledged.size
    }
    expect(said).toBeGreaterThan(900)
  })

  test('writes amounts beyond what a number can hold', () => {
    const row = rowOf(1, { nanoUsd: 2n ** 62n + 1n })
    expect(decodeRow(encodeRow(row))).toEqual(row)
  })
})
