import {
  GatewayError,
  isJsonObject,
  jsonBody,
  sseFramer,
  type Adapter,
  type ChatCodec,
  type ChatDialect,
  type Completion,
  type JsonObject,
  type JsonValue,
  type Part,
  type Seen,
  type StreamEvent,
  type Usage,
} from '@signalbox/core'

import type { Recording } from '../src/recordings.ts'

// A toy wire under a real name, so that the tables of the suite apply to it.
const wire = 'openai-responses'

function usageOf(value: JsonValue | undefined): Usage {
  const raw = isJsonObject(value) ? value : {}
  const none = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
  return {
    input: { ...none, uncached: Number(raw['input_tokens']) },
    output: { text: Number(raw['output_tokens']), reasoning: 0 },
  }
}

const cut = new GatewayError('upstream_error', 'Cut.', { origin: 'provider', verdict: 'truncated' })

/** Its codec. */
export const codec: ChatCodec = {
  wire,
  encodeRequest: (request, target) => ({
    request: {
      method: 'POST',
      origin: 'http://toy',
      path: '/',
      headers: [],
      body: JSON.stringify({
        ...(request.extensions?.[wire] ?? { input: '', turns: request.messages }),
        model: target.model,
      }),
    },
    warnings: [],
  }),
  decodeResponse(response) {
    const { id, model, output, usage } = jsonBody(response)
    const parts = Array.isArray(output) ? output.filter(isJsonObject) : []
    const content = parts.map((value): Part => {
      const { type, text } = value
      return type === 'text' && typeof text === 'string'
        ? { type, text }
        : { type: 'opaque', wire, kind: typeof type === 'string' ? type : '', value }
    })
    return {
      id: textOf(id),
      model: textOf(model),
      usage: usageOf(usage),
      candidates: [{ message: { role: 'assistant', content }, finish: { reason: 'stop' } }],
    }
  },
  framing: sseFramer,
  decodeStream() {
    let open = false
    let done = false
    const begin = (): readonly StreamEvent[] => {
      if (open) return []
      open = true
      return [
        { type: 'start', id: 'x', model: 'm' },
        { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
      ]
    }
    return {
      push({ event, data }) {
        if (done) return []
        const value = parsed(data)
        if (event === 'delta')
          return [
            ...begin(),
            { type: 'part-delta', candidate: 0, index: 0, text: textOf(value['text']) },
          ]
        done = event === 'done' || event === 'error'
        if (event === 'error') return [...begin(), { type: 'error', error: cut }]
        if (event !== 'done') return []
        return [
          ...begin(),
          { type: 'part-end', candidate: 0, index: 0 },
          { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
          { type: 'usage', usage: usageOf(value['usage']) },
        ]
      },
      end: () => (done ? [] : [{ type: 'error', error: cut }]),
    }
  },
  relayStream() {
    const framer = sseFramer()
    const seen: Seen = {}
    let done = false
    return {
      seen,
      push(bytes) {
        for (const { event, data } of framer.push(bytes)) {
          if (event !== 'done') continue
          done = true
          seen.finish = { reason: 'stop' }
          seen.usage = usageOf(parsed(data)['usage'])
        }
        return bytes
      },
      end: () => (done ? undefined : cut),
    }
  },
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function parsed(data: string): JsonObject {
  try {
    const value: unknown = JSON.parse(data)
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** Its provider. */
export const adapter: Adapter = {
  provider: 'toy',
  chat: [codec],
  authorize: (request) => request,
  classifyError: ({ status }) =>
    new GatewayError('upstream_error', `Status ${String(status)}.`, {
      origin: 'provider',
      verdict: 'transient',
      native: { status },
    }),
  readRateLimits: () => [],
  capabilities: () => ({}),
}

/** One event of its streams. */
export const frame = (event: string, data: JsonObject): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** Its dialect. */
export const dialect: ChatDialect = {
  name: wire,
  surfaces: [{ method: 'POST', path: '/v1/toy', lane: 'hot', auth: 'key' }],
  decodeRequest(body, inbound) {
    const { model, input, turns } = body
    if (typeof model !== 'string') throw invalid('model')
    if (typeof input !== 'string') throw invalid('input')
    for (const param of ['temperature', 'stream', 'tools', 'instructions'])
      if (body[param] !== undefined && !fits(param, body[param])) throw invalid(param)
    return {
      operation: 'chat',
      model,
      messages: Array.isArray(turns)
        ? turns
        : [{ role: 'user', content: [{ type: 'text', text: input }] }],
      stream: body['stream'] === true,
      extensions: { [wire]: body },
      ...(inbound === undefined ? {} : { source: { wire, body, headers: inbound.headers } }),
    }
  },
  encodeReply: (reply) => ({
    status: 200,
    headers: ['content-type', 'application/json'],
    body: reply.type === 'completion' ? JSON.stringify(rendered(reply.completion)) : '{}',
  }),
  encodeStream() {
    let done = false
    let finished = false
    const close = (text: string) => {
      done = true
      return text
    }
    const failure = (message: string) => close(frame('error', { error: { message } }))
    let usage = { input_tokens: 0, output_tokens: 0 }
    return {
      headers: [],
      push(event) {
        if (done) return ''
        if (event.type === 'part-delta') return frame('delta', { text: event.text })
        if (event.type === 'usage')
          usage = {
            input_tokens: event.usage.input.uncached,
            output_tokens: event.usage.output.text,
          }
        if (event.type === 'finish') finished = true
        return event.type === 'error' ? failure(event.error.message) : ''
      },
      keepAlive: () => (done ? '' : ': keep-alive\n\n'),
      end(error) {
        if (done) return ''
        if (error !== undefined || !finished) return failure(error?.message ?? 'Cut.')
        return close(frame('done', { usage }))
      },
    }
  },
  encodeError: (error, requestId) => ({
    status: error.status,
    headers: ['content-type', 'application/json', 'x-should-retry', 'true', 'retry-after', '2'],
    body: JSON.stringify({
      error: { code: error.kind, message: error.message, request_id: requestId },
    }),
  }),
}

function fits(param: string, value: JsonValue | undefined): boolean {
  if (param === 'temperature') return typeof value === 'number'
  if (param === 'stream') return typeof value === 'boolean'
  if (param === 'instructions') return typeof value === 'string'
  return Array.isArray(value) && value.every(isJsonObject)
}

/** What it refuses with. */
export function invalid(param: string): GatewayError {
  return new GatewayError('invalid_request', `${param} is wrong.`, { origin: 'client', param })
}

function rendered({ id, model, usage, candidates }: Completion): JsonObject {
  return {
    id,
    model,
    output: (candidates[0]?.message.content ?? []).map((part): JsonValue => {
      if (part.type === 'opaque') return part.value
      return { type: 'text', text: part.type === 'text' ? part.text : '' }
    }),
    usage: {
      input_tokens: usage?.input.uncached ?? 0,
      output_tokens: usage?.output.text ?? 0,
    },
  }
}

const exchange = {
  file: 'toy/1.json',
  id: '1',
  provider: 'toy',
  api: 'responses',
  status: 200,
  headers: { 'x-limit': '5' },
  request: {
    method: 'POST',
    url: 'http://toy/v1/toy',
    body: { model: 'm', input: 'Hi', more: { a: null } },
  },
}
/** A whole answer. */
export const whole: Recording = {
  ...exchange,
  stream: false,
  body: {
    id: 'x',
    model: 'm',
    output: [{ type: 'text', text: 'Hello' }],
    usage: { input_tokens: 3, output_tokens: 2 },
  },
}
/** A streamed answer. */
export const stream: Recording = {
  ...exchange,
  file: 'toy/2.json',
  stream: true,
  sse:
    frame('delta', { text: 'Hé' }) +
    frame('delta', { text: 'llo' }) +
    frame('done', { usage: { input_tokens: 3, output_tokens: 2 } }),
}
/** An answer of 429. */
export const refusal: Recording = { ...whole, file: 'toy/3.json', status: 429, body: {} }
