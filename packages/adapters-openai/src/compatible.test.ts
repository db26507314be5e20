import type { ChatRequest, Completion, JsonObject, Message, Source, Target } from '@signalbox/core'
import { Secret } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { compatible, compatibleRows } from './compatible.ts'
import { openaiChat } from './dialects/chat.ts'

const issuer = { wire: 'openai-chat', provider: '', model: '' } as const
const history: readonly Message[] = [
  { role: 'user', content: [{ type: 'text', text: 'find it' }] },
  {
    role: 'assistant',
    content: [
      {
        type: 'reasoning',
        text: 'hm',
        form: 'full',
        continuity: { data: 'sig', kind: 'signature', issuer },
      },
      {
        type: 'tool-call',
        callId: 'call_long_id_1',
        name: 'find',
        kind: 'function',
        arguments: '{}',
      },
    ],
  },
  {
    role: 'tool',
    content: [
      { type: 'tool-result', callId: 'call_long_id_1', content: [{ type: 'text', text: 'ok' }] },
    ],
  },
]
const chat: ChatRequest = { operation: 'chat', model: 'm', messages: history, stream: false }

function codecOf(name: string) {
  const codec = compatible(name).chat?.[0]
  if (codec === undefined) throw new Error(name)
  return codec
}

function target(name: string, model = 'm'): Target {
  const baseUrl = compatibleRows.get(name)?.baseUrl ?? 'http://host.test/v1'
  return { id: 't', provider: name, model, baseUrl }
}

function encode(name: string, request: Partial<ChatRequest>, model?: string) {
  const encoded = codecOf(name).encodeRequest({ ...chat, ...request }, target(name, model))
  const body = JSON.parse(encoded.request.body as string) as JsonObject & {
    messages: readonly JsonObject[]
  }
  return { body, lost: encoded.warnings.map(({ path }) => path) }
}

function relayed(name: string, body: JsonObject, model?: string): JsonObject {
  const source: Source = { wire: 'openai-chat', body, headers: [] }
  const encoded = codecOf(name).relayRequest?.(source, target(name, model), chat)
  return JSON.parse(encoded?.request.body as string) as JsonObject
}

function decode(name: string, body: JsonObject, request = chat): Completion {
  const bytes = new TextEncoder().encode(JSON.stringify(body))
  return codecOf(name).decodeResponse({ status: 200, headers: [], body: bytes }, request)
}

function stream(name: string, chunks: readonly JsonObject[], asked = true, done = true): string {
  const body = { stream: true, ...(asked ? { stream_options: { include_usage: true } } : {}) }
  const relay = codecOf(name).relayStream?.({ wire: 'openai-chat', body, headers: [] })
  if (relay === undefined) throw new Error(name)
  const lines = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
  const text = lines.join('') + (done ? 'data: [DONE]\n\n' : '')
  const out = new TextDecoder().decode(relay.push(new TextEncoder().encode(text)))
  expect(relay.end()).toBeUndefined()
  return out + new TextDecoder().decode(relay.tail)
}

function chunksOf(text: string): readonly JsonObject[] {
  const lines = text.split('\n').filter((line) => line.startsWith('data: {'))
  return lines.map((line) => JSON.parse(line.slice(6)) as JsonObject)
}

const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
const said = (
  delta: JsonObject,
  finish: string | null = null,
  more: JsonObject = {},
): JsonObject => ({
  id: 'x',
  object: 'chat.completion.chunk',
  model: 'm',
  choices: [{ index: 0, delta, finish_reason: finish }],
  ...more,
})

