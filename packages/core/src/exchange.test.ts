import { describe, expect, test } from 'vitest'

import {
  bytes,
  toyAdapter,
  toyDialect,
  toyTransport,
  type Script,
} from '../test-support/toy-wire.ts'
import {
  compose,
  eventStream,
  GatewayError,
  pipeline,
  Secret,
  upstream,
  type Middleware,
  type Outcome,
} from './index.ts'
import { handler } from './web/index.ts'

const target = { id: 'toy/m', provider: 'toy', model: 'real-model' }
const keys = { pick: () => ({ id: 'k', key: new Secret('sk-very-secret') }) }

function gateway(script: Script, ...before: readonly Middleware[]) {
  const transport = toyTransport(script)
  const outcomes: Outcome[] = []
  const aim: Middleware = async (context, next) => {
    context.candidates = [target]
    context.defer((outcome) => void outcomes.push(outcome))
    await next()
  }
  const handle = handler({
    pipeline: pipeline(
      aim,
      ...before,
      upstream({ adapters: [toyAdapter('toy', 'toy-a')], transport, keys }),
    ),
    dialects: [toyDialect('toy-a'), toyDialect('toy-b')],
  })
  const ask = (wire: string, body: unknown, init: RequestInit = {}) =>
    handle(
      new Request(`http://gateway/${wire}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
      }),
    )
  return { ask, handle, transport, outcomes }
}

const whole: Script = (to) => {
  to.onHead(200, ['content-type', 'application/json'])
  to.onData(bytes('{"id":"1", "model":"m",  "text":"hello", "unknown":[1.0]}'))
  to.onEnd()
}

const streamed =
  (...chunks: readonly string[]): Script =>
  (to) => {
    to.onHead(200, ['content-type', 'text/event-stream'])
    for (const chunk of chunks) to.onData(bytes(chunk))
    to.onEnd()
  }

describe('the relay lane', () => {
  test('lets the bytes of a whole answer pass as they came', async () => {
    const { ask, transport } = gateway(whole)
    const response = await ask('toy-a', { model: 'alias', keep: { me: 1 } })
    expect(await response.text()).toBe('{"id":"1", "model":"m",  "text":"hello", "unknown":[1.0]}')
    expect(JSON.parse(String(transport.sent[0]?.body))).toEqual({
      model: 'real-model',
      keep: { me: 1 },
    })
    expect(response.headers.get('x-signalbox-provider')).toBe('toy')
    expect(response.headers.get('x-request-id')).toBeTruthy()
  })

  test('lets the bytes of a stream pass as they came', async () => {
    const chunks = ['data: {"id":"1"}\n\n', 'data: {"t":"he', 'llo"}\n', '\ndata: [DONE]\n\n']
    const { ask, outcomes } = gateway(streamed(...chunks))
    const response = await ask('toy-a', { model: 'm', stream: true })
    expect(await response.text()).toBe(chunks.join(''))
    await Promise.resolve()
    expect(outcomes).toMatchObject([{ status: 'ok' }])
  })

  test('ends with the error of the grammar and a cut when the provider cuts the stream', async () => {
    const { ask, outcomes } = gateway(streamed('data: {"id":"1"}\n\ndata: {"t":"x"}\n\n'))
    const response = await ask('toy-a', { model: 'm', stream: true })
    const reader = response.body?.getReader()
    let text = ''
    const read = async () => {
      for (let step = await reader?.read(); step?.done === false; step = await reader?.read())
        text += new TextDecoder().decode(step.value)
    }
    await expect(read()).rejects.toThrow('cut')
    await Promise.resolve()
    expect(outcomes).toMatchObject([{ status: 'failed', error: { kind: 'upstream_error' } }])
  })
})

describe('the rewrite lane', () => {
  test('renders a whole answer for a client of another wire', async () => {
    const { ask, transport } = gateway(whole)
    const response = await ask('toy-b', { model: 'm' })
    expect(await response.json()).toEqual({ text: 'hello' })
    expect(JSON.parse(String(transport.sent[0]?.body))).toMatchObject({ rendered: true })
  })

  test('renders a stream, and a whole answer as a stream', async () => {
    const frames = streamed(
      'data: {"id":"1"}\n\ndata: {"t":"a"}\n\ndata: {"t":"b"}\n\ndata: [DONE]\n\n',
    )
    for (const script of [frames, whole]) {
      const response = await gateway(script).ask('toy-b', { model: 'm', stream: true })
      const text = await response.text()
      expect(text).toMatch(/^data: \{"t":"(?:a|hello)"\}\n\n/)
      expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
    }
  })

  test('is taken by a client of the same wire once a stage replaced the request', async () => {
    const replace: Middleware = async (context, next) => {
      context.request = { ...context.request, user: 'u' }
      await next()
    }
    const { ask, transport } = gateway(whole, replace)
    await ask('toy-a', { model: 'm' })
    expect(JSON.parse(String(transport.sent[0]?.body))).toMatchObject({ rendered: true })
  })

  test('names every loss in a header, and refuses it when told to be strict', async () => {
    const { ask } = gateway(whole)
    const loose = await ask('toy-b', { model: 'm', seed: 1 })
    expect(loose.headers.get('x-signalbox-warnings')).toBe('dropped seed')
    const strict = await ask(
      'toy-b',
      { model: 'm', seed: 1 },
      { headers: { 'x-signalbox-strict': '1' } },
    )
    expect(strict.status).toBe(400)
    expect(await strict.json()).toMatchObject({ error: 'unsupported', message: /seed/ })
  })
})

describe('before the first content byte', () => {
  test.each([
    ['an error status', ((to) => (to.onHead(503, []), to.onEnd())) satisfies Script, 503],
    ['an error event', streamed('data: {"id":"1"}\n\ndata: {"error":"busy"}\n\n'), 503],
    ['an end after lifecycle frames', streamed('data: {"id":"1"}\n\n'), 502],
  ])('%s is a real status', async (_name, script, status) => {
    for (const wire of ['toy-a', 'toy-b']) {
      const response = await gateway(script).ask(wire, { model: 'm', stream: true })
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe('application/json')
    }
  })
})

describe('a client that leaves', () => {
  test('has its upstream aborted in the same tick, streaming or waiting', async () => {
    const hang: Script = (to) => {
      to.onHead(200, ['content-type', 'text/event-stream'])
      to.onData(bytes('data: {"t":"x"}\n\n'))
    }
    const { ask, transport, outcomes } = gateway(hang)
    const response = await ask('toy-b', { model: 'm', stream: true })
    await response.body?.cancel()
    expect(transport.calls[0]?.aborted).toMatchObject({ kind: 'cancelled' })

    const waiting = gateway(() => undefined)
    const leave = new AbortController()
    const pending = waiting.ask('toy-a', { model: 'm' }, { signal: leave.signal })
    await new Promise((resolve) => setImmediate(resolve))
    leave.abort()
    expect(waiting.transport.calls[0]?.aborted).toMatchObject({ kind: 'cancelled' })
    await pending
    await new Promise((resolve) => setImmediate(resolve))
    expect([...outcomes, ...waiting.outcomes].map(({ status }) => status)).toEqual([
      'cancelled',
      'cancelled',
    ])
  })
})

test('a client that leaves while a kept stream waits for room settles the request', async () => {
  const event = { type: 'part-delta', candidate: 0, index: 0, text: 'x'.repeat(70_000) } as const
  const kept: Middleware = async (context) => {
    context.response = {
      type: 'stream',
      events: eventStream(Array.from({ length: 50 }, () => event)),
    }
  }
  const { ask, outcomes } = gateway(whole, kept)
  const response = await ask('toy-b', { model: 'm', stream: true })
  const reader = response.body?.getReader()
  await reader?.read()
  await new Promise((resolve) => setImmediate(resolve))
  expect(outcomes).toEqual([])
  await reader?.cancel()
  await new Promise((resolve) => setImmediate(resolve))
  expect(outcomes).toHaveLength(1)
})

describe('bad input', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['no JSON', '{"model": "m"', 'valid JSON'],
    ['an array', '['.repeat(20_000), 'valid JSON'],
    ['a scalar', '7', 'JSON object'],
    ['no model', '{}', 'Name a model'],
  ])('%s is a 400 that says what to do', async (_name, body, message) => {
    const response = await gateway(whole).ask('toy-a', body)
    expect(response.status).toBe(400)
    expect(JSON.stringify(await response.json())).toContain(message)
  })

  test('a wrong method is a 405 that names the right one, an unknown path a 404', async () => {
    const { handle } = gateway(whole)
    const wrong = await handle(new Request('http://gateway/toy-a'))
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await handle(new Request('http://gateway/nowhere'))).status).toBe(404)
  })

  test('a body over the limit is refused, also when it is compressed', async () => {
    const handle = handler({
      pipeline: pipeline(upstream({ adapters: [], transport: toyTransport(whole), keys })),
      dialects: [toyDialect('toy-a')],
      maxBytes: 1000,
    })
    const big = JSON.stringify({ model: 'm'.repeat(2000) })
    const plain = await handle(new Request('http://g/toy-a', { method: 'POST', body: big }))
    expect(plain.status).toBe(413)
    const stream = new Blob([big]).stream().pipeThrough(new CompressionStream('gzip'))
    const bomb = await handle(
      new Request('http://g/toy-a', {
        method: 'POST',
        body: await new Response(stream).arrayBuffer(),
        headers: { 'content-encoding': 'gzip' },
      }),
    )
    expect(bomb.status).toBe(413)
  })
})

describe('an error nobody expected', () => {
  test('is a generic 500 whose cause goes to the log only', async () => {
    const broken: Middleware = () => Promise.reject(new Error('secret detail'))
    const response = await gateway(whole, broken).ask('toy-a', { model: 'm' })
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret detail')
  })

  test('keeps what a GatewayError says', async () => {
    const refuse = compose(() =>
      Promise.reject(new GatewayError('permission', 'This key may not use it.')),
    )
    const response = await gateway(whole, refuse).ask('toy-a', { model: 'm' })
    expect(response.status).toBe(403)
  })

  test('says where it was decided and how often it was tried, when it got so far', async () => {
    const tried: Middleware = (context) => {
      const outcome = { status: 'failed', durationMs: 1 } as const
      context.facts.attempts = [1, 2].map(() => ({ target, reason: 'x', outcome }))
      context.facts.decisionId = 'd-1'
      throw new GatewayError('overloaded', 'Busy.', { origin: 'provider' })
    }
    const { headers } = await gateway(whole, tried).ask('toy-a', { model: 'm' })
    expect(headers.get('x-signalbox-attempts')).toBe('2')
    expect(headers.get('x-signalbox-decision-id')).toBe('d-1')
    expect(headers.get('x-signalbox-provider')).toBeNull()
    expect(headers.get('server-timing')).toContain('gw;dur=')
  })
})
