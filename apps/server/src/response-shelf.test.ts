import { simulate, type Simulator } from '@signalbox/simulator'
import { findPostgres, findRedis, startPostgres, startRedis } from '@signalbox/test-servers'
import { Redis } from 'ioredis'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'

import { parseConfig } from './config/parse-config.ts'
import { createGateway, type Gateway } from './create-gateway.ts'

let simulator: Simulator

beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
})
afterAll(() => simulator.close())
beforeEach(() => simulator.clear())

async function open(sections: object = {}): Promise<Gateway> {
  const { url } = simulator
  const gateway = createGateway(
    await parseConfig({
      version: 1,
      providers: {
        own: { adapter: 'openai', api: 'responses', apiKey: 'k', baseUrl: `${url}/openai/v1` },
        chat: { adapter: 'openai', api: 'chat', apiKey: 'k', baseUrl: `${url}/openai/v1` },
        claude: { adapter: 'anthropic', apiKey: 'k', baseUrl: `${url}/anthropic` },
      },
      models: {
        keeps: { targets: ['own/sim'] },
        fails: { targets: ['own/sim?fail=503:1', 'claude/sim'] },
      },
      ...sections,
    }),
  )
  onTestFinished(() => gateway.close())
  return gateway
}

interface Answer {
  readonly id: string
  readonly status?: string
  readonly error?: { readonly message: string }
}

async function ask(
  gateway: Gateway,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await gateway.fetch(
    new Request('http://gateway/v1/responses', {
      method: 'POST',
      headers: { authorization: 'Bearer mine', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }),
  )
  return (await response.json()) as Answer
}

/** What the last call of a wire was sent, as text. */
async function sentTo(wire: string): Promise<string> {
  const entries = (await simulator.journal()).filter((entry) => entry.wire === wire)
  return JSON.stringify(entries.at(-1)?.body ?? '')
}

describe('a response that a provider keeps itself', () => {
  test('moves to the next target of a failover with all turns before it', async () => {
    const gateway = await open()
    const first = await ask(gateway, { model: 'keeps', input: 'I am Ada.' })
    const second = await ask(gateway, {
      model: 'keeps',
      input: 'I like tea.',
      previous_response_id: first.id,
    })
    expect(await sentTo('openai-responses')).toContain(first.id)
    const third = await ask(gateway, {
      model: 'fails',
      input: 'Who am I?',
      previous_response_id: second.id,
    })
    expect(third.status).toBe('completed')
    const sent = await sentTo('anthropic-messages')
    for (const text of ['I am Ada.', 'I like tea.', 'Who am I?']) expect(sent).toContain(text)
  })

  test('that nobody here knows cannot move, and the client is told', async () => {
    const gateway = await open()
    const answer = await ask(gateway, {
      model: 'fails',
      input: 'Who am I?',
      previous_response_id: 'resp_unknown',
    })
    expect(answer.error?.message).toBeTypeOf('string')
    expect(await sentTo('anthropic-messages')).toBe('""')
  })
})

/** What Redis has of responses. */
async function keptInRedis(url: string): Promise<string> {
  const redis = new Redis(url)
  const keys = await redis.keys('*response*')
  const values = await Promise.all(keys.map((key) => redis.get(key)))
  await redis.quit()
  return values.join('\n')
}

/** What PostgreSQL has of them. */
async function keptInPostgres(url: string): Promise<string> {
  const client = new Client(url)
  await client.connect()
  const { rows } = await client.query<{ value: Buffer }>(
    "SELECT value FROM sb_kv WHERE key LIKE 'response%'",
  )
  await client.end()
  return rows.map(({ value }) => value.toString('latin1')).join('\n')
}

const servers = [
  {
    name: 'Redis',
    missing: findRedis() === undefined,
    start: startRedis,
    section: 'redis',
    kept: keptInRedis,
  },
  {
    name: 'PostgreSQL',
    missing: findPostgres() === undefined,
    start: startPostgres,
    section: 'store',
    kept: keptInPostgres,
  },
]

describe.each(servers)('replicas that share $name', ({ name, missing, start, section, kept }) => {
  test.skipIf(missing)(
    'answer for each other, and the store has no words of their clients',
    async () => {
      const server = await start()
      if (server === undefined) throw new Error(`${name} did not start`)
      onTestFinished(() => server[Symbol.asyncDispose]())
      const sections = { [section]: server.url }
      const [a, b] = [await open(sections), await open(sections)]
      const first = await until(() => ask(a, { model: 'claude/sim', input: 'I am Ada.' }))
      const second = await until(() =>
        ask(b, { model: 'claude/sim', input: 'Who?', previous_response_id: first.id }),
      )
      expect(second.status).toBe('completed')
      expect(await sentTo('anthropic-messages')).toContain('I am Ada.')
      const stranger = await b.fetch(
        new Request(`http://gateway/v1/responses/${first.id}`, {
          headers: { authorization: 'Bearer other' },
        }),
      )
      expect(stranger.status).toBe(404)
      const bytes = await kept(server.url)
      expect(bytes).not.toBe('')
      expect(bytes).not.toContain('Ada')

      await simulator.clear()
      const repeated = { 'idempotency-key': 'once' }
      const body = { model: 'chat/sim?ttft=300', input: 'Pay once.', store: false }
      const answers = await Promise.all([a, b].map((gateway) => ask(gateway, body, repeated)))
      expect(answers.filter(({ status }) => status === 'completed')).toHaveLength(1)
      const again = await ask(b, body, repeated)
      expect(again.id).toBe(answers.find(({ status }) => status === 'completed')?.id)
      expect(await simulator.journal()).toHaveLength(1)
    },
    60_000,
  )
})

/** A store that has just started may not be connected yet. */
async function until(answer: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    const given = await answer()
    if (given.status === 'completed' || tries > 50) return given
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
