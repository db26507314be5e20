import { describe, expect, test, vi } from 'vitest'

import { MemorySink } from '../test-support/memory-sink.ts'
import {
  bytes,
  toyAdapter,
  toyDialect,
  toyTransport,
  type Script,
} from '../test-support/toy-wire.ts'
import {
  attempt,
  createContext,
  exchange,
  GatewayError,
  pipeline,
  Secret,
  upstream,
  type Middleware,
  type Observation,
} from './index.ts'

const target = { id: 'toy/m', provider: 'toy', model: 'm' }
const keys = { pick: () => ({ id: 'k', key: new Secret('s') }) }
const turn = () => new Promise((resolve) => setImmediate(resolve))

function gateway(script: Script, ...outer: readonly Middleware[]) {
  const log: string[] = []
  const seen: Observation[] = []
  const transport = toyTransport(script)
  const note =
    (name: string): Middleware =>
    async (context, next) => {
      context.defer(({ status }) => void log.push(`${name}:${status}`))
      await next()
    }
  const tries: Middleware = async (context, next) => {
    context.adopt(await attempt(context, { target }, next))
  }
  const run = pipeline(
    note('request'),
    ...outer,
    tries,
    note('attempt'),
    upstream({
      adapters: [toyAdapter('toy', 'toy-a')],
      transport,
      keys,
      observe: (one) => void seen.push(one),
    }),
  )
  const quiet = () => undefined
  const error = vi.fn<(message: string) => void>()
  const logger = { debug: quiet, info: quiet, warn: quiet, error }
  const served = exchange({
    pipeline: run,
    dialects: [toyDialect('toy-a'), toyDialect('toy-b')],
    logger,
  })
  const ask = (wire: string, stream: boolean, sink = new MemorySink()) => {
    const body = bytes(JSON.stringify({ model: 'm', stream }))
    const inbound = { method: 'POST', path: `/${wire}`, query: '', headers: [], body }
    return { sink, done: served.run(inbound, sink) }
  }
  return { ask, log, seen, transport, logger }
}

const head: Script = (to) => {
  to.onHead(200, ['content-type', 'text/event-stream'])
}
const frames = ['data: {"id":"1"}\n\n', 'data: {"t":"a"}\n\n', 'data: [DONE]\n\n']
const streamed: Script = (to, request, call) => {
  head(to, request, call)
  for (const frame of frames) to.onData(bytes(frame))
  to.onEnd()
}
const cut: Script = (to, request, call) => {
  head(to, request, call)
  to.onData(bytes('data: {"t":"a"}\n\n'))
  to.onEnd()
}
const broken: Script = (to, request, call) => {
  head(to, request, call)
  to.onData(bytes('data: {"t":"a"}\n\n'))
  to.onData(bytes('data: {"id" oops\n\n'))
}

describe('every deferred task runs once and learns the end', () => {
  test.each([
    ['a whole stream', streamed, 'ok'],
    ['a cut stream', cut, 'failed'],
    ['a broken stream', broken, 'failed'],
    ['a refusal', ((to) => (to.onHead(503, []), to.onEnd())) satisfies Script, 'failed'],
  ])('of %s, passed or rendered', async (_name, script, status) => {
    for (const wire of ['toy-a', 'toy-b']) {
      const { ask, log, seen } = gateway(script)
      await ask(wire, true).done
      await turn()
      expect(log).toEqual([`attempt:${status}`, `request:${status}`])
      expect(seen).toHaveLength(1)
    }
  })

  test('of a client that leaves at any byte, and upstream hears it in the same tick', async () => {
    for (const wire of ['toy-a', 'toy-b'])
      for (let sent = 0; sent < frames.length; sent++) {
        let push: (frame: string) => void = () => undefined
        const { ask, log, transport } = gateway((to, request, call) => {
          head(to, request, call)
          push = (frame) => {
            to.onData(bytes(frame))
          }
        })
        const { sink, done } = ask(wire, true)
        await turn()
        for (const frame of frames.slice(0, sent)) push(frame)
        await turn()
        sink.leave()
        expect(transport.calls[0]?.aborted).toMatchObject({ kind: 'cancelled' })
        await done
        await turn()
        expect(log).toEqual(['attempt:cancelled', 'request:cancelled'])
      }
  })

  test('of a stream that a later stage refuses, and of its upstream', async () => {
    const refuse: Middleware = async (_context, next) => {
      await next()
      throw new GatewayError('content_blocked', 'Not this.')
    }
    const { ask, log, transport } = gateway((to, request, call) => {
      head(to, request, call)
      to.onData(bytes('data: {"t":"a"}\n\n'))
    }, refuse)
    const { sink, done } = ask('toy-a', true)
    await done
    await turn()
    expect(sink.status).toBe(400)
    expect(transport.calls[0]?.aborted).toMatchObject({ kind: 'content_blocked' })
    expect(log).toEqual(['request:failed', 'attempt:failed'])
  })

  test('of a client that left before its request was read', async () => {
    const { ask, log, transport, logger } = gateway(streamed)
    const sink = new MemorySink()
    sink.leave()
    await ask('toy-a', true, sink).done
    await turn()
    expect(log).toEqual(['attempt:cancelled', 'request:cancelled'])
    expect(transport.calls).toHaveLength(0)
    expect(logger.error).not.toHaveBeenCalled()
  })
})

