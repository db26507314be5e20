import {
  createContext,
  GatewayError,
  pipeline,
  Secret,
  sseFramer,
  upstream,
  type Adapter,
  type ChatCodec,
  type Completion,
  type EventStream,
  type Outcome,
  type StreamEvent,
  type Transport,
  type TransportHandler,
  type Usage,
} from '@signalbox/core'
import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { disconnect, type DisconnectOptions } from './disconnect.ts'
import { failover } from './failover.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve))
const usageOf = (input: number, text: number): Usage => ({
  input: {
    uncached: input,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheWriteOther: 0,
    toolUse: 0,
  },
  output: { text, reasoning: 0 },
})

const whole: Completion = { id: 'a', model: 'm', usage: usageOf(9, 3), candidates: [] }

/** A wire whose frames are events. */
const codec: ChatCodec = {
  wire: 'toy',
  encodeRequest: () => ({
    request: { method: 'POST', origin: 'http://toy', path: '/', headers: [] },
    warnings: [],
  }),
  decodeResponse: () => whole,
  framing: sseFramer,
  decodeStream: () => ({ push: ({ data }) => [JSON.parse(data) as StreamEvent], end: () => [] }),
}

function toyAdapter(name: string): Adapter {
  return {
    provider: name,
    chat: [codec],
    authorize: (request) => request,
    classifyError: () => new GatewayError('overloaded', 'busy', { origin: 'provider' }),
    readRateLimits: () => [],
    capabilities: () => ({}),
  }
}

/** A provider that says what the test says, when it says it, unless it is paused or aborted. */
function provider() {
  const calls: ReturnType<typeof callOf>[] = []
  const transport: Transport = {
    dispatch(_request, handler) {
      const call = callOf(handler)
      calls.push(call)
      return call.control
    },
  }
  return { calls, transport }
}

function callOf(handler: TransportHandler) {
  const waiting: (() => void)[] = []
  const state = { paused: false }
  const call = { aborted: undefined as unknown, send, control: control() }
  function control() {
    return {
      pause: () => (state.paused = true),
      resume() {
        state.paused = false
        while (!state.paused && waiting.length > 0) waiting.shift()?.()
      },
      abort(reason: unknown) {
        if (call.aborted !== undefined) return
        call.aborted = reason
        waiting.length = 0
        handler.onError(GatewayError.from(reason))
      },
    }
  }
  function send(step: (to: TransportHandler) => void) {
    if (call.aborted !== undefined) return
    if (state.paused) waiting.push(() => step(handler))
    else step(handler)
  }
  const event = (one: StreamEvent) =>
    send((to) => to.onData(bytes(`data: ${JSON.stringify(one)}\n\n`)))
  return {
    ...call,
    get aborted() {
      return call.aborted
    },
    head: (type = 'text/event-stream') => send((to) => to.onHead(200, ['content-type', type])),
    event,
    text: (text: string) => event({ type: 'part-delta', candidate: 0, index: 0, text }),
    end: () => send((to) => to.onEnd()),
  }
}

function gateway(options: DisconnectOptions = {}) {
  const clock = virtualClock()
  const { calls, transport } = provider()
  const run = pipeline(
    failover(),
    disconnect(options),
    upstream({
      adapters: [toyAdapter('a'), toyAdapter('b')],
      transport,
      keys: { pick: () => ({ id: 'k', key: new Secret('s') }) },
    }),
  )
  const ask = (stream: boolean) => {
    const client = new AbortController()
    const context = createContext({
      request: { operation: 'chat', model: 'm', messages: [], stream },
      signal: client.signal,
      clock,
    })
    context.candidates = ['a', 'b'].map((id) => ({ id, provider: id, model: 'm' }))
    const outcome = Promise.withResolvers<Outcome>()
    context.defer(outcome.resolve)
    const reply = run(context)
    reply.catch(() => undefined)
    const call = settled().then(() => calls.at(-1)!)
    /** A client that reads as a sink does: once it is gone, everything may pass. */
    const read = async (blocked = false) => {
      const { response } = await reply.then(() => context)
      const { events } = response as { events: EventStream }
      let text = ''
      const done = events.pipe({
        event: (event) => (text += event.type === 'part-delta' ? event.text : ''),
        flush: () => !blocked,
      })
      return { text: () => text, done }
    }
    const leave = () => {
      client.abort(new GatewayError('cancelled', 'The client left.', { origin: 'client' }))
    }
    return { reply, outcome: outcome.promise, call, read, leave }
  }
  return { ask, calls, clock }
}

const drain: DisconnectOptions = { policy: () => 'drain-to-meter' }

describe('abort', () => {
  test.each([
    ['before the head', false, false],
    ['before the first token', true, false],
    ['in the middle', true, true],
  ])('ends the call at once, %s', async (_phase, headed, content) => {
    const { ask, calls } = gateway()
    const { call, leave, outcome, read } = ask(true)
    const provided = await call
    if (headed) provided.head()
    provided.event({ type: 'usage', usage: usageOf(9, 0) })
    if (content) {
      provided.text('hi')
      await read()
    }
    leave()
    expect(provided.aborted).toMatchObject({ kind: 'cancelled' })
    expect(await outcome).toMatchObject({
      status: 'cancelled',
      ...(content && { usage: usageOf(9, 0) }),
    })
    expect(calls).toHaveLength(1)
  })
})

