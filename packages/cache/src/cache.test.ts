import {
  collect,
  createContext,
  eventStream,
  explode,
  GatewayError,
  memoryStore,
  pipeline,
  type ChatRequest,
  type Completion,
  type Context,
  type FinishReason,
  type GatewayRequest,
  type KvStore,
  type Reply,
  type StreamEvent,
  type Usage,
} from '@signalbox/core'
import { completions, virtualClock } from '@signalbox/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { cache, type CacheOptions } from './cache.ts'

const none = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
const usage: Usage = { input: { uncached: 10, ...none }, output: { text: 5, reasoning: 0 } }
const target = { id: 'p/m', provider: 'p', model: 'm' }

function answer(text: string, reason: FinishReason = 'stop'): Completion {
  const message = { role: 'assistant', content: [{ type: 'text', text }] } as const
  return { id: '1', model: 'm', usage, candidates: [{ message, finish: { reason } }] }
}

function chat(text: string, fields: Partial<ChatRequest> = {}): ChatRequest {
  const messages = [{ role: 'user', content: [{ type: 'text', text }] }] as const
  return { operation: 'chat', model: 'm', messages, stream: false, ...fields }
}

interface Setup extends Partial<CacheOptions> {
  readonly tenant?: string
  readonly reply?: (request: GatewayRequest) => Reply
}

function gateway(setup: Setup = {}) {
  const clock = virtualClock()
  const state = { calls: 0 }
  const { tenant, reply, ...options } = setup
  const stage = cache({ ttlSeconds: 300, clock, ...options })
  const provider = (request: GatewayRequest): Reply => {
    const completion = answer(`answer ${String(state.calls)}`)
    return request.operation === 'chat' && request.stream
      ? { type: 'stream', events: eventStream(explode(completion)) }
      : { type: 'completion', completion }
  }
  async function ask(request: GatewayRequest, who = tenant): Promise<Asked> {
    const context = createContext({ request, clock })
    if (who !== undefined) context.caller = { tenant: who }
    const run = pipeline(stage, async (inner) => {
      state.calls++
      const fork = inner.fork({ target })
      fork.response = (reply ?? provider)(request)
      inner.adopt(fork)
      inner.facts.route = 'support'
      inner.facts.cost = { nanoUsd: 1234n, basis: 'provider_usage', confidence: 'exact' }
    })
    const given = await run(context)
    const events: StreamEvent[] = []
    if (given.type === 'stream') for await (const event of given.events) events.push(event)
    await clock.advance(0)
    const completion = given.type === 'completion' ? given.completion : undefined
    return {
      context,
      reply: given,
      events,
      text: textOf(completion ?? (events.length > 0 ? safely(events) : undefined)),
      result: context.facts.cache?.result,
    }
  }
  return { clock, state, ask }
}

interface Asked {
  readonly context: Context
  readonly reply: Reply
  readonly events: readonly StreamEvent[]
  readonly text: string
  readonly result: string | undefined
}

function safely(events: readonly StreamEvent[]): Completion | undefined {
  return events.some(({ type }) => type === 'error') ? undefined : collect(events)
}

function textOf(completion: Completion | undefined): string {
  const part = completion?.candidates[0]?.message.content[0]
  return part?.type === 'text' ? part.text : ''
}

