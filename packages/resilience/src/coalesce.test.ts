import {
  collect,
  createContext,
  eventStream,
  GatewayError,
  pipeline,
  type ChatRequest,
  type EventStream,
  type GatewayRequest,
  type Middleware,
  type Outcome,
  type StreamEvent,
  type Usage,
} from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { coalesce, type CoalesceOptions } from './coalesce.ts'
import { unchargedReason } from './uncharged.ts'

const chat: ChatRequest = {
  operation: 'chat',
  model: 'm',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
  temperature: 0,
  stream: false,
}
const streamed: ChatRequest = { ...chat, stream: true }
const usage: Usage = {
  input: {
    uncached: 7,
    cacheRead: 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    cacheWriteOther: 0,
    toolUse: 0,
  },
  output: { text: 3, reasoning: 0 },
}
const delta = (text: string): StreamEvent => ({ type: 'part-delta', candidate: 0, index: 0, text })
const opening: readonly StreamEvent[] = [
  { type: 'start', id: 'a', model: 'm' },
  { type: 'part-start', candidate: 0, index: 0, part: { type: 'text' } },
]
const ending: readonly StreamEvent[] = [
  { type: 'part-end', candidate: 0, index: 0 },
  { type: 'finish', candidate: 0, finish: { reason: 'stop' } },
  { type: 'usage', usage },
]

/** Lets every promise run that can. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** A provider whose calls the test answers; streams give one event per pull. */
function provider() {
  const calls: {
    signal: AbortSignal
    answer(text?: string): void
    fail(error: Error): void
    push(...events: readonly StreamEvent[]): void
    end(): void
    pulled: number
  }[] = []
  const middleware: Middleware = async (context) => {
    const queue: StreamEvent[] = []
    let wake: () => void = () => undefined
    let over = false
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const call = {
      signal: context.signal,
      answer: (text = 'hello') => {
        resolve(text)
      },
      fail: reject,
      push(...events: readonly StreamEvent[]) {
        queue.push(...events)
        wake()
      },
      end() {
        over = true
        wake()
      },
      pulled: 0,
    }
    calls.push(call)
    const leave = () => {
      reject(GatewayError.from(context.signal.reason))
      wake()
    }
    context.signal.addEventListener('abort', leave)
    async function* eventsOf(): AsyncGenerator<StreamEvent> {
      for (;;) {
        if (context.signal.aborted)
          return yield { type: 'error', error: GatewayError.from(context.signal.reason) }
        const event = queue.shift()
        if (event !== undefined) {
          call.pulled++
          yield event
        } else if (over) return
        else await new Promise<void>((ready) => (wake = ready))
      }
    }
    const text = await promise
    if (context.request.operation === 'chat' && context.request.stream)
      context.response = { type: 'stream', events: eventStream(eventsOf()) }
    else
      context.response = {
        type: 'completion',
        completion: {
          id: text,
          model: 'm',
          usage,
          candidates: [
            {
              message: { role: 'assistant', content: [{ type: 'text', text }] },
              finish: { reason: 'stop' },
            },
          ],
        },
      }
  }
  return { calls, middleware }
}

function gateway(options: CoalesceOptions = {}) {
  const { calls, middleware } = provider()
  const run = pipeline(coalesce(options), middleware)
  const ask = (request: GatewayRequest = chat, tenant: string | null = 't') => {
    const leave = new AbortController()
    const context = createContext({ request, signal: leave.signal })
    if (tenant !== null) context.caller = { tenant }
    const outcome = Promise.withResolvers<Outcome>()
    context.defer(outcome.resolve)
    const reply = run(context)
    reply.catch(() => undefined)
    const events = async (): Promise<EventStream> => {
      const { response } = await reply.then(() => context)
      if (response?.type !== 'stream') throw new Error('no stream')
      return response.events
    }
    const gone = new GatewayError('cancelled', 'The client left.', { origin: 'client' })
    return {
      context,
      reply,
      events,
      outcome: outcome.promise,
      all: async () => {
        const heard: StreamEvent[] = []
        for await (const event of await events()) heard.push(event)
        return heard
      },
      leave: () => {
        leave.abort(gone)
      },
    }
  }
  return { calls, ask }
}

