import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'

import { acmeKey, openBooks, type OpenBooks } from './open-books.fixture.ts'

interface BudgetJson {
  readonly name: string
  readonly limit: string | number
  readonly settled: string | number
  readonly leased: string | number
  readonly remaining: string | number
  readonly source: string
  readonly period_end: string | null
  readonly forecast: object | null
}

const messages = [{ role: 'user' as const, content: 'Hi' }]
const hundred = { model: 'main/by-output', messages, max_tokens: 100 }
const budgetsOf = async ({ admin }: OpenBooks) =>
  (await admin<{ data: BudgetJson[] }>('budgets')).data
const openai = (url: string) => new OpenAI({ apiKey: acmeKey, baseURL: `${url}/v1`, maxRetries: 2 })
const anthropic = (url: string) => new Anthropic({ apiKey: acmeKey, baseURL: url, maxRetries: 2 })
/** What the budget says once everything is settled and given back. */
const settled = async (books: OpenBooks): Promise<BudgetJson | undefined> => {
  const [budget] = await budgetsOf(books)
  return budget
}

describe('200 parallel requests on a budget for exactly 50', { timeout: 60_000 }, () => {
  const fifty = [{ usd: '0.003', per: 'day', strict: true, name: 'today' }]

  test.each([
    ['OpenAI chat', 'main'],
    ['OpenAI chat as streams', 'main'],
    ['Anthropic messages', 'claude'],
  ])(
    '%s: 50 are answered, 150 refused, none of them reached a provider',
    async (what, provider) => {
      await using books = await openBooks({ budgets: fifty })
      await books.simulator.control({ 'by-output': { usage: '7,60', tokens: 60, ttft: 20 } })
      // So short that a stream is not begun with a part of it.
      const body = { ...hundred, max_tokens: 60, model: `${provider}/by-output` }
      const one = async (): Promise<unknown> => {
        if (provider === 'claude') return anthropic(books.url).messages.create(body)
        if (!what.endsWith('streams')) return openai(books.url).chat.completions.create(body)
        const stream = await openai(books.url).chat.completions.create({ ...body, stream: true })
        for await (const _ of stream);
        return undefined
      }
      const results = await Promise.allSettled(Array.from({ length: 200 }, one))
      const refused = results.flatMap((result) =>
        result.status === 'rejected' ? [result.reason] : [],
      )
      expect(results.length - refused.length).toBe(50)
      for (const error of refused) {
        expect(error).toMatchObject({ status: 429 })
        expect(String(error)).toContain('acme/today')
      }
      // The clients did not try again either: that is what x-should-retry is for.
      const journal = await books.simulator.journal()
      expect(journal).toHaveLength(50)
      expect(await settled(books)).toMatchObject({
        limit: '0.003',
        settled: '0.003',
        remaining: '0',
      })
      const usage = await books.admin<{ totals: object }>('usage')
      expect(usage.totals).toMatchObject({ attempts: 50, output_tokens: 3000, cost_usd: '0.003' })
    },
  )
})