describe('every row', () => {
  test.each([...compatibleRows.keys()])('%s authorizes, and says what it can', async (name) => {
    const adapter = compatible(name)
    const request = { method: 'POST', origin: 'http://x', path: '/', headers: [] } as const
    const signed = await adapter.authorize(request, { id: 'k', key: new Secret('s3') }, 0)
    expect(signed.headers.join(' ')).toMatch(/^(?:authorization Bearer|x-portkey-api-key) s3$/)
    expect(adapter.capabilities(target(name)).operations).toContain('chat')
    expect(encode(name, {}).body['model']).toBe('m')
  })

  test('an unknown name is answered with the known ones', () => {
    expect(() => compatible('nobody')).toThrow(/mistral.*openai-compatible/)
  })

  test('a row of one’s own is as good as ours, and needs a base URL', () => {
    const codec = compatible({ provider: 'lab', auth: 'none' }).chat?.[0]
    const place = { id: 't', provider: 'lab', model: 'm' }
    expect(() => codec?.encodeRequest(chat, place)).toThrow(/needs a baseUrl/)
    const encoded = codec?.encodeRequest(chat, { ...place, baseUrl: 'http://lab.test/v1' })
    expect(encoded?.request.path).toBe('/v1/chat/completions')
  })
})

describe('mistral', () => {
  test('gets ids of nine letters, the same for call and result, in both lanes', () => {
    const { body } = encode('mistral', {})
    const [, call, result] = body.messages
    const id = result?.['tool_call_id'] as string
    expect(id).toMatch(/^[a-zA-Z0-9]{9}$/)
    expect(call).toMatchObject({ tool_calls: [{ id }] })
    const again = relayed('mistral', {
      messages: [{ role: 'tool', tool_call_id: 'call_long_id_1' }],
    })
    expect(again['messages']).toEqual([{ role: 'tool', tool_call_id: id }])
    const tool_calls = [{ id, function: { name: 'find', arguments: '{}' } }]
    const completion = decode('mistral', { id: 'r', choices: [{ message: { tool_calls } }] })
    expect(completion.candidates[0]?.message.content[0]).toMatchObject({ callId: 'call_long_id_1' })
  })

  test('has its own names, and reads thinking among the content', () => {
    const { body, lost } = encode('mistral', { seed: 1, maxOutputTokens: 5, user: 'u' })
    expect(body).toMatchObject({ random_seed: 1, max_tokens: 5 })
    expect(body.messages[1]?.['content']).toEqual([
      { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }], signature: 'sig' },
    ])
    expect(lost).toEqual(['user'])
  })

  test('streams calls without index and type, which are given', () => {
    const call = { id: 'abcdefghi', function: { name: 'f', arguments: '{}' } }
    const [chunk, last] = chunksOf(
      stream('mistral', [said({ tool_calls: [call] }, 'tool_calls', { usage })]),
    )
    expect(chunk?.['choices']).toMatchObject([
      { delta: { tool_calls: [{ ...call, index: 0, type: 'function' }] } },
    ])
    expect(chunk).not.toHaveProperty('usage')
    expect(last).toMatchObject({ choices: [], usage })
  })
})

describe('deepseek', () => {
  test('gets its reasoning back on turns with calls only', () => {
    const { body } = encode('deepseek', {})
    expect(body.messages[1]).toMatchObject({ reasoning_content: 'hm' })
    const plain = history.slice(0, 2).map((message) => ({
      ...message,
      content: message.content.map((part) =>
        part.type === 'tool-call' ? { type: 'text' as const, text: 'done' } : part,
      ),
    }))
    expect(encode('deepseek', { messages: plain }).body.messages[1]).toEqual({
      role: 'assistant',
      content: 'done',
    })
  })

  test('is told a schema in words', () => {
    const format = { type: 'json-schema', schema: { title: 'S' } } as const
    const { body } = encode('deepseek', { format })
    expect(body['response_format']).toEqual({ type: 'json_object' })
    expect(body.messages[0]?.['content']).toContain('{"title":"S"}')
  })
})