describe('a hit', () => {
  test('is the same answer without a call, and says what it saved', async () => {
    const { state, ask } = gateway()
    const first = await ask(chat('hi'))
    const second = await ask(chat('hi'))
    expect([first.result, second.result]).toEqual(['miss', 'hit'])
    expect(second.text).toBe(first.text)
    expect(state.calls).toBe(1)
    const { facts, vars, target: from } = second.context
    expect(facts.cache).toEqual({ kind: 'exact', result: 'hit', savedNanoUsd: 1234n })
    expect(facts.cost?.nanoUsd).toBe(0n)
    expect(vars['x-uncharged']).toBe('cached')
    expect(from).toMatchObject(target)
    expect(facts.route).toBe('support')
  })

  test.each([
    [false, true],
    [true, false],
    [true, true],
  ])('stored with stream %s answers stream %s', async (stored, asked) => {
    const { state, ask } = gateway()
    const first = await ask(chat('hi', { stream: stored }))
    const second = await ask(chat('hi', { stream: asked, streamUsage: true }))
    expect(second.reply.type).toBe(asked ? 'stream' : 'completion')
    expect(second.text).toBe(first.text)
    expect(state.calls).toBe(1)
    expect(second.context.facts.cache?.result).toBe('hit')
  })

  test('keeps the bytes of a whole answer for a client of the same wire', async () => {
    const raw = { wire: 'w', bytes: new TextEncoder().encode('{"x":\n1}'), mediaType: 'a/b' }
    const { ask } = gateway({
      reply: () => ({ type: 'completion', completion: answer('a'), raw }),
    })
    await ask(chat('hi'))
    expect(await ask(chat('hi'))).toMatchObject({ result: 'hit', reply: { raw } })
  })

  test('bytes of vectors are not: a wire writes one embedding and a batch in two ways', async () => {
    const raw = { wire: 'w', bytes: new TextEncoder().encode('{"embeddings":[[1]]}') }
    const { ask } = gateway({
      reply: () => ({ type: 'result', result: { operation: 'embed', vectors: [[1]] }, raw }),
    })
    const embed = { operation: 'embed', model: 'm', inputs: [] } as const
    await ask(embed)
    const { result, reply } = await ask(embed)
    expect([result, reply]).toEqual([
      'hit',
      { type: 'result', result: { operation: 'embed', vectors: [[1]] } },
    ])
  })

  test('an embedding is one too', async () => {
    const { ask } = gateway({
      reply: () => ({ type: 'result', result: { operation: 'embed', vectors: [[1, 2]], usage } }),
    })
    const embed = { operation: 'embed', model: 'm', inputs: [] } as const
    await ask(embed)
    const { result, reply } = await ask(embed)
    expect(result).toBe('hit')
    expect(reply).toMatchObject({ result: { vectors: [[1, 2]] } })
  })

  test('any answer comes back equal, whole and as a stream', async () => {
    await fc.assert(
      fc.asyncProperty(completions(), async (completion) => {
        const { ask } = gateway({
          refusals: true,
          reply: () => ({ type: 'completion', completion }),
        })
        await ask(chat('hi'))
        const whole = await ask(chat('hi'))
        if (whole.result === 'miss') return
        expect(whole.reply).toEqual({ type: 'completion', completion })
        const stream = await ask(chat('hi', { stream: true }))
        expect(stream.events).toEqual([...explode(completion)])
      }),
      { numRuns: 60 },
    )
  })

  test('at a pace it takes its time and cuts no character', async () => {
    const text = '🙂'.repeat(20)
    const { clock, ask } = gateway({
      pace: { charactersPerSecond: 100 },
      reply: () => ({ type: 'completion', completion: answer(text) }),
    })
    await ask(chat('hi'))
    const asked = ask(chat('hi', { stream: true }))
    const before = clock.now()
    for (let i = 0; i < 12; i++) await clock.advance(40)
    const { events, text: told } = await asked
    expect(told).toBe(text)
    expect(events.filter(({ type }) => type === 'part-delta')).toHaveLength(5)
    expect(clock.now() - before).toBeGreaterThanOrEqual(200)
  })
})

describe('what makes another answer', () => {
  const system = { role: 'system', content: [{ type: 'text', text: 's' }] } as const
  const tools = [{ type: 'function', name: 'f', parameters: {} }] as const
  test.each<[string, Partial<ChatRequest>]>([
    ['model', { model: 'other' }],
    ['system', { messages: [system, ...chat('hi').messages] }],
    ['tools', { tools }],
    ['temperature', { temperature: 0 }],
    ['format', { format: { type: 'json' } }],
    ['fields the model has no name for', { extensions: { w: { x: 1 } } }],
    ['a route', { hints: { route: 'r' } }],
    ['a data class', { hints: { dataClass: 'restricted' } }],
  ])('%s', async (_what, fields) => {
    const { ask } = gateway()
    await ask(chat('hi'))
    expect((await ask(chat('hi', fields))).result).toBe('miss')
  })

  test('another tenant, and another safety policy', async () => {
    const policy = { current: 'a' }
    const { ask } = gateway({ vary: () => policy.current })
    await ask(chat('hi'), 'acme')
    expect((await ask(chat('hi'), 'beta')).result).toBe('miss')
    expect((await ask(chat('hi'), 'acme')).result).toBe('hit')
    policy.current = 'b'
    expect((await ask(chat('hi'), 'acme')).result).toBe('miss')
  })

  test('nobody known: another key', async () => {
    const { ask } = gateway()
    const from = (key: string) =>
      chat('hi', { source: { wire: 'w', body: {}, headers: ['x-api-key', key] } })
    await ask(from('one'))
    expect((await ask(from('two'))).result).toBe('miss')
    expect((await ask(from('one'))).result).toBe('hit')
  })

  test('the order of fields, the wire, user and metadata do not', async () => {
    const { ask } = gateway()
    await ask(chat('hi', { topP: 1, temperature: 0 }))
    const source = { wire: 'other', body: {}, headers: [] }
    const same = chat('hi', { temperature: 0, topP: 1, user: 'u', metadata: { a: 'b' }, source })
    expect((await ask({ ...same, source: undefined })).result).toBe('hit')
  })
})