describe('drain-to-meter', () => {
  test('a whole answer is waited for, and its usage settled', async () => {
    const { ask, clock } = gateway(drain)
    const { call, leave, outcome } = ask(false)
    const provided = await call
    leave()
    await clock.advance(20_000)
    expect(provided.aborted).toBeUndefined()
    provided.head('application/json')
    provided.end()
    expect(await outcome).toMatchObject({ status: 'ok', usage: whole.usage })
    expect(clock.sleepers).toBe(0)
  })

  test('a client that left before the first token: the stream is read without it', async () => {
    const { ask, clock } = gateway(drain)
    const { call, leave, outcome } = ask(true)
    const provided = await call
    leave()
    provided.head()
    for (const text of ['a', 'b']) provided.text(text)
    await settled()
    provided.event({ type: 'usage', usage: usageOf(9, 2) })
    provided.end()
    expect(await outcome).toMatchObject({ status: 'cancelled', usage: usageOf(9, 2) })
    expect([provided.aborted, clock.sleepers]).toEqual([undefined, 0])
  })

  test('a client that leaves in the middle: the rest passes, and its usage is settled', async () => {
    const { ask, clock } = gateway(drain)
    const { call, leave, outcome, read } = ask(true)
    const provided = await call
    provided.head()
    provided.text('a')
    const { text, done } = await read()
    leave()
    provided.text('b')
    provided.event({ type: 'usage', usage: usageOf(9, 0) })
    provided.end()
    await done
    expect(text()).toBe('ab')
    expect(await outcome).toMatchObject({ status: 'ok', usage: usageOf(9, 0) })
    expect([provided.aborted, clock.sleepers]).toEqual([undefined, 0])
  })

  test.each([
    ['a reader that hangs', true],
    ['a provider that hangs', false],
  ])('is cut after `maxDrainMs`: %s', async (_name, blocked) => {
    const { ask, clock } = gateway({ ...drain, maxDrainMs: 5000 })
    const { call, leave, outcome, read } = ask(true)
    const provided = await call
    provided.head()
    provided.event({ type: 'usage', usage: usageOf(9, 0) })
    provided.text('a')
    const { done } = await read(blocked)
    leave()
    await clock.advance(4999)
    expect(provided.aborted).toBeUndefined()
    await clock.advance(1)
    expect(provided.aborted).toMatchObject({ kind: 'cancelled' })
    await done
    expect(await outcome).toMatchObject({ status: 'cancelled', usage: usageOf(9, 0) })
  })

  test('is cut after `maxDrainTokens`; what was told before the client left does not count', async () => {
    const { ask } = gateway({ ...drain, maxDrainTokens: 10 })
    const { call, leave, outcome, read } = ask(true)
    const provided = await call
    provided.head()
    provided.text('x'.repeat(1000))
    await read()
    leave()
    provided.text('x'.repeat(40))
    expect(provided.aborted).toBeUndefined()
    provided.text('x')
    expect(provided.aborted).toMatchObject({ kind: 'cancelled' })
    expect(await outcome).toMatchObject({ status: 'cancelled' })
  })

  test('only a share of the calls in flight may drain, at least one', async () => {
    const { ask, calls, clock } = gateway({ ...drain, maxShare: 0.05 })
    const asked = Array.from({ length: 60 }, () => ask(false))
    await Promise.all(asked.map(({ call }) => call))
    expect(calls).toHaveLength(60)
    for (const { leave } of asked.slice(0, 10)) leave()
    await settled()
    expect(clock.sleepers).toBe(3)
    await clock.advance(30_000)
    expect(clock.sleepers).toBe(0)
    asked[20]?.leave()
    await settled()
    expect(clock.sleepers).toBe(1)
  })

  test('a drained call that fails is not tried elsewhere', async () => {
    const { ask, calls } = gateway(drain)
    const { call, leave, outcome } = ask(false)
    const provided = await call
    leave()
    provided.send((to) =>
      to.onError(
        new GatewayError('upstream_error', 'cut', { origin: 'provider', scope: 'target' }),
      ),
    )
    expect(await outcome).toMatchObject({ status: 'cancelled' })
    expect(calls).toHaveLength(1)
  })

  test('a client that stays notices nothing; its failed attempts move on', async () => {
    const { ask, calls, clock } = gateway(drain)
    const { call, read, outcome } = ask(true)
    const first = await call
    first.send((to) =>
      to.onError(
        new GatewayError('upstream_error', 'cut', { origin: 'provider', scope: 'target' }),
      ),
    )
    await settled()
    const second = calls[1]!
    second.head()
    second.text('hi')
    const { text, done } = await read()
    second.end()
    await done
    expect(text()).toBe('hi')
    expect(await outcome).toMatchObject({ status: 'ok' })
    expect(clock.sleepers).toBe(0)
  })

  test('the policy is asked for the target of the attempt', async () => {
    const { ask, calls } = gateway({
      policy: ({ id }) => (id === 'b' ? 'drain-to-meter' : 'abort'),
    })
    const { call, leave } = ask(false)
    const first = await call
    first.send((to) =>
      to.onError(
        new GatewayError('upstream_error', 'cut', { origin: 'provider', scope: 'target' }),
      ),
    )
    await settled()
    leave()
    expect(calls[1]?.aborted).toBeUndefined()
    const other = ask(false)
    const provided = await other.call
    other.leave()
    expect(provided.aborted).toBeDefined()
  })
})
