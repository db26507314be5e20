import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { GatewayError } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { harness, throttled, usage } from '../test-support/harness.ts'
import { telemetry } from './telemetry.ts'

const left = () => new GatewayError('cancelled', 'The client left.', { origin: 'client' })
const names = (spans: ReturnType<typeof harness>['spans']) =>
  spans.getFinishedSpans().map(({ name }) => name)

describe('the spans of a request', () => {
  test('are one for the request and one for each attempt, children of it', async () => {
    const { ask, spans } = harness()
    await ask({ steps: [{ error: throttled() }, { target: 'other/m2', usage: usage(3, 4) }] })
    expect(names(spans)).toEqual(['chat m1', 'chat m2', 'POST /v1/chat/completions'])
    const [first, second, server] = spans.getFinishedSpans()
    expect(server?.kind).toBe(SpanKind.SERVER)
    for (const call of [first, second]) {
      expect(call?.kind).toBe(SpanKind.CLIENT)
      expect(call?.parentSpanContext?.spanId).toBe(server?.spanContext().spanId)
      expect(call?.spanContext().traceId).toBe(server?.spanContext().traceId)
    }
    expect(first?.attributes).toMatchObject({
      'gen_ai.request.model': 'm1',
      'error.type': 'rate_limited',
      'signalbox.attempt.verdict': 'rate_limited',
      'signalbox.attempt.reason': 'first',
      'signalbox.upstream.request_id': 'req_native',
    })
    expect(first?.status.code).toBe(SpanStatusCode.ERROR)
    expect(second?.attributes).toMatchObject({
      'signalbox.attempt.number': 2,
      'signalbox.attempt.reason': 'fallback',
      'http.request.resend_count': 1,
      'gen_ai.usage.input_tokens': 3,
      'gen_ai.usage.output_tokens': 4,
      'server.address': 'api.acme.example',
      'server.port': 443,
    })
    expect(server?.attributes).toMatchObject({
      'http.route': '/v1/chat/completions',
      'http.response.status_code': 200,
      'signalbox.request.id': 'r-1',
    })
  })

  test('lie where their attempts lay in time', async () => {
    const { ask, spans } = harness()
    await ask({ steps: [{ ownMs: 5, ms: 20 }] })
    const [call, server] = spans.getFinishedSpans()
    expect(call?.duration).toEqual([0, 20_000_000])
    expect(server?.duration?.[1]).toBeLessThanOrEqual(25_000_000)
  })

  test('can be those of the answer only, or none', async () => {
    const steps = [{ error: throttled() }, {}]
    const final = harness({ traces: { genai: 'final' } })
    await final.ask({ steps })
    expect(final.spans.getFinishedSpans()[0]?.attributes['signalbox.attempt.number']).toBe(2)
    expect(final.spans.getFinishedSpans()).toHaveLength(2)
    const off = harness({ traces: { genai: 'off' } })
    await off.ask({ steps })
    expect(names(off.spans)).toEqual(['POST /v1/chat/completions'])
  })

  test('show a guardrail when it blocked or took long, and fold it otherwise', async () => {
    const { ask, spans } = harness()
    await ask({
      before({ facts }) {
        facts.guards = [
          { name: 'pii', stage: 'input', action: 'redact', us: 40 },
          { name: 'slow', stage: 'input', action: 'pass', us: 2500 },
          { name: 'injection', stage: 'input', action: 'block', us: 10 },
        ]
      },
      steps: [],
      error: new GatewayError('content_blocked', 'No.'),
    })
    expect(names(spans)).toEqual([
      'signalbox.guardrail slow',
      'signalbox.guardrail injection',
      'POST /v1/chat/completions',
    ])
    expect(spans.getFinishedSpans()[2]?.attributes).toMatchObject({
      'error.type': 'guardrail_blocked',
      'signalbox.error.code': 'content_blocked',
      'signalbox.guardrail.actions': [
        'input pii redact',
        'input slow pass',
        'input injection block',
      ],
    })
  })

  test('tell every candidate of a decision: its score, or what excluded it', async () => {
    const decision = {
      policy: 'cheap',
      ranked: [
        { deployment: 'a/m', utility: -0.2, terms: { cost: -0.1, latency: -0.1, note: 'x' } },
      ],
      excluded: [{ deployment: 'b/m', reason: 'circuit_open' }],
    }
    const { ask, spans } = harness({
      traces: { decision: (id) => (id === 'd-1' ? decision : undefined) },
    })
    await ask({
      before({ facts }) {
        facts.decisionId = 'd-1'
      },
    })
    const server = spans.getFinishedSpans().at(-1)
    expect(server?.attributes['signalbox.route.policy']).toBe('cheap')
    expect(server?.events.map(({ attributes }) => attributes)).toEqual([
      {
        'signalbox.route.candidate': 'a/m',
        'signalbox.route.place': 1,
        'signalbox.route.utility': -0.2,
        'signalbox.route.term.cost': -0.1,
        'signalbox.route.term.latency': -0.1,
      },
      { 'signalbox.route.candidate': 'b/m', 'signalbox.route.rejected_by': 'circuit_open' },
    ])
  })

  test('are eight at most for a request without repetition', async () => {
    const { ask, spans } = harness()
    const slow = { stage: 'input', action: 'pass', us: 1500 }
    await ask({
      before({ facts }) {
        facts.guards = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, ...slow }))
        facts.cache = { kind: 'exact', result: 'miss' }
      },
    })
    expect(spans.getFinishedSpans()).toHaveLength(7)
  })

  test('tell a cache hit without a call', async () => {
    const { ask, spans } = harness()
    await ask({
      steps: [],
      before({ facts }) {
        facts.cache = { kind: 'exact', result: 'hit', savedNanoUsd: 7n }
      },
    })
    expect(names(spans)).toEqual(['POST /v1/chat/completions'])
    expect(spans.getFinishedSpans()[0]?.attributes).toMatchObject({ 'signalbox.cache': 'hit' })
  })

  test('take a client that left for no error', async () => {
    const { ask, spans, records } = harness()
    await ask({ steps: [{ error: left(), chunks: 3 }], request: { stream: true }, error: left() })
    for (const span of spans.getFinishedSpans()) {
      expect(span.status.code).toBe(SpanStatusCode.UNSET)
      expect(span.attributes['error.type']).toBeUndefined()
    }
    expect(records[0]).toMatchObject({ clientAbort: true, status: 499, errorType: 'client_abort' })
    expect(records[0]?.attempts[0]?.outcome).toBe('cancelled')
  })

  test('end a cut stream as failed, with what was seen of it', async () => {
    const { ask, spans } = harness()
    const error = new GatewayError('upstream_error', 'cut', {
      origin: 'provider',
      verdict: 'truncated',
    })
    await ask({
      request: { stream: true },
      steps: [{ chunks: 4 }],
      events: [{ type: 'error', error }],
    })
    const server = spans.getFinishedSpans().at(-1)
    expect(server?.attributes['error.type']).toBe('connection')
    expect(server?.status.code).toBe(SpanStatusCode.ERROR)
    expect(server?.events[0]).toMatchObject({
      name: 'signalbox.stream.end',
      attributes: { 'signalbox.stream.chunks': 4 },
    })
  })

  test('mark a copy beside a slow attempt, a repetition and a continuation', async () => {
    const { ask, records } = harness()
    await ask({ steps: [{}, { target: 'b/m', beside: true }] })
    await ask({ steps: [{ error: throttled() }, {}] })
    await ask({ steps: [{ error: throttled(), firstMs: 1 }, { target: 'b/m' }] })
    expect(records[0]?.attempts.map(({ reason }) => reason)).toEqual(['first', 'hedge'])
    expect(records[1]?.attempts.map(({ reason }) => reason)).toEqual(['first', 'retry'])
    expect(records[2]?.attempts.map(({ reason }) => reason)).toEqual(['first', 'continuation'])
  })
})

