import { describe, expect, test } from 'vitest'

import { harness, throttled, usage } from '../test-support/harness.ts'
import type { Semconv } from './semconv.ts'

/** A request that uses everything the conventions have a name for, with an attempt that failed before. */
async function spansOf(semconv: Semconv) {
  const { ask, spans } = harness({ semconv })
  const tokens = usage(90, 20, { cacheRead: 7, cacheWrite5m: 3 })
  await ask({
    request: {
      stream: true,
      candidates: 2,
      seed: 7,
      topK: 40,
      maxOutputTokens: 100,
      temperature: 0.5,
      topP: 0.9,
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
      stop: ['END'],
      sessionId: 'talk-1',
      format: { type: 'json' },
      reasoning: { effort: 'low' },
    },
    steps: [
      { error: throttled(), status: 429 },
      {
        usage: { ...tokens, output: { text: 20, reasoning: 5 } },
        chunks: 3,
        firstMs: 250,
        status: 200,
        keyId: 'blue',
        requestId: 'req_1',
      },
    ],
  })
  const [failed, call] = spans.getFinishedSpans()
  return { failed: failed?.attributes ?? {}, call: call?.attributes ?? {} }
}

const asked = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'acme',
  'gen_ai.request.model': 'm1',
  'server.address': 'api.acme.example',
  'server.port': 443,
  'gen_ai.conversation.id': 'talk-1',
  'gen_ai.output.type': 'json',
  'gen_ai.request.choice.count': 2,
  'gen_ai.request.seed': 7,
  'gen_ai.request.stream': true,
  'gen_ai.request.top_k': 40,
  'gen_ai.request.max_tokens': 100,
  'gen_ai.request.temperature': 0.5,
  'gen_ai.request.top_p': 0.9,
  'gen_ai.request.frequency_penalty': 0.1,
  'gen_ai.request.presence_penalty': 0.2,
  'gen_ai.request.stop_sequences': ['END'],
  'gen_ai.request.reasoning.level': 'low',
}
const answered = {
  'http.request.resend_count': 1,
  'http.response.status_code': 200,
  'gen_ai.response.model': 'm1',
  'gen_ai.response.finish_reasons': ['stop'],
  'gen_ai.response.time_to_first_chunk': 0.25,
  'gen_ai.usage.input_tokens': 100,
  'gen_ai.usage.output_tokens': 25,
  'gen_ai.usage.cache_read.input_tokens': 7,
  'gen_ai.usage.reasoning.output_tokens': 5,
  'signalbox.attempt.number': 2,
  'signalbox.attempt.reason': 'retry',
  'signalbox.upstream.key.id': 'blue',
  'signalbox.upstream.request_id': 'req_1',
}
const creation = { 'gen_ai.usage.cache_creation.input_tokens': 3 }
const write = { 'gen_ai.usage.cache_write.input_tokens': 3 }

describe('the span of a call', () => {
  test.each([
    ['1.41', creation],
    ['latest', write],
    ['both', { ...creation, ...write }],
  ] as const)('has in the mode %s exactly the attributes of that edition', async (mode, own) => {
    const { call } = await spansOf(mode)
    expect(call).toEqual({ ...asked, ...answered, ...own })
  })

  test('that failed says how, in the words of the conventions and in its own', async () => {
    const { failed } = await spansOf('1.41')
    expect(failed).toEqual({
      ...asked,
      'error.type': 'rate_limited',
      'http.response.status_code': 429,
      'signalbox.attempt.number': 1,
      'signalbox.attempt.reason': 'first',
      'signalbox.attempt.verdict': 'rate_limited',
      'signalbox.upstream.request_id': 'req_native',
    })
  })
})

test.each([
  ['1.41', 'signalbox.guardrail pii', undefined],
  ['latest', 'apply_guardrail pii', 'pii'],
  ['both', 'signalbox.guardrail pii', 'pii'],
] as const)(
  'the span of a rule on content is in the mode %s called %s',
  async (semconv, name, component) => {
    const { ask, spans } = harness({ semconv })
    await ask({
      before({ facts }) {
        facts.guards = [{ name: 'pii', stage: 'input', action: 'block', us: 5 }]
      },
    })
    const guard = spans.getFinishedSpans().find((span) => span.name === name)
    expect(guard?.attributes['gen_ai.guardrail.component.name']).toBe(component)
    expect(guard?.attributes['signalbox.guardrail.action']).toBe('block')
  },
)