describe('what is not kept', () => {
  test('an answer past its time', async () => {
    const { clock, ask } = gateway()
    await ask(chat('hi'))
    await clock.advance(300_000)
    expect((await ask(chat('hi'))).result).toBe('miss')
  })

  test.each<[FinishReason, string]>([
    ['length', 'hit'],
    ['tool-calls', 'hit'],
    ['content-filter', 'miss'],
    ['refusal', 'miss'],
    ['other', 'miss'],
    ['error', 'miss'],
  ])('%s: %s', async (reason, result) => {
    const { ask } = gateway({
      reply: () => ({ type: 'completion', completion: answer('a', reason) }),
    })
    await ask(chat('hi'))
    expect((await ask(chat('hi'))).result).toBe(result)
  })

  test('a failure, and a stream that was cut', async () => {
    const error = new GatewayError('upstream_error', 'cut', { origin: 'provider' })
    const events: readonly StreamEvent[] = [
      ...[...explode(answer('abc'))].slice(0, 3),
      { type: 'error', error },
    ]
    const { ask } = gateway({ reply: () => ({ type: 'stream', events: eventStream(events) }) })
    await ask(chat('hi', { stream: true }))
    expect((await ask(chat('hi', { stream: true }))).result).toBe('miss')
    const failing = gateway({
      reply: () => {
        throw error
      },
    })
    for (let i = 0; i < 2; i++) await expect(failing.ask(chat('hi'))).rejects.toBe(error)
    expect(failing.state.calls).toBe(2)
  })

  test('an answer that is too large', async () => {
    const { ask } = gateway({ maxEntryBytes: 100 })
    await ask(chat('hi'))
    expect((await ask(chat('hi'))).result).toBe('miss')
  })

  test.each<[string, Partial<ChatRequest>]>([
    ['server tools', { tools: [{ type: 'server', wire: 'w', tool: 't', value: {} }] }],
    ['a conversation', { state: { previousId: 'x' } }],
  ])('a request with %s is off', async (_what, fields) => {
    const { ask } = gateway()
    expect((await ask(chat('hi', fields))).result).toBe('off')
  })
})

describe('the header', () => {
  test('off neither reads nor writes', async () => {
    const { ask } = gateway()
    const off = chat('hi', { hints: { cache: 'off' } })
    expect((await ask(off)).result).toBe('off')
    expect((await ask(chat('hi'))).result).toBe('miss')
    expect((await ask(off)).result).toBe('off')
  })

  test('refresh asks anew and keeps what comes', async () => {
    const { ask } = gateway()
    await ask(chat('hi'))
    const fresh = await ask(chat('hi', { hints: { cache: 'refresh' } }))
    expect(fresh.result).toBe('miss')
    const next = await ask(chat('hi'))
    expect([next.result, next.text]).toEqual(['hit', fresh.text])
  })

  test('ttl bounds the age of what is given and of what is kept', async () => {
    const { clock, ask } = gateway()
    const short = chat('hi', { hints: { cache: 'ttl=10' } })
    await ask(short)
    await clock.advance(9000)
    expect((await ask(short)).result).toBe('hit')
    await clock.advance(1000)
    expect((await ask(chat('hi'))).result).toBe('miss')
    await clock.advance(60_000)
    expect((await ask(short)).result).toBe('miss')
    expect((await ask(chat('hi', { hints: { cache: 'ttl=0' } }))).result).toBe('off')
  })
})

describe('the store behind memory', () => {
  test('gives another replica the answer', async () => {
    const store = memoryStore()
    const [a, b] = [gateway({ store }), gateway({ store })]
    await a.ask(chat('hi'), 'acme')
    expect((await b.ask(chat('hi'), 'acme')).result).toBe('hit')
    expect(b.state.calls).toBe(0)
  })

  test('a value of another version or cut in half is a miss', async () => {
    const kept = new Map<string, Uint8Array>()
    const store: KvStore = {
      get: async (key) => kept.get(key),
      set: async (key, value) => void kept.set(key, value),
      del: async (key) => void kept.delete(key),
    }
    await gateway({ store }).ask(chat('hi'))
    const [entry] = kept
    if (entry === undefined) throw new TypeError('nothing was kept')
    const [key, value] = entry
    for (const bad of [value.slice(0, 40), Uint8Array.of(9, ...value.slice(1)), new Uint8Array()]) {
      kept.set(key, bad)
      expect((await gateway({ store }).ask(chat('hi'))).result).toBe('miss')
    }
  })

  test('away it is a miss and left alone for a second; hanging it costs 50 ms once', async () => {
    let reads = 0
    const away = async () => {
      reads++
      throw new Error('away')
    }
    const down = gateway({ store: { get: away, set: away, del: away } })
    for (let i = 0; i < 10; i++) expect((await down.ask(chat(String(i)))).result).toBe('miss')
    expect(reads).toBe(1)
    expect((await down.ask(chat('0'))).result).toBe('hit')

    const never = () => new Promise<never>(() => undefined)
    const hung = gateway({ store: { get: never, set: never, del: never } })
    const first = hung.ask(chat('hi'))
    await hung.clock.advance(49)
    expect(hung.state.calls).toBe(0)
    await hung.clock.advance(1)
    expect((await first).result).toBe('miss')
    expect((await hung.ask(chat('other'))).result).toBe('miss')
  })

  test('memory is bounded by bytes', async () => {
    const { state, ask } = gateway({ maxBytes: 5000 })
    for (let i = 0; i < 50; i++) await ask(chat(String(i)))
    expect((await ask(chat('49'))).result).toBe('hit')
    expect((await ask(chat('0'))).result).toBe('miss')
    expect(state.calls).toBe(51)
  })
})