describe('a refusal', () => {
  const empty = [{ usd: 0, per: 'day', mode: 'strict', name: 'nothing' }]
  const contents = [{ role: 'user', parts: [{ text: 'Hi' }] }]

  test.each<[string, string, object]>([
    ['chat', '/v1/chat/completions', hundred],
    ['a chat stream', '/v1/chat/completions', { ...hundred, stream: true }],
    ['responses', '/v1/responses', { model: 'main/by-output', input: 'Hi' }],
    ['messages', '/v1/messages', { ...hundred, model: 'claude/by-output' }],
    [
      'generateContent',
      '/v1beta/models/gemini/by-output:generateContent',
      { contents, generationConfig: { maxOutputTokens: 100 } },
    ],
    ['embeddings', '/v1/embeddings', { model: 'main/text-embedding-3-small', input: 'Hi' }],
  ])('of %s names budget, rest and end, and asks for no retry', async (_what, path, body) => {
    await using books = await openBooks({ budgets: empty })
    const response = await books.ask(path, body)
    expect(response.status).toBe(429)
    expect(response.headers.get('x-should-retry')).toBe('false')
    expect(response.headers.get('retry-after')).toBeNull()
    const text = await response.text()
    expect(text).toContain('budget_exceeded')
    expect(text).toMatch(/acme\/nothing\\" has \$0\.00 of \$0\.00 left until \d{4}-\d\d-\d\dT/)
    expect(await books.simulator.journal()).toHaveLength(0)
  })
})

describe('a stream that would pass a strict ceiling', () => {
  const small = [{ usd: '0.0002', per: 'day', strict: true }]

  test.each([
    ['OpenAI', 'main'],
    ['Anthropic', 'claude'],
  ])('ends before it as a long answer does, for the %s SDK', async (_what, provider) => {
    await using books = await openBooks({ budgets: small })
    await books.simulator.control({ 'by-output': { tokens: 1000, interval: 1 } })
    const body = { model: `${provider}/by-output`, messages, max_tokens: 1000 }
    let ending: string | null | undefined
    let text = ''
    if (provider === 'claude') {
      const stream = anthropic(books.url).messages.stream(body)
      const message = await stream.finalMessage()
      ending = message.stop_reason
      text = JSON.stringify(message.content)
    } else {
      const stream = await openai(books.url).chat.completions.create({ ...body, stream: true })
      for await (const { choices } of stream) {
        text += choices[0]?.delta.content ?? ''
        ending = choices[0]?.finish_reason ?? ending
      }
    }
    expect(ending).toBe(provider === 'claude' ? 'max_tokens' : 'length')
    expect(text.length).toBeGreaterThan(100)
    const budget = await settled(books)
    expect(Number(budget?.settled)).toBeLessThanOrEqual(0.0002)
    expect(Number(budget?.settled)).toBeGreaterThan(0.0001)
    const { totals } = await books.admin<{ totals: { output_tokens: number; cost_usd: string } }>(
      'usage',
    )
    expect(totals.cost_usd).toBe(budget?.settled)
    expect(Number(totals.cost_usd)).toBeCloseTo(totals.output_tokens / 1e6, 12)
    await expect.poll(async () => (await books.simulator.journal())[0]?.aborted).toBe(true)
  })
})

describe('a client that leaves', () => {
  test.each([
    ['with a budget', [{ usd: 1, per: 'day' }]],
    ['without one', []],
  ])('pays for what was written, in the books and everywhere else, %s', async (_what, budgets) => {
    await using books = await openBooks({ budgets })
    await books.simulator.control({ 'by-output': { tokens: 500, interval: 5 } })
    const leave = new AbortController()
    const { signal } = leave
    const response = await books.ask(
      '/v1/chat/completions',
      { ...hundred, max_tokens: 500, stream: true },
      { signal },
    )
    const reader = response.body?.getReader()
    for (let i = 0; i < 20; i++) await reader?.read()
    leave.abort()
    const read = async () =>
      (await books.admin<{ totals: { output_tokens: number; cost_usd: string } }>('usage')).totals
    await expect.poll(async () => (await read()).cost_usd).not.toBe('0')
    const totals = await read()
    expect(totals.output_tokens).toBeGreaterThan(5)
    expect(totals.output_tokens).toBeLessThan(400)
    const inBudgets = (await budgetsOf(books)).map((budget) => budget.settled)
    expect(inBudgets).toEqual(budgets.map(() => totals.cost_usd))
    const metrics = await (await books.gateway.fetch(new Request('http://gateway/metrics'))).text()
    const costs = metrics.split('\n').filter((each) => each.startsWith('signalbox_cost_total{'))
    const counted = costs.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
    expect(counted).toBeCloseTo(Number(totals.cost_usd), 9)
  })
})

describe('budgets by the admin API', () => {
  test('are made, changed and ended while requests run, and outlive nothing they should not', async () => {
    await using books = await openBooks()
    const { admin } = books
    await admin('tenants', { body: { name: 'beta' } })
    const { key, id } = await admin<{ key: string; id: string }>('keys', {
      body: { tenant: 'beta' },
    })
    await books.simulator.control({ 'by-output': { usage: '7,100', tokens: 100 } })
    const ask = async () => (await books.ask('/v1/chat/completions', hundred, { key })).status
    expect(await ask()).toBe(200)
    const made = await admin<BudgetJson>('budgets', {
      body: { tenant: 'beta', usd: '0.0002', per: 'day', mode: 'strict' },
    })
    expect(made).toMatchObject({
      name: 'tenant:beta/usd/day',
      source: 'store',
      remaining: '0.0002',
    })
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    const [state] = await budgetsOf(books)
    expect(state).toMatchObject({ settled: '0.0002', remaining: '0' })
    expect(Date.parse(state?.period_end ?? '')).toBeGreaterThan(Date.now())
    const changed = await admin('budgets/tenant:beta/usd/day', {
      method: 'PUT',
      body: { usd: '0.0004', per: 'day', mode: 'strict' },
    })
    expect(changed).toMatchObject({ limit: '0.0004', settled: '0.0002' })
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    // Its key has a smaller one of its own.
    await admin('budgets/tenant:beta/usd/day', { method: 'DELETE' })
    expect(await ask()).toBe(200)
    await admin('budgets', {
      body: { tenant: 'beta', key: id, tokens: 1, per: 'week', mode: 'strict', label: 'none' },
    })
    expect(await ask()).toBe(429)
    expect(await budgetsOf(books)).toMatchObject([{ name: 'beta/none', unit: 'tokens', limit: 1 }])
  })

  test('say what is wrong and keep what was', async () => {
    await using books = await openBooks({ budgets: [{ usd: 1, per: 'day' }] })
    const wrong = async (path: string, method: string, body: object) =>
      JSON.stringify(await books.admin(path, { method, body }))
    await books.admin('tenants', { body: { name: 'beta' } })
    const beta = { tenant: 'beta', usd: 1, per: 'day' }
    await books.admin('budgets', { body: beta })
    expect(await wrong('budgets', 'POST', beta)).toContain('give one a name')
    expect(await wrong('budgets', 'POST', { tenant: 'beta', per: 'day' })).toContain('needs either')
    expect(await wrong('budgets', 'POST', { ...beta, label: 'x', time_zone: 'Mars' })).toContain(
      'no time zone',
    )
    expect(await wrong('budgets', 'POST', { ...beta, tenant: 'acme' })).toContain('configuration')
    expect(await wrong('budgets', 'POST', { ...beta, tenant: 'nobody' })).toContain('no tenant')
    expect(await wrong('budgets/tenant:acme/usd/day', 'DELETE', {})).toContain('configuration')
    expect(await wrong('budgets/x%zz', 'DELETE', {})).toContain('no budget')
    expect(await budgetsOf(books)).toHaveLength(2)
  })

  test('of a group bound all of its tenants together', async () => {
    const sections = {
      groups: {
        works: { budgets: [{ usd: '0.0003', per: 'month', strict: true, name: 'all' }] },
        team: { parent: 'works', budgets: [{ usd: 1, per: 'day' }] },
      },
      tenants: {
        acme: { keys: [{ id: 'app', value: acmeKey }], group: 'team' },
        beta: { keys: [{ id: 'app', value: 'a-key-of-beta-0123456789' }], group: 'works' },
      },
    }
    await using books = await openBooks({ sections })
    await books.simulator.control({ 'by-output': { usage: '7,100', tokens: 100 } })
    const ask = async (key: string) =>
      (await books.ask('/v1/chat/completions', hundred, { key })).status
    expect(await ask(acmeKey)).toBe(200)
    expect(await ask('a-key-of-beta-0123456789')).toBe(200)
    expect(await ask(acmeKey)).toBe(200)
    expect(await ask('a-key-of-beta-0123456789')).toBe(429)
    expect(await budgetsOf(books)).toMatchObject([
      { name: 'group:works/all', settled: '0.0003' },
      { name: 'group:team/usd/day', settled: '0.0002' },
    ])
  })

  test('are counted when they are crossed', async () => {
    await using books = await openBooks({ budgets: [{ usd: '0.0002', per: 'day' }] })
    await books.simulator.control({ 'by-output': { usage: '7,100', tokens: 100 } })
    await books.ask('/v1/chat/completions', hundred)
    const crossings = async () => {
      const text = await (await books.gateway.fetch(new Request('http://gateway/metrics'))).text()
      return text.split('\n').filter((line) => line.startsWith('signalbox_budget_crossings_total{'))
    }
    await expect
      .poll(crossings, { timeout: 10_000 })
      .toEqual(['signalbox_budget_crossings_total{threshold="50"} 1'])
    expect(books.said.join()).toContain('50 % of a budget')
  })
})
