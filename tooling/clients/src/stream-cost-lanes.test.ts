import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import OpenAI from 'openai'
import { describe, expect, onTestFinished, test } from 'vitest'

import { openStage } from './stage.ts'

const apiKey = 'sb-a-key-of-acme-0123456789'
const prices = { input: '3', output: '7' }
const usual = 'sim?usage=1201,57'
const slow = 'sim?ttft=900&usage=801,57'
const long = 'sim?tokens=400&interval=0'

interface Lane {
  readonly model: string
  readonly budgets?: readonly object[]
  readonly sections?: object
}

/** Ways on which a stream is looked into, written again, ended early or raced. */
const lanes: Readonly<Record<string, Lane>> = {
  'beside a strict budget': { model: `openai-chat/${usual}` },
  'cut by a strict budget': {
    model: `openai-chat/${long}`,
    budgets: [{ usd: 0.0015, per: 'day', strict: true }],
  },
  'written again under rules on content': {
    model: `openai-chat/${usual}`,
    sections: {
      safety: {
        default: 'own',
        policies: {
          own: {
            output: [{ id: 'mail', detect: 'pii', types: ['EMAIL'], action: { type: 'redact' } }],
          },
        },
      },
    },
  },
  'of the faster of two copies': {
    model: 'raced',
    sections: {
      models: { raced: { targets: [`openai-chat/${slow}`, `anthropic-messages/${usual}`] } },
      resilience: { hedge: { enabled: true, share: 1, minDelayMs: 50, maxDelayMs: 100 } },
    },
  },
}

describe('the cost in a stream is that of the books', () => {
  test.each(Object.entries(lanes))('%s', async (_name, { model, budgets, sections }) => {
    const folder = mkdtempSync(join(tmpdir(), 'stream-cost-lanes-'))
    const ample = [{ usd: 9, per: 'day', strict: true }]
    const stage = await openStage({
      tenants: { acme: { keys: [{ id: 'app', value: apiKey }], budgets: budgets ?? ample } },
      catalog: {
        overrides: [`openai-chat/${usual}`, `openai-chat/${slow}`, `openai-chat/${long}`]
          .concat(`anthropic-messages/${usual}`)
          .map((match) => ({ match, prices })),
      },
      telemetry: { requests: { file: join(folder, 'requests.db') } },
      ...sections,
    })
    onTestFinished(async () => {
      await stage[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    })
    const client = new OpenAI({ apiKey, baseURL: `${stage.url}/v1`, maxRetries: 0 })
    const stream = client.chat.completions.stream(
      {
        model,
        messages: [{ role: 'user', content: 'Hello' }],
        stream_options: { include_usage: true },
      },
      { headers: { 'x-request-id': 'mine' } },
    )
    const costs: unknown[] = []
    for await (const { usage } of stream)
      if (usage !== null && usage !== undefined && 'cost' in usage) costs.push(usage.cost)
    await expect
      .poll(async () => (await written(stage.url))['cost_usd'], { timeout: 5000 })
      .toBeTypeOf('string')
    const request = await written(stage.url)
    expect(costs).toEqual([Number(request['cost_usd'])])
    expect(costs[0]).toBeGreaterThan(0)
    expect(request['attempts']).toHaveLength(model === 'raced' ? 2 : 1)
  })
})

async function written(url: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(`${url}/v1/generations/mine`, {
    headers: { authorization: `Bearer ${apiKey}` },
  })
  return (await response.json()) as Record<string, unknown>
}