describe('the caller and the provider', () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  const parent = ['traceparent', `00-${traceId}-b7ad6b7169203331-01`, 'tracestate', 'a=b']

  test("the request's span is a child of the caller's", async () => {
    const { ask, spans, records } = harness()
    await ask({ headers: parent })
    const server = spans.getFinishedSpans().at(-1)
    expect(server?.parentSpanContext?.spanId).toBe('b7ad6b7169203331')
    expect(server?.spanContext().traceId).toBe(traceId)
    expect(server?.spanContext().traceState?.serialize()).toBe('a=b')
    expect(records[0]).toMatchObject({ traceId })
  })

  test("the caller's decision not to sample holds", async () => {
    const { ask, spans, records } = harness()
    await ask({ headers: ['traceparent', `00-${traceId}-b7ad6b7169203331-00`] })
    expect(spans.getFinishedSpans()).toEqual([])
    expect(records).toHaveLength(1)
  })

  test.each(['x', `ff-${traceId}-b7ad6b7169203331-01`, `00-${'0'.repeat(32)}-b7ad6b7169203331-01`])(
    'a malformed traceparent %s starts a new trace',
    async (text) => {
      const { ask, spans } = harness()
      await ask({ headers: ['traceparent', text] })
      const server = spans.getFinishedSpans().at(-1)
      expect(server?.parentSpanContext).toBeUndefined()
      expect(server?.spanContext().traceId).not.toBe(traceId)
    },
  )

  test('only a provider that is marked for it hears of the trace, and never of baggage', async () => {
    const {
      telemetry: own,
      ask,
      spans,
    } = harness({
      provider: (name) => ({ propagateTrace: name === 'mine' }),
    })
    const context = await ask({ headers: [...parent, 'baggage', 'secret=1'], steps: [] })
    const fact = (provider: string) => ({
      target: { id: 't', provider, model: 'm' },
      startedMs: 0,
      chunks: 0,
    })
    expect(own.headers(context, fact('vendor'))).toEqual([])
    const headers = own.headers(context, fact('mine'))
    expect(headers.filter((_, index) => index % 2 === 0)).toEqual(['traceparent', 'tracestate'])
    expect(headers[1]).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`))
    expect(headers[1]).not.toContain('b7ad6b7169203331')
    expect(spans.getFinishedSpans()).toHaveLength(1)
  })

  test("a marked provider's parent is the span of the attempt", async () => {
    const { ask, spans } = harness({ provider: () => ({ propagateTrace: true }) })
    await ask()
    expect(names(spans)).toEqual(['chat m1', 'POST /v1/chat/completions'])
  })
})

describe('content and users', () => {
  test('nothing of a prompt or an answer leaves by default', async () => {
    const { ask, spans, records, metrics } = harness()
    await ask({ request: { user: 'someone' } })
    const told = JSON.stringify([
      spans.getFinishedSpans().map(({ attributes, events }) => [attributes, events]),
      records.map((record) => ({ ...record, nanoUsd: '' })),
      metrics.render(),
    ])
    expect(told).not.toContain('canary')
    expect(told).not.toContain('someone')
  })

  test('both are in the span of the answer when they are asked for', async () => {
    const { ask, spans } = harness({ content: 'on', hashUser: (user) => `h:${user.length}` })
    await ask({ request: { user: 'someone' } })
    const [call, server] = spans.getFinishedSpans()
    expect(call?.attributes['gen_ai.input.messages']).toContain('canary-prompt')
    expect(call?.attributes['gen_ai.output.messages']).toContain('canary-answer')
    expect(server?.attributes['user.id']).toBe('h:7')
  })
})

describe('the record', () => {
  test("counts the gateway's own time only", async () => {
    for (const ownMs of [0, 5, 50]) {
      const { ask, records } = harness()
      await ask({
        steps: [{ ownMs, ms: 100, error: throttled() }, { ms: 30 }],
        before({ facts }) {
          facts.queuedMs = 0
        },
      })
      expect(Math.abs((records[0]?.overheadUs ?? 0) - ownMs * 1000)).toBeLessThanOrEqual(200)
    }
  })

  test('adds up tokens and money over all attempts', async () => {
    const { ask, records } = harness()
    const cost = (nanoUsd: bigint | null) =>
      ({ nanoUsd, basis: 'provider_usage', confidence: 'verified' }) as const
    await ask({
      steps: [
        { error: throttled(), usage: usage(10, 0), cost: cost(5n) },
        {
          usage: usage(10, 7, { cacheRead: 3, cacheWrite1h: 2 }),
          cost: cost(9_007_199_254_740_993n),
        },
      ],
    })
    expect(records[0]).toMatchObject({
      tokens: { input: 20, cacheRead: 3, cacheWrite: 2, output: 7, reasoning: 0 },
      nanoUsd: 9_007_199_254_740_998n,
      costUnknown: false,
    })
    await ask({ steps: [{ usage: usage(1, 1), cost: cost(null) }] })
    expect(records[1]).toMatchObject({ nanoUsd: 0n, costUnknown: true })
  })

  test('prices calls itself where nobody did', async () => {
    const { ask, records, metrics } = harness({
      price: (target, { input }) => ({
        nanoUsd: BigInt(input.uncached) * 2n,
        basis: 'provider_usage',
        confidence: 'verified',
        priceRowId: target.id,
        parts: [{ unit: 'input', nanoUsd: BigInt(input.uncached) * 2n }],
      }),
    })
    await ask({ steps: [{ usage: usage(500_000_000, 0) }] })
    expect(records[0]?.nanoUsd).toBe(1_000_000_000n)
    expect(metrics.render()).toContain(
      'signalbox_cost_total{provider="acme",model="m1",kind="input"} 1\n',
    )
  })

  test('is told of a refusal at the door too', () => {
    const { telemetry: own, records, metrics } = harness()
    own.refused({
      id: 'r',
      error: new GatewayError('invalid_request', 'No JSON.', { origin: 'client' }),
      startedMs: 0,
      inbound: { dialect: 'openai-chat', method: 'POST', route: '/v1/x', headers: [] },
    })
    expect(records).toMatchObject([{ status: 400, errorType: 'invalid_request', attempts: [] }])
    expect(metrics.render()).toContain(
      'http_server_request_duration_count{http_request_method="POST",http_route="/v1/x",http_response_status_code="400"} 1',
    )
  })
})

test('switched off, it does nothing at all', async () => {
  const { ask, records, spans, metrics } = harness({ enabled: false })
  await ask()
  expect([records, spans.getFinishedSpans(), metrics.render()]).toEqual([[], [], ''])
})

test('an unknown edition of the conventions refuses to start', () => {
  expect(() => telemetry({ semconv: '1.40' as never })).toThrow('"1.41", "latest", "both"')
})
