import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { simulate } from '@signalbox/simulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { acmeKey, configOf, openBooks, type OpenBooks } from './open-books.fixture.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restart-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface KeyState {
  readonly requests_today: number
  readonly tokens_today: number
}

const chat = {
  model: 'main/by-output',
  messages: [{ role: 'user', content: 'Hi' }],
  max_tokens: 100,
}
const path = '/v1/chat/completions'
const budgets = [{ usd: '0.003', per: 'month', strict: true }]
const statuses = async (books: OpenBooks, times: number) => {
  const answers = await Promise.all(Array.from({ length: times }, () => books.ask(path, chat)))
  await Promise.all(answers.map((answer) => answer.text()))
  const of = (status: number) => answers.filter((answer) => answer.status === status).length
  return { answered: of(200), refused: of(429) }
}

function rows(sql: string): readonly Record<string, unknown>[] {
  const db = new DatabaseSync(join(folder, 'signalbox.db'), { readOnly: true })
  try {
    return db.prepare(sql).all()
  } finally {
    db.close()
  }
}

describe('a server that starts again on its file', { timeout: 120_000 }, () => {
  test('remembers what was spent: a used up budget stays used up', async () => {
    await using simulator = await simulate({ port: 0, seed: 1 })
    await simulator.control({ 'by-output': { usage: '7,100', tokens: 100 } })
    const first = await openBooks({ folder, budgets, simulator })
    expect(await statuses(first, 20)).toEqual({ answered: 20, refused: 0 })
    await first[Symbol.asyncDispose]()
    // What was set aside is given back before the end.
    expect(rows('SELECT settled, leased FROM sb_budget')).toEqual([
      { settled: 2_000_000, leased: 0 },
    ])
    const second = await openBooks({ folder, budgets, simulator })
    expect(await statuses(second, 20)).toEqual({ answered: 10, refused: 10 })
    await second[Symbol.asyncDispose]()
    const third = await openBooks({ folder, budgets, simulator })
    expect(await statuses(third, 5)).toEqual({ answered: 0, refused: 5 })
    const usage = await third.admin<{ totals: object }>('usage')
    expect(usage.totals).toMatchObject({ attempts: 30, cost_usd: '0.003' })
    await third[Symbol.asyncDispose]()
    expect(await simulator.journal()).toHaveLength(30)
  })

  test('remembers what each key of a provider has used today', async () => {
    await using simulator = await simulate({ port: 0, seed: 1 })
    await simulator.control({ 'by-output': { usage: '7,100', tokens: 100 } })
    const keys = [{ id: 'blue', value: 'sk-blue', limits: { usdPerDay: 0.002, usdPerMonth: 1 } }]
    const main = { adapter: 'openai', keys, baseUrl: `${simulator.url}/openai/v1` }
    const options = { folder, simulator, sections: { providers: { main } } }
    const first = await openBooks(options)
    expect(await statuses(first, 19)).toEqual({ answered: 19, refused: 0 })
    await first[Symbol.asyncDispose]()
    await using second = await openBooks(options)
    await statuses(second, 1)
    const blue = async () => {
      const { data } = await second.admin<{ data: { key_states: KeyState[] }[] }>('providers')
      return data[0]?.key_states[0]
    }
    await expect.poll(blue, { timeout: 20_000 }).toMatchObject({ state: 'draining' })
    // The one of before the books were read may stand in them, or not yet.
    expect((await blue())?.requests_today).toBeGreaterThanOrEqual(19)
    expect((await blue())?.tokens_today).toBeGreaterThanOrEqual(19 * 107)
  })

  test('after kill -9 charges what was under way, and nothing twice', async () => {
    await using simulator = await simulate({ port: 0, seed: 1 })
    await simulator.control({ 'by-output': { usage: '7,100', tokens: 100 } })
    const config = JSON.stringify(configOf(simulator.url, budgets))
    const child = spawn(
      process.execPath,
      ['--no-warnings', join(import.meta.dirname, 'kill-books.fixture.ts'), folder, config],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const port = await new Promise<string>((resolve) => {
      child.stdout.once('data', (bytes: Buffer) => resolve(String(bytes).trim()))
    })
    const ask = (body: object) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${acmeKey}` },
        body: JSON.stringify(body),
      }).then((answer) => answer.text())
    await Promise.all(Array.from({ length: 12 }, () => ask(chat)))
    await simulator.control({ 'by-output': { usage: '7,100', tokens: 100, hang: 'headers' } })
    const lost = Array.from({ length: 8 }, () => ask(chat).catch(() => 'lost'))
    await expect.poll(async () => (await simulator.journal()).length, { timeout: 20_000 }).toBe(20)
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    expect(new Set(await Promise.all(lost))).toEqual(new Set(['lost']))

    await simulator.control({ 'by-output': { usage: '7,100', tokens: 100 } })
    const books = await openBooks({ folder, budgets, simulator })
    const usage = async () => (await books.admin<{ totals: object }>('usage')).totals
    await expect.poll(usage, { timeout: 20_000 }).toMatchObject({ attempts: 20, cost_usd: '0.002' })
    expect(await statuses(books, 20)).toEqual({ answered: 10, refused: 10 })
    await books[Symbol.asyncDispose]()
    expect(rows('SELECT settled, leased FROM sb_budget')).toEqual([
      { settled: 3_000_000, leased: 0 },
    ])
    expect(rows('SELECT kind, COUNT(*) AS n FROM sb_usage GROUP BY kind ORDER BY kind')).toEqual([
      { kind: 'ok', n: 22 },
      { kind: 'orphan', n: 8 },
    ])
    expect(rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })
})
