import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import Anthropic from '@anthropic-ai/sdk'
import { GoogleGenAI } from '@google/genai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openStage, wires, type Stage } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'stream-cost-'))
let stage: Stage

/** Whole USD per million tokens. */
const prices = { input: '3', output: '7', cacheRead: '1', reasoning: '7' }
const priced = 'sim?usage=1201,57'

beforeAll(async () => {
  stage = await openStage({
    catalog: {
      overrides: wires.flatMap((wire) =>
        ['sim', 'sim?fail=503:1', priced].map((model) => ({ match: `${wire}/${model}`, prices })),
      ),
    },
    cache: { exact: { ttlSeconds: 300 } },
    telemetry: { requests: { file: join(folder, 'requests.db') } },
    models: {
      ...Object.fromEntries(
        wires.map((wire) => [`priced-${wire}`, { targets: [`${wire}/${priced}`] }]),
      ),
      second: { targets: ['openai-chat/sim?fail=503:1', `openai-chat/${priced}`] },
      other: { targets: ['openai-chat/sim?fail=503:1', `anthropic-messages/${priced}`] },
    },
  })
}, 60_000)

afterAll(async () => {
  await stage[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

interface Told {
  readonly text: string
  /** Of each event that had one. */
  readonly costs: readonly number[]
}

/** An official client that reads a stream to its end. */
type Read = (model: string, id: string, prompt: string) => Promise<Told>

const messagesOf = (content: string) => [{ role: 'user' as const, content }]

const readers: Readonly<Record<string, Read>> = {
  async 'openai chat'(model, id, prompt) {
    const client = new OpenAI({ apiKey: 'sb-test', baseURL: `${stage.url}/v1`, maxRetries: 0 })
    const stream = client.chat.completions.stream(
      { model, messages: messagesOf(prompt), stream_options: { include_usage: true } },
      { headers: { 'x-request-id': id } },
    )
    const costs: number[] = []
    for await (const chunk of stream) costs.push(...costsIn(chunk.usage))
    return { text: (await stream.finalContent()) ?? '', costs }
  },
  async 'openai responses'(model, id, prompt) {
    const client = new OpenAI({ apiKey: 'sb-test', baseURL: `${stage.url}/v1`, maxRetries: 0 })
    const stream = client.responses.stream(
      { model, input: prompt },
      { headers: { 'x-request-id': id } },
    )
    const response = await stream.finalResponse()
    return { text: response.output_text, costs: costsIn(response.usage) }
  },
  async anthropic(model, id, prompt) {
    const client = new Anthropic({ apiKey: 'sb-test', baseURL: stage.url, maxRetries: 0 })
    const stream = client.messages.stream(
      { model, max_tokens: 4096, messages: messagesOf(prompt) },
      { headers: { 'x-request-id': id } },
    )
    const costs: number[] = []
    for await (const event of stream) {
      if (event.type === 'message_start') expect(costsIn(event.message.usage)).toEqual([])
      if (event.type === 'message_delta') costs.push(...costsIn(event.usage))
    }
    return { text: await stream.finalText(), costs }
  },
  async google(model, id, prompt) {
    const client = new GoogleGenAI({
      apiKey: 'sb-test',
      httpOptions: { baseUrl: stage.url, headers: { 'x-request-id': id } },
    })
    let text = ''
    const costs: number[] = []
    for await (const chunk of await client.models.generateContentStream({
      model,
      contents: prompt,
    })) {
      text += chunk.text ?? ''
      costs.push(...costsIn(chunk.usageMetadata))
    }
    return { text, costs }
  },
}

/** The clients' types do not know the field; they hand it on all the same. */
function costsIn(usage: object | null | undefined): readonly number[] {
  const { cost } = (usage ?? {}) as { readonly cost?: number }
  return cost === undefined ? [] : [cost]
}

interface Generation {
  readonly cost_usd: string
  readonly cost_unknown: boolean
}

async function generation(id: string): Promise<Generation> {
  for (let tries = 0; ; tries++) {
    const response = await fetch(`${stage.url}/v1/generations/${id}`)
    if (response.ok) return (await response.json()) as Generation
    if (tries > 100) throw new Error(`${id} was never written down: ${await response.text()}`)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

describe.each(Object.entries(readers))('%s', (name, read) => {
  test.each(wires)('on %s, the stream tells once what the books say', async (wire) => {
    const id = `${name} on ${wire}`.replaceAll(' ', '-')
    const { text, costs } = await read(`priced-${wire}`, id, id)
    expect(text).not.toBe('')
    expect(costs).toHaveLength(1)
    const { cost_usd: booked } = await generation(id)
    expect(costs[0]).toBe(Number(booked))
    expect(costs[0]).toBeGreaterThan(0.003)
  })

  test('a model without a price tells no cost', async () => {
    const id = `${name} unpriced`.replaceAll(' ', '-')
    expect((await read('openai-chat/sim-unpriced', id, id)).costs).toEqual([])
    expect((await generation(id)).cost_unknown).toBe(true)
  })

  test.each(['second', 'other'])(
    'after a failover to %s, it is that of the request',
    async (to) => {
      const id = `${name} ${to}`.replaceAll(' ', '-')
      const { costs } = await read(to, id, id)
      expect(costs).toEqual([Number((await generation(id)).cost_usd)])
    },
  )
})

test('an answer from the cache costs nothing', async () => {
  const ask = (id: string) => readers['openai chat']?.(`openai-chat/${priced}`, id, 'the same')
  const first = await ask('before')
  const again = await ask('after')
  expect(again?.text).toBe(first?.text)
  expect([first?.costs, again?.costs]).toEqual([[expect.any(Number)], [0]])
  expect(Number((await generation('after')).cost_usd)).toBe(0)
})

test('a client that did not ask for usage gets the stream without it', async () => {
  const client = new OpenAI({ apiKey: 'sb-test', baseURL: `${stage.url}/v1`, maxRetries: 0 })
  const model = `openai-chat/${priced}`
  const stream = await client.chat.completions.create({
    model,
    messages: messagesOf('quiet'),
    stream: true,
  })
  for await (const chunk of stream) expect(costsIn(chunk.usage)).toEqual([])
})