const textOf = (events: readonly StreamEvent[]) =>
  events.map((event) => (event.type === 'part-delta' ? event.text : '')).join('')

describe('which requests share a call', () => {
  const withTool: ChatRequest = {
    ...chat,
    tools: [{ type: 'server', wire: 'w', tool: 'search', value: {} }],
  }
  const source = (id: string) => ({
    wire: 'w',
    body: { id },
    bytes: new Uint8Array([1]),
    headers: ['x-request-id', id],
  })

  test.each<[string, GatewayRequest, GatewayRequest]>([
    ['temperature 0', chat, { ...chat }],
    ['a seed', { ...chat, temperature: 1, seed: 0 }, { ...chat, temperature: 1, seed: 0 }],
    [
      'other bytes, users, sessions and metadata',
      { ...chat, source: source('1'), user: 'a', sessionId: 's', metadata: { a: 'b' } },
      { ...chat, source: source('2'), user: 'b' },
    ],
    [
      'embeddings',
      { operation: 'embed', model: 'm', inputs: [] },
      { operation: 'embed', model: 'm', inputs: [] },
    ],
  ])('together: %s', async (_name, a, b) => {
    const { calls, ask } = gateway()
    const [one, two] = [ask(a), ask(b)]
    await settled()
    expect(calls).toHaveLength(1)
    calls[0]?.answer()
    expect(await one.reply).toBe(await two.reply)
    expect([one, two].map(({ context }) => unchargedReason(context))).toEqual([
      undefined,
      'coalesced',
    ])
  })

  test.each<[string, GatewayRequest, GatewayRequest]>([
    ['chance', { ...chat, temperature: 1 }, { ...chat, temperature: 1 }],
    ['another prompt', chat, { ...chat, messages: [] }],
    ['whole and streamed', chat, streamed],
    ['tools that the provider runs', withTool, withTool],
    ['kept state', { ...chat, state: { store: true } }, { ...chat, state: { store: true } }],
    ['no cache wanted', { ...chat, hints: { cache: 'off' } }, { ...chat, hints: { cache: 'off' } }],
    [
      'another beta of the wire',
      { ...chat, source: { ...source('1'), headers: ['x-beta', 'a'] } },
      { ...chat, source: { ...source('1'), headers: ['x-beta', 'b'] } },
    ],
  ])('apart: %s', async (_name, a, b) => {
    const { calls, ask } = gateway()
    ask(a)
    ask(b)
    await settled()
    expect(calls).toHaveLength(2)
  })

  test('`always` shares chance too, but never acting tools', async () => {
    const { calls, ask } = gateway({ always: true })
    const chance = { ...chat, temperature: 1 }
    for (const request of [chance, chance, withTool, withTool]) ask(request)
    await settled()
    expect(calls).toHaveLength(3)
  })

  test('no tenant sees another one’s answer, nor a key another key’s', async () => {
    const { calls, ask } = gateway()
    ask(chat, 'a')
    ask(chat, 'b')
    await settled()
    expect(calls).toHaveLength(2)
    const keyed = (key: string) => ({
      ...chat,
      source: { ...source('1'), headers: ['authorization', key] },
    })
    for (const key of ['one', 'two', 'two']) ask(keyed(key), null)
    await settled()
    expect(calls).toHaveLength(4)
  })

  test('an answer that has come is not given again', async () => {
    const { calls, ask } = gateway()
    const first = ask()
    await settled()
    calls[0]?.answer()
    await first.reply
    ask()
    await settled()
    expect(calls).toHaveLength(2)
  })

  test('at most the first and 64 others share one call; then the next call is shared', async () => {
    const { calls, ask } = gateway()
    for (let i = 0; i < 131; i++) ask()
    await settled()
    expect(calls).toHaveLength(3)
  })
})

