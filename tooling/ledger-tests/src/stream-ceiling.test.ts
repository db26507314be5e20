import { anthropicMessages } from '@signalbox/adapters-anthropic/dialects'
import { googleGenerate } from '@signalbox/adapters-google/dialects'
import { openai } from '@signalbox/adapters-openai'
import { openaiChat, openaiCompletions, openaiResponses } from '@signalbox/adapters-openai/dialects'
import {
  pipeline,
  Secret,
  upstream,
  type Context,
  type Dialect,
  type Target,
  type UsageRow,
} from '@signalbox/core'
import { handler } from '@signalbox/core/web'
import { createLedger } from '@signalbox/ledger'
import { memoryLedgerStore } from '@signalbox/store'
import { fakeTransport, type FakeTransport } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { outputOnly, watched } from './books.ts'

const words = Array.from({ length: 400 }, (_, at) => `w${String(at % 10)} `)

/** A provider that writes 400 pieces, one by one, and counts what it has written. */
function writer(): { transport: FakeTransport; written: () => number } {
  let written = 0
  const chunk = (delta: object, finish: string | null = null): string =>
    `data: ${JSON.stringify({
      id: 'c1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'gpt-x',
      choices: [{ index: 0, delta, finish_reason: finish }],
    })}\n\n`
  const body = (function* (): Generator<string> {
    yield chunk({ role: 'assistant', content: '' })
    for (const content of words) {
      written++
      yield chunk({ content })
    }
    yield chunk({}, 'stop')
    yield `data: ${JSON.stringify({
      id: 'c1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'gpt-x',
      choices: [],
      usage: { prompt_tokens: 5, completion_tokens: 400, total_tokens: 405 },
    })}\n\ndata: [DONE]\n\n`
  })()
  // The transport reads its steps by number, so the pieces are made when they are due.
  const lazy = new Proxy([] as string[], {
    get: (list, key) =>
      typeof key === 'string' && /^\d+$/.test(key) ? body.next().value : Reflect.get(list, key),
  })
  const head = ['content-type', 'text/event-stream']
  return {
    transport: fakeTransport([{ headers: head, body: lazy }]),
    written: () => written,
  }
}

const provider: Target = {
  id: 'openai/gpt-x',
  provider: 'openai',
  model: 'gpt-x',
  wire: 'openai-chat',
}

interface Case {
  readonly dialect: Dialect
  readonly path: string
  readonly body: object
  /** How this grammar says that an answer reached its length. */
  readonly ending: RegExp
}

const messages = [{ role: 'user', content: 'hi' }]
const cases: Readonly<Record<string, Case>> = {
  'OpenAI chat': {
    dialect: openaiChat,
    path: '/v1/chat/completions',
    body: { messages, max_tokens: 400 },
    ending: /"finish_reason":"length"[\s\S]*data: \[DONE\]/,
  },
  'OpenAI completions': {
    dialect: openaiCompletions,
    path: '/v1/completions',
    body: { prompt: 'hi', max_tokens: 400 },
    ending: /"finish_reason":"length"[\s\S]*data: \[DONE\]/,
  },
  'OpenAI Responses': {
    dialect: openaiResponses,
    path: '/v1/responses',
    body: { input: 'hi', max_output_tokens: 400 },
    ending: /event: response\.incomplete[\s\S]*"reason":"max_output_tokens"/,
  },
  'Anthropic Messages': {
    dialect: anthropicMessages,
    path: '/v1/messages',
    body: { messages, max_tokens: 400 },
    ending: /"stop_reason":"max_tokens"[\s\S]*event: message_stop/,
  },
  Gemini: {
    dialect: googleGenerate,
    path: '/v1beta/models/gpt-x:streamGenerateContent?alt=sse',
    body: {
      contents: [{ role: 'user', parts: [{ text: 'hi' }] }],
      generationConfig: { maxOutputTokens: 400 },
    },
    ending: /"finishReason":"MAX_TOKENS"/,
  },
}

interface Run {
  readonly text: string
  readonly rows: readonly UsageRow[]
  readonly settled: bigint | undefined
  readonly leased: bigint | undefined
  readonly written: number
  readonly isAborted: boolean
  readonly warnings: string
}

async function run(
  { dialect, path, body }: Case,
  budget: { readonly usd: number; readonly strict: boolean },
): Promise<Run> {
  const { store, rows } = watched(memoryLedgerStore())
  const ledger = createLedger({
    store,
    catalog: outputOnly,
    budgets: [{ scope: 'all', per: 'day', ...budget }],
  })
  const { transport, written } = writer()
  let seen: Context | undefined
  const handle = handler({
    dialects: [dialect],
    pipeline: pipeline(
      ledger.budget(),
      async (context, next) => {
        seen = context
        context.candidates = [provider]
        await next()
      },
      ledger.record(),
      upstream({
        adapters: [openai()],
        transport,
        keys: { pick: () => ({ id: 'k', key: new Secret('s') }) },
      }),
    ),
  })
  const response = await handle(
    new Request(`http://gateway${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-x', stream: true, ...body }),
    }),
  )
  expect(response.status).toBe(200)
  const text = await response.text()
  await ledger.close()
  const [state] = await store.budgets(rows[0]?.charges.map((charge) => charge.budget) ?? [])
  return {
    text,
    rows,
    settled: state?.settled,
    leased: state?.leased,
    written: written(),
    isAborted: transport.aborted.size === 1,
    warnings: JSON.stringify(seen?.warnings),
  }
}

describe.each(Object.entries(cases))('a stream in %s', (_name, grammar) => {
  test('ends with its length where a strict budget ends, and the books are exact', async () => {
    const seen = await run(grammar, { usd: 0.1, strict: true })
    expect(seen.text).toMatch(grammar.ending)
    expect(seen.text).not.toMatch(/"error":\{/)
    expect(seen.isAborted).toBe(true)
    expect(seen.rows).toMatchObject([{ kind: 'partial', basis: 'counted' }])
    const [row] = seen.rows
    // OpenAI Responses tells every text once more when it ends.
    const pieces = seen.text.split('\n').filter((line) => !/\.done"|\.incomplete"/.test(line))
    const told = (pieces.join('\n').match(/w\d /g) ?? []).length
    expect(row?.usage?.output.text).toBe(told)
    expect(row?.nanoUsd).toBe(BigInt(told) * 1_000_000n)
    expect(seen.settled).toBe(row?.nanoUsd)
    expect(seen.leased).toBe(0n)
    expect(seen.settled).toBeLessThanOrEqual(100_000_000n)
    // What the provider had written when it heard of the end.
    expect(seen.written).toBeLessThanOrEqual(100)
    expect(told).toBeGreaterThan(90)
    expect(seen.warnings).toContain('The answer was stopped')
  })

  test('is settled by what the provider reports when it comes to its end', async () => {
    const seen = await run(grammar, { usd: 0.4, strict: true })
    expect(seen.isAborted).toBe(false)
    expect(seen.rows).toMatchObject([{ kind: 'ok', nanoUsd: 400_000_000n }])
    expect([seen.settled, seen.leased]).toEqual([400_000_000n, 0n])
    expect(seen.warnings).not.toContain('stopped')
  })
})

describe('a running stream', () => {
  test('passes a soft budget that ends on its way', async () => {
    const seen = await run(cases['OpenAI chat']!, { usd: 0.1, strict: false })
    expect(seen.isAborted).toBe(false)
    expect(seen.rows).toMatchObject([{ kind: 'ok', nanoUsd: 400_000_000n }])
    expect([seen.settled, seen.leased]).toEqual([400_000_000n, 0n])
  })
})