test('an attempt that loses a race ends too, though nobody ever reads its stream', async () => {
  const log: string[] = []
  const transport = toyTransport((to, request, call) => {
    head(to, request, call)
    to.onData(bytes('data: {"t":"a"}\n\n'))
  })
  const race: Middleware = async (context, next) => {
    const stop = new AbortController()
    const [first] = await Promise.all([
      attempt(context, { target }, next),
      attempt(context, { target, signal: stop.signal }, next),
    ])
    stop.abort(new GatewayError('cancelled', 'Another attempt was faster.'))
    context.adopt(first)
  }
  let tries = 0
  const note: Middleware = async (context, next) => {
    const name = String(++tries)
    context.defer(({ status }) => void log.push(`${name}:${status}`))
    await next()
  }
  const adapters = [toyAdapter('toy', 'toy-a')]
  const run = pipeline(race, note, upstream({ adapters, transport, keys }))
  const reply = await run(
    createContext({ request: { operation: 'chat', model: 'm', messages: [], stream: true } }),
  )
  await turn()
  expect(log).toEqual(['2:cancelled'])
  expect(transport.calls.map(({ aborted }) => aborted !== undefined)).toEqual([false, true])
  if (reply.type !== 'stream') throw new Error('no stream')
  for await (const event of reply.events) if (event.type === 'part-delta') break
  await turn()
  expect(log).toEqual(['2:cancelled', '1:cancelled'])
})

test('a throwing task changes no byte', async () => {
  const throwing: Middleware = async (context, next) => {
    context.defer(() => {
      throw new Error('broken task')
    })
    context.defer(() => Promise.reject(new Error('broken later')))
    await next()
  }
  for (const wire of ['toy-a', 'toy-b']) {
    const plain = gateway(streamed).ask(wire, true)
    const { ask, log, logger } = gateway(streamed, throwing)
    const { sink, done } = ask(wire, true)
    await Promise.all([plain.done, done])
    await turn()
    expect(sink.writes).toEqual(plain.sink.writes)
    expect(log).toEqual(['attempt:ok', 'request:ok'])
    expect(logger.error).toHaveBeenCalledTimes(2)
  }
})

test('a broken stream is told in the grammar’s words and cut, whichever lane', async () => {
  for (const wire of ['toy-a', 'toy-b']) {
    const { sink, done } = gateway(broken).ask(wire, true)
    await done
    expect(sink.text.endsWith('data: {"error":"upstream_error"}\n\n')).toBe(true)
    expect(sink.phase).toBe('aborted')
  }
})

test('a provider’s own error event is not told twice', async () => {
  const { ask } = gateway((to, request, call) => {
    head(to, request, call)
    to.onData(bytes('data: {"t":"a"}\n\n'))
    to.onData(bytes('data: {"error":"mine"}\n\n'))
    to.onEnd()
  })
  const { sink, done } = ask('toy-a', true)
  await done
  expect(sink.text).toBe('data: {"t":"a"}\n\ndata: {"error":"mine"}\n\n')
  expect(sink.phase).toBe('aborted')
})

test('observers hear of an answer that nobody can read', async () => {
  const { ask, seen } = gateway((to) => {
    to.onHead(200, ['content-type', 'application/json'])
    to.onData(bytes('no JSON'))
    to.onEnd()
  })
  await ask('toy-a', false).done
  expect(seen).toMatchObject([{ error: { details: { verdict: 'malformed' } } }])
})

test('an answer made whole is a stream for a client that asked for one', async () => {
  const whole: Middleware = async (context) => {
    const message = { role: 'assistant', content: [{ type: 'text', text: 'hit' }] } as const
    const candidates = [{ message, finish: { reason: 'stop' } }] as const
    context.response = { type: 'completion', completion: { id: '1', model: 'm', candidates } }
  }
  const { sink, done } = gateway(streamed, whole).ask('toy-a', true)
  await done
  expect(sink.text).toBe('data: {"t":"hit"}\n\ndata: [DONE]\n\n')
})