describe('whole answers', () => {
  test('a failure meets everybody, and frees the key', async () => {
    const { calls, ask } = gateway()
    const askers = [ask(), ask()]
    await settled()
    const error = new GatewayError('overloaded', 'busy', { origin: 'provider' })
    calls[0]?.fail(error)
    for (const { reply } of askers) await expect(reply).rejects.toBe(error)
    ask()
    await settled()
    expect(calls).toHaveLength(2)
  })

  test('a leader that leaves hands over: the next one pays', async () => {
    const { calls, ask } = gateway()
    const [leader, heir, third] = [ask(), ask(), ask()]
    await settled()
    leader.leave()
    await expect(leader.reply).rejects.toMatchObject({ kind: 'cancelled' })
    expect(calls[0]?.signal.aborted).toBe(false)
    calls[0]?.answer()
    await expect(heir.reply).resolves.toMatchObject({ type: 'completion' })
    await third.reply
    expect([leader, heir, third].map(({ context }) => unchargedReason(context))).toEqual([
      'coalesced',
      undefined,
      'coalesced',
    ])
  })

  test('the call ends when everybody left, and nobody can join it any more', async () => {
    const { calls, ask } = gateway()
    const [a, b] = [ask(), ask()]
    await settled()
    a.leave()
    b.leave()
    expect(calls[0]?.signal.aborted).toBe(true)
    ask()
    await settled()
    expect(calls).toHaveLength(2)
  })
})

describe('streams', () => {
  test('everybody hears all of it, also who comes late', async () => {
    const { calls, ask } = gateway()
    const early = ask(streamed)
    await settled()
    calls[0]?.answer()
    const first = early.all()
    calls[0]?.push(...opening, delta('Hel'))
    await settled()
    const late = ask(streamed)
    const second = late.all()
    await settled()
    calls[0]?.push(delta('lo'), ...ending)
    calls[0]?.end()
    expect(collect(await first)).toEqual(collect(await second))
    expect(textOf(await first)).toBe('Hello')
    expect(calls).toHaveLength(1)
    expect(await early.outcome).toMatchObject({ status: 'ok', usage })
    expect(unchargedReason(early.context)).toBeUndefined()
    expect(unchargedReason(late.context)).toBe('coalesced')
  })

  test('a cut reaches everybody as the same error', async () => {
    const { calls, ask } = gateway()
    const [a, b] = [ask(streamed), ask(streamed)]
    await settled()
    calls[0]?.answer()
    const error = new GatewayError('upstream_error', 'cut', { origin: 'provider' })
    calls[0]?.push(...opening, delta('x'), { type: 'error', error })
    calls[0]?.end()
    for (const { all } of [a, b]) expect((await all()).at(-1)).toEqual({ type: 'error', error })
  })

  test('a leader that leaves in the middle does not cut the others', async () => {
    const { calls, ask } = gateway()
    const [leader, heir] = [ask(streamed), ask(streamed)]
    await settled()
    calls[0]?.answer()
    const heard = leader.all()
    const rest = heir.all()
    calls[0]?.push(...opening, delta('a'))
    await settled()
    leader.leave()
    expect((await heard).at(-1)).toMatchObject({ type: 'error', error: { kind: 'cancelled' } })
    expect(await leader.outcome).toMatchObject({ status: 'cancelled' })
    calls[0]?.push(delta('b'), ...ending)
    calls[0]?.end()
    expect(textOf(await rest)).toBe('ab')
    expect(unchargedReason(heir.context)).toBeUndefined()
    expect(unchargedReason(leader.context)).toBe('coalesced')
  })

  test('the last one that leaves ends the call', async () => {
    const { calls, ask } = gateway()
    const [a, b] = [ask(streamed), ask(streamed)]
    await settled()
    calls[0]?.answer()
    void a.all()
    const reading = (await b.events())[Symbol.asyncIterator]()
    calls[0]?.push(...opening, delta('a'))
    await reading.next()
    a.leave()
    expect(calls[0]?.signal.aborted).toBe(false)
    await reading.return?.()
    await settled()
    expect(calls[0]?.signal.aborted).toBe(true)
  })

  test('a stream that nobody joined in time passes untouched when so wanted', async () => {
    const { calls, ask } = gateway({ join: 'before-content' })
    const alone = ask(streamed)
    await settled()
    calls[0]?.answer()
    await alone.reply
    ask(streamed)
    await settled()
    expect(calls).toHaveLength(2)
    alone.leave()
    expect(calls[0]?.signal.aborted).toBe(true)
    const joined = ask(streamed)
    await settled()
    calls[1]?.answer()
    calls[1]?.push(...opening, delta('x'), ...ending)
    calls[1]?.end()
    expect(textOf(await joined.all())).toBe('x')
    expect(calls).toHaveLength(2)
  })
})