test('thinking is asked for in the provider’s words, also in a client’s own body', () => {
  const asked = (body: JsonObject): ChatRequest => ({
    ...openaiChat.decodeRequest({ model: 'm', ...body }),
  })
  const relay = (name: string, body: JsonObject) => {
    const source: Source = { wire: 'openai-chat', body, headers: [] }
    const encoded = codecOf(name).relayRequest?.(source, target(name), asked(body))
    return JSON.parse(encoded?.request.body as string) as JsonObject
  }
  const messages = [{ role: 'user', content: 'x' }]
  expect(relay('qwen', { messages, reasoning_effort: 'none' })).toMatchObject({
    enable_thinking: false,
  })
  expect(relay('deepseek', { messages, reasoning_effort: 'low' })).toMatchObject({
    thinking: { type: 'enabled' },
    reasoning_effort: 'high',
  })
  const groq = relay('groq', { messages, reasoning: { effort: 'low' } })
  expect(groq).toEqual({ model: 'm', messages, reasoning_effort: 'low' })
})

describe('qwen', () => {
  test('is streamed where it answers only so', () => {
    expect(encode('qwen', {}, 'qwq-plus').body).toMatchObject({ stream: true })
    expect(relayed('qwen', { enable_thinking: true })).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    })
    expect(encode('qwen', {}, 'qwen-max').body).not.toHaveProperty('stream')
  })

  test('sends empty fragments after a call, which go', () => {
    const first = { index: 0, id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }
    const empty = { index: 0, id: '', type: 'function', function: { arguments: '' } }
    const chunks = chunksOf(
      stream('qwen', [
        said({ tool_calls: [first] }),
        said({ tool_calls: [empty] }),
        said({}, 'stop'),
      ]),
    )
    expect(chunks.map((chunk) => (chunk['choices'] as JsonObject[])[0]?.['delta'])).toEqual([
      { tool_calls: [first] },
      {},
      {},
    ])
  })
})

describe('groq', () => {
  test('hides usage in x_groq, and it is found and moved', () => {
    const text = stream('groq', [
      said({ content: 'a' }),
      said({}, 'stop', { x_groq: { id: 'req', usage } }),
    ])
    const chunks = chunksOf(text)
    expect(chunks[0]?.['choices']).toMatchObject([{ delta: { role: 'assistant', content: 'a' } }])
    expect(chunks[1]?.['x_groq']).toEqual({ id: 'req' })
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage })
  })

  test('takes no names', () => {
    const messages = [{ role: 'user', content: 'x', name: 'ann' }]
    expect(relayed('groq', { messages })['messages']).toEqual([{ role: 'user', content: 'x' }])
  })
})

test('xai counts reasoning apart', () => {
  const raw = {
    prompt_tokens: 1,
    completion_tokens: 2,
    completion_tokens_details: { reasoning_tokens: 5 },
  }
  const completion = decode('xai', { choices: [], usage: raw })
  expect(completion.usage?.output).toEqual({ text: 2, reasoning: 5 })
})

test('together ends with eos, which clients read as stop', () => {
  const chunks = chunksOf(stream('together', [said({ content: 'a' }, 'eos')]))
  expect(chunks[0]?.['choices']).toMatchObject([{ finish_reason: 'stop' }])
  const eos = { choices: [{ index: 0, message: { content: 'a' }, finish_reason: 'eos' }] }
  expect(decode('together', eos).candidates[0]?.finish).toEqual({ reason: 'stop', native: 'eos' })
})

test('fireworks reads max_tokens and reasoning_content', () => {
  const { body } = encode('fireworks', { maxOutputTokens: 3 })
  expect(body).toMatchObject({ max_tokens: 3 })
  expect(body.messages[1]).toMatchObject({ reasoning_content: 'hm' })
})

describe('openrouter', () => {
  test('gets reasoning details back, signed', () => {
    expect(encode('openrouter', {}).body.messages[1]).toMatchObject({
      reasoning: 'hm',
      reasoning_details: [{ type: 'reasoning.text', text: 'hm', signature: 'sig', index: 0 }],
    })
  })

  test('repeats the finish with the usage, and once is enough', () => {
    const chunks = chunksOf(
      stream('openrouter', [
        said({ content: 'a' }),
        said({}, 'stop'),
        said({ content: '' }, 'stop', { usage }),
      ]),
    )
    expect(chunks).toHaveLength(3)
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage })
  })

  test('puts an error into a 200', () => {
    const error = { code: 429, message: 'busy' }
    expect(() => decode('openrouter', { error })).toThrow('busy')
  })
})

