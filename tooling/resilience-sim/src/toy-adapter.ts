import {
  GatewayError,
  header,
  jsonBody,
  ndjsonFramer,
  type Adapter,
  type ChatCodec,
  type ChatRequest,
  type Encoded,
  type Frame,
  type StreamDecoder,
  type StreamEvent,
  type Target,
  type Usage,
  type WireResponse,
} from '@signalbox/core'

/** The wire of simulated providers: one JSON object, or one per line. */
const toyWire = 'toy'

/** An adapter for the simulated provider of that name. */
export function toyAdapter(provider: string): Adapter {
  return {
    provider,
    chat: [codec],
    authorize: (request) => request,
    classifyError: (response) => classify(provider, response),
    readRateLimits(headers) {
      const limit = header(headers, 'x-ratelimit-limit-requests')
      const remaining = header(headers, 'x-ratelimit-remaining-requests')
      if (limit === undefined || remaining === undefined) return []
      return [{ unit: 'requests', limit: Number(limit), remaining: Number(remaining) }]
    },
    capabilities: () => ({}),
  }
}

const codec: ChatCodec = {
  wire: toyWire,
  encodeRequest: (request, target) => encode(request, target),
  decodeResponse(response) {
    const { tokens } = jsonBody(response)
    return {
      id: 'answer',
      model: 'm',
      usage: usageOf(Number(tokens)),
      candidates: [
        {
          message: { role: 'assistant', content: [{ type: 'text', text: 'answer' }] },
          finish: { reason: 'stop' },
        },
      ],
    }
  },
  framing: ndjsonFramer,
  decodeStream: () => new ToyDecoder(),
}

function encode(request: ChatRequest, target: Target): Encoded {
  const headers = ['x-request', request.user ?? '', 'x-stream', request.stream ? '1' : '0']
  return {
    request: { method: 'POST', origin: `http://${target.id}`, path: '/', headers, body: '' },
    warnings: [],
  }
}

class ToyDecoder implements StreamDecoder {
  #started = false
  #finished = false

  push({ data }: Frame): readonly StreamEvent[] {
    const { tokens } = JSON.parse(data) as { readonly tokens?: number }
    const events: StreamEvent[] = []
    if (!this.#started)
      events.push(
        { type: 'start', id: 'answer', model: 'm' },
        { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
      )
    this.#started = true
    if (tokens === undefined) {
      events.push({ type: 'part-delta', candidate: 0, index: 0, text: 'x' })
      return events
    }
    this.#finished = true
    events.push(
      { type: 'part-end', candidate: 0, index: 0 },
      { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
      { type: 'usage', usage: usageOf(tokens) },
    )
    return events
  }

  end(): readonly StreamEvent[] {
    if (this.#finished) return []
    const error = new GatewayError('upstream_error', 'The stream was cut.', {
      origin: 'provider',
      verdict: 'truncated',
      ran: 'yes',
      scope: 'target',
    })
    return [{ type: 'error', error }]
  }
}

function usageOf(tokens: number): Usage {
  return {
    input: {
      uncached: 0,
      cacheRead: 0,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    },
    output: { text: tokens, reasoning: 0 },
  }
}

function classify(provider: string, { status, headers }: WireResponse): GatewayError {
  const seconds = header(headers, 'retry-after')
  const shared = { origin: 'provider', provider, native: { status } } as const
  const retryAfterMs = seconds === undefined ? undefined : Number(seconds) * 1000
  if (status === 429)
    return new GatewayError('rate_limited', 'The simulated provider is at its limit.', {
      ...shared,
      verdict: 'rate_limited',
      ran: 'no',
      scope: 'account',
      retryAfterMs,
    })
  if (status === 503)
    return new GatewayError('overloaded', 'The simulated provider is down.', {
      ...shared,
      verdict: 'overloaded',
      ran: 'no',
      scope: 'target',
    })
  return new GatewayError('upstream_error', 'The simulated provider failed.', {
    ...shared,
    verdict: 'transient',
    ran: 'maybe',
    scope: 'target',
  })
}
