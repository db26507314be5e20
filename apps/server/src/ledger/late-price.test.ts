import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { simulate } from '@signalbox/simulator'
import { expect, test } from 'vitest'

import { configOf, openBooks } from './open-books.fixture.ts'

interface Told {
  readonly totals: { readonly cost_usd: string; readonly cost_unknown: number }
}

const budgets = [{ usd: 1, per: 'day' }]

test('a price that comes after the answer is in the books and in the budget, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'late-price-'))
  {
    await using books = await openBooks({ folder, budgets })
    await books.simulator.control({ unheard: { usage: '7,100', tokens: 100 } })
    const body = { model: 'main/unheard', messages: [{ role: 'user', content: 'Hi' }] }
    for (let n = 0; n < 3; n++)
      expect((await books.ask('/v1/chat/completions', body)).ok).toBe(true)
    const usage = async () => (await books.admin<Told>('usage')).totals
    const settled = async () =>
      (await books.admin<{ data: { settled: string }[] }>('budgets')).data[0]?.settled
    expect(await usage()).toMatchObject({ cost_usd: '0', cost_unknown: 3 })
    expect(await settled()).toBe('0')

    const overrides = [{ match: 'main/unheard', prices: { input: '0', output: '2' } }]
    const config = configOf(books.simulator.url, budgets, { catalog: { overrides } })
    for (let n = 0; n < 2; n++) {
      await books.admin('config', { method: 'PUT', body: config })
      await expect
        .poll(usage, { timeout: 10_000 })
        .toMatchObject({ cost_usd: '0.0006', cost_unknown: 0 })
      expect(await settled()).toBe('0.0006')
    }
  }
  rmSync(folder, { recursive: true })
}, 60_000)

test('a price that comes with the next start is in the books too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'late-price-'))
  {
    await using simulator = await simulate({ port: 0, seed: 1 })
    await simulator.control({ unheard: { usage: '7,100', tokens: 100 } })
    const body = { model: 'main/unheard', messages: [{ role: 'user', content: 'Hi' }] }
    const first = await openBooks({ folder, budgets, simulator })
    expect((await first.ask('/v1/chat/completions', body)).ok).toBe(true)
    await first[Symbol.asyncDispose]()
    const overrides = [{ match: 'main/unheard', prices: { input: '0', output: '2' } }]
    await using second = await openBooks({
      folder,
      budgets,
      simulator,
      sections: { catalog: { overrides } },
    })
    await expect
      .poll(async () => (await second.admin<Told>('usage')).totals, { timeout: 10_000 })
      .toMatchObject({ cost_usd: '0.0002', cost_unknown: 0 })
    const { data } = await second.admin<{ data: { settled: string }[] }>('budgets')
    expect(data[0]?.settled).toBe('0.0002')
  }
  rmSync(folder, { recursive: true })
}, 60_000)