test('tokenmix, litellm and portkey repair what the providers behind them leave out', () => {
  for (const name of ['tokenmix', 'portkey', 'litellm']) {
    const [chunk] = chunksOf(
      stream(name, [said({ tool_calls: [{ function: { name: 'f' } }] }, 'end_turn')]),
    )
    expect(chunk?.['choices']).toMatchObject([
      { delta: { tool_calls: [{ index: 0, type: 'function' }] }, finish_reason: 'tool_calls' },
    ])
  }
})

test('vllm aborts, which is told as a stop and known as cancelled', () => {
  const chunks = chunksOf(
    stream('vllm', [said({ content: 'a' }, 'abort'), said({}, null, { choices: [], usage })]),
  )
  expect(chunks[0]?.['choices']).toMatchObject([{ finish_reason: 'stop' }])
  expect(chunks[1]).toMatchObject({ choices: [], usage })
})

test('ollama takes no tool choice, and plain strings', () => {
  const messages: Message[] = [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    },
  ]
  const { body, lost } = encode('ollama', { messages, toolChoice: 'required' })
  expect(body).toEqual({ model: 'm', messages: [{ role: 'user', content: 'a\n\nb' }] })
  expect(lost).toEqual(['tool_choice'])
})

test('cerebras gets earlier reasoning under its own name', () => {
  expect(encode('cerebras', {}).body.messages[1]).toMatchObject({ reasoning: 'hm' })
})

test('perplexity repeats all it said, and never says it is done', () => {
  const message = { role: 'assistant', content: 'ab' }
  const chunk = (content: string, finish: string | null, n: number): JsonObject => ({
    id: 'p',
    model: 'sonar',
    object: finish === null ? 'chat.completion.chunk' : 'chat.completion.done',
    usage: { ...usage, completion_tokens: n },
    choices: [{ index: 0, delta: { role: 'assistant', content }, message, finish_reason: finish }],
  })
  const text = stream('perplexity', [chunk('a', null, 1), chunk('b', 'stop', 2)], true, false)
  const chunks = chunksOf(text)
  expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  expect(JSON.stringify(chunks)).not.toContain('message')
  expect(chunks.map((entry) => entry['usage'])).toEqual([
    undefined,
    undefined,
    { ...usage, completion_tokens: 2 },
  ])
})

test('huggingface states limits as the IETF drafts them', () => {
  const limits = compatible('huggingface').readRateLimits(['ratelimit', '"api";r=1;t=2'], 0)
  expect(limits).toEqual([{ unit: 'requests', remaining: 1, resetsAt: 2000 }])
})

test('cloudflare forgets the role', () => {
  const [chunk] = chunksOf(stream('cloudflare', [said({ content: 'a' }), said({}, 'stop')]))
  expect(chunk?.['choices']).toMatchObject([{ delta: { role: 'assistant', content: 'a' } }])
})

describe('a server nobody has described', () => {
  test('may leave the finish empty: it is made up at the clean end', () => {
    const chunks = chunksOf(
      stream('openai-compatible', [said({ content: 'a' }, ''), said({ content: 'b' }, '')]),
    )
    expect(chunks.map((chunk) => (chunk['choices'] as JsonObject[])[0]?.['finish_reason'])).toEqual(
      [null, null, 'stop'],
    )
  })

  test('shows no usage to a client that did not ask', () => {
    const text = stream('openai-compatible', [said({ content: 'a' }, 'stop', { usage })], false)
    expect(text).not.toContain('usage')
  })

  test('knows no developer', () => {
    const messages = [{ role: 'developer', content: 'x' }]
    expect(relayed('openai-compatible', { messages })['messages']).toEqual([
      { role: 'system', content: 'x' },
    ])
  })
})
