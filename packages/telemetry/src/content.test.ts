import {
  eventStream,
  pipeline,
  createContext,
  type Middleware,
  type StreamEvent,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { harness, throttled, usage } from '../test-support/harness.ts'
import type { TelemetryEvent } from './call-events.ts'
import { telemetry } from './telemetry.ts'

/** A rule on content: hides the prompt's words from providers, gives them back to the client. */
const hides: Middleware = async (context, next) => {
  const { request } = context
  if (request.operation === 'chat') {
    const content = [{ type: 'text', text: 'NAME_1' } as const]
    context.request = { ...request, messages: [{ role: 'user', content }] }
  }
  await next()
  if (context.response?.type !== 'completion') return
  const { completion } = context.response
  const content = [{ type: 'text', text: 'restored-name' } as const]
  const candidates = completion.candidates.map((each) => ({
    ...each,
    message: { role: 'assistant' as const, content },
  }))
  context.response = { type: 'completion', completion: { ...completion, candidates } }
}

const streamed: readonly StreamEvent[] = [
  { type: 'start', id: 'c', model: 'm' },
  { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
  { type: 'part-delta', candidate: 0, index: 0, text: 'canary-' },
  { type: 'part-delta', candidate: 0, index: 0, text: 'streamed' },
  { type: 'part-end', candidate: 0, index: 0 },
  { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
]

describe('content that an operator keeps', () => {
  test('is in the record as rules left it for providers, never as the client sees it', async () => {
    const { ask, records } = harness({ keepContent: true })
    await ask({ through: [hides] })
    expect(records[0]?.content?.input).toContain('NAME_1')
    expect(records[0]?.content?.output).toContain('canary-answer')
    expect(JSON.stringify(records[0]?.content)).not.toMatch(/canary-prompt|restored-name/)
  })

  test('holds the whole of a stream, and no answer of one that broke', async () => {
    const { ask, records } = harness({ keepContent: true })
    await ask({ request: { stream: true }, events: streamed })
    expect(records[0]?.content?.output).toContain('canary-streamed')
    await ask({ request: { stream: true }, events: [...streamed.slice(0, 3), broken] })
    expect(records[1]?.content?.input).toContain('canary-prompt')
    expect(records[1]?.content?.output).toBeUndefined()
  })

  test('is not kept of a caller that keeps it out', async () => {
    const { ask, records, spans } = harness({ keepContent: true, content: 'on' })
    await ask({ headers: ['x-signalbox-log', 'off'] })
    expect(records[0]?.content).toBeUndefined()
    expect(JSON.stringify(spans.getFinishedSpans()[0]?.attributes)).not.toContain('canary')
  })

  test('goes through what takes keys out', async () => {
    const redact = (text: string) => text.replaceAll('canary', '***')
    const { ask, records } = harness({ keepContent: true, redact })
    await ask()
    expect(records[0]?.content?.output).toContain('***-answer')
    expect(JSON.stringify(records[0]?.content)).not.toContain('canary')
  })

  test('is in no span unless it is asked for there too', async () => {
    const { ask, spans } = harness({ keepContent: true })
    await ask()
    expect(JSON.stringify(spans.getFinishedSpans()[0]?.attributes)).not.toContain('canary')
  })
})

const broken = { type: 'error', error: throttled() } as const

describe('events', () => {
  test('tell a failed call by its type, in its trace, without the words of the provider', async () => {
    const events: TelemetryEvent[] = []
    const { ask, spans } = harness({ events: (event) => events.push(event) })
    await ask({ steps: [{ error: throttled(), ms: 7 }, { usage: usage(1, 1) }] })
    expect(events).toEqual([
      {
        name: 'gen_ai.client.operation.exception',
        severity: 'warn',
        at: (spans.getFinishedSpans()[0]?.endTime[0] ?? 0) * 1000 + 7,
        trace: {
          traceId: spans.getFinishedSpans().at(-1)?.spanContext().traceId,
          spanId: spans.getFinishedSpans().at(-1)?.spanContext().spanId,
        },
        attributes: {
          'gen_ai.operation.name': 'chat',
          'gen_ai.provider.name': 'acme',
          'gen_ai.request.model': 'm1',
          'server.address': 'api.acme.example',
          'server.port': 443,
          'exception.type': 'rate_limited',
          'error.type': 'rate_limited',
          'signalbox.attempt.number': 1,
        },
      },
    ])
  })

  test('take the content, which is then in no span', async () => {
    const events: TelemetryEvent[] = []
    const { ask, spans } = harness({ content: 'on', events: (event) => events.push(event) })
    await ask()
    expect(events.map(({ name }) => name)).toEqual(['gen_ai.client.inference.operation.details'])
    expect(events[0]?.attributes['gen_ai.input.messages']).toContain('canary-prompt')
    expect(events[0]?.attributes['gen_ai.output.messages']).toContain('canary-answer')
    expect(JSON.stringify(spans.getFinishedSpans()[0]?.attributes)).not.toContain('canary')
  })
})

test('the stage alone looks at content by itself', async () => {
  const { clock } = harness()
  const seen: unknown[] = []
  const stage = telemetry({
    keepContent: true,
    clock,
    sink: ({ content }) => seen.push(content?.output),
  })
  const run = pipeline(stage, async (context) => {
    await Promise.resolve()
    context.response = { type: 'stream', events: eventStream(streamed) }
  })
  const request = { operation: 'chat', model: 'm', messages: [], stream: true } as const
  const reply = await run(createContext({ request, clock }))
  if (reply.type === 'stream') for await (const event of reply.events) void event
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(seen[0]).toContain('canary-streamed')
})