describe('back-pressure', () => {
  test('nobody reads, nothing is pulled; the fastest reader sets the pace', async () => {
    const { calls, ask } = gateway()
    const [fast, slow] = [ask(streamed), ask(streamed)]
    await settled()
    calls[0]?.answer()
    calls[0]?.push(...opening, ...Array.from({ length: 50 }, () => delta('x')), ...ending)
    calls[0]?.end()
    await Promise.all([fast.reply, slow.reply])
    await settled()
    expect(calls[0]?.pulled).toBeLessThanOrEqual(1)
    expect(textOf(await fast.all())).toHaveLength(50)
    expect(textOf(await slow.all())).toHaveLength(50)
    expect(calls).toHaveLength(1)
  })

  async function slowAndFast(again: string) {
    const { calls, ask } = gateway({ maxReplayBytes: 4000 })
    const [slow, fast] = [ask(streamed), ask(streamed)]
    await settled()
    calls[0]?.answer()
    const reading = (await slow.events())[Symbol.asyncIterator]()
    const whole = fast.all()
    const text = 'abcdefghij'.repeat(20)
    calls[0]?.push(...opening, ...text.match(/.{2}/g)!.map(delta), ...ending)
    calls[0]?.end()
    const heard: StreamEvent[] = []
    for (let i = 0; i < 5; i++) heard.push((await reading.next()).value as StreamEvent)
    expect(textOf(await whole)).toBe(text)
    expect(calls).toHaveLength(1)
    expect([slow, fast].map(({ context }) => unchargedReason(context))).toEqual([
      'coalesced',
      undefined,
    ])
    const rest = (async () => {
      for (;;) {
        const step = await reading.next()
        if (step.done === true) return
        heard.push(step.value)
      }
    })()
    await settled()
    expect(calls).toHaveLength(2)
    calls[1]?.answer()
    calls[1]?.push(...opening, ...again.match(/.{3}|.+$/g)!.map(delta), ...ending)
    calls[1]?.end()
    await rest
    return { text, heard, slow, fast, calls, ask }
  }

  test('a reader too far behind goes on with a call of its own, without a seam', async () => {
    const { text, heard, slow, fast } = await slowAndFast('abcdefghij'.repeat(20))
    expect(textOf(heard)).toBe(text)
    expect(collect(heard).candidates[0]?.finish).toEqual({ reason: 'stop' })
    expect(heard.filter(({ type }) => type === 'start')).toHaveLength(1)
    expect([slow, fast].map(({ context }) => unchargedReason(context))).toEqual([
      undefined,
      undefined,
    ])
    expect(await slow.outcome).toMatchObject({ status: 'ok', usage })
  })

  test('a second call that answers differently is an error, never a mixed answer', async () => {
    const { heard, slow } = await slowAndFast('ab!')
    expect(textOf(heard)).toBe('abcdef')
    expect(heard.at(-1)).toMatchObject({ type: 'error', error: { details: { ran: 'yes' } } })
    expect(await slow.outcome).toMatchObject({ status: 'failed' })
  })

  test('once the beginning is gone, who comes gets a call of its own', async () => {
    const { calls, ask } = gateway({ maxReplayBytes: 1000 })
    const first = ask(streamed)
    await settled()
    calls[0]?.answer()
    const reading = first.all()
    calls[0]?.push(...opening, ...Array.from({ length: 20 }, () => delta('x')))
    await settled()
    ask(streamed)
    await settled()
    expect(calls).toHaveLength(2)
    calls[0]?.push(...ending)
    calls[0]?.end()
    expect(textOf(await reading)).toBe('x'.repeat(20))
  })
})
