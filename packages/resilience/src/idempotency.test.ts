import {
  createContext,
  eventStream,
  explode,
  GatewayError,
  memoryStore,
  pipeline,
  type ChatRequest,
  type Completion,
  type ErrorDetails,
  type GatewayRequest,
  type KvStore,
  type Middleware,
  type Reply,
} from '@signalbox/core'
import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import type { IdempotencyStore } from './idempotency-claim.ts'
import { idempotency, type IdempotencyOptions } from './idempotency.ts'
import { unchargedReason } from './uncharged.ts'

const settled = () => new Promise<void>((resolve) => void setImmediate(resolve))
const bytes = (text: string) => new TextEncoder().encode(text)

const completion: Completion = {
  id: 'a',
  model: 'm',
  usage: {
    input: {
      uncached: 5,
      cacheRead: 1,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    },
    output: { text: 0, reasoning: 2 },
  },
  candidates: [
    {
      message: { role: 'assistant', content: [{ type: 'text', text: 'hä\nllo' }] },
      finish: { reason: 'stop' },
    },
  ],
}
const whole: Reply = {
  type: 'completion',
  completion,
  raw: { wire: 'w', bytes: bytes('{"a":\n"hä"}'), mediaType: 'application/json' },
}

interface Ask {
  readonly key?: string
  readonly tenant?: string
  readonly headers?: readonly string[]
  readonly patch?: Partial<ChatRequest>
}

/** One replica: several may share a store. */
function replica(
  options: Partial<IdempotencyOptions> & { store: IdempotencyStore },
  answer: Middleware = async (context) => {
    context.response = whole
  },
) {
  const clock = virtualClock()
  let runs = 0
  const run = pipeline(idempotency({ clock, ...options }), async (context, next) => {
    runs++
    await answer(context, next)
  })
  const ask = async ({ key = 'k', tenant = 't', headers = [], patch }: Ask = {}) => {
    const request: GatewayRequest = {
      operation: 'chat',
      model: 'm',
      messages: [],
      stream: false,
      source: { wire: 'w', body: {}, headers: ['idempotency-key', key, ...headers] },
      ...patch,
    }
    const context = createContext({ request, clock })
    context.caller = { tenant }
    const reply = await run(context)
    return { reply, uncharged: unchargedReason(context) }
  }
  return { ask, clock, runs: () => runs }
}

const fails = (details: ErrorDetails, kind: GatewayError['kind'] = 'upstream_error'): Middleware =>
  async function fail() {
    throw new GatewayError(kind, 'broken', details)
  }

describe('whole answers', () => {
  test('a repetition gets the same answer, bytes and all, and nobody runs or pays again', async () => {
    const store = memoryStore()
    const { ask, runs } = replica({ store })
    expect((await ask()).uncharged).toBeUndefined()
    expect(await ask()).toEqual({ reply: whole, uncharged: 'replayed' })
    expect(await replica({ store }).ask()).toEqual({ reply: whole, uncharged: 'replayed' })
    expect(runs()).toBe(1)
  })

  test('results of other operations are kept too', async () => {
    const result: Reply = {
      type: 'result',
      result: { operation: 'embed', vectors: [[0, -0.5]], usage: completion.usage },
    }
    const { ask, runs } = replica({ store: memoryStore() }, async (context) => {
      context.response = result
    })
    await ask()
    expect((await ask()).reply).toEqual(result)
    expect(runs()).toBe(1)
  })

  test('without a key, with another key or another tenant it runs', async () => {
    const { ask, runs } = replica({ store: memoryStore() })
    for (const one of [{ key: '' }, { key: '' }, { key: 'a' }, { key: 'b' }, { tenant: 'u' }])
      await ask(one)
    expect(runs()).toBe(5)
  })

  test('another request under the same key is refused, hints and headers aside', async () => {
    const { ask, runs } = replica({ store: memoryStore() })
    await ask()
    await expect(ask({ patch: { temperature: 0 } })).rejects.toMatchObject({ status: 422 })
    await ask({ headers: ['x-request-id', '7'], patch: { hints: { timeoutMs: 5 } } })
    expect(runs()).toBe(1)
  })

  test('an answer that is too large says what it took', async () => {
    const { ask, runs } = replica({ store: memoryStore(), maxBytes: 100 })
    await ask()
    const refusal = await ask().catch((error: GatewayError) => error)
    expect(refusal).toMatchObject({ status: 409 })
    expect(refusal).toHaveProperty('message', expect.stringContaining('6 input and 2 output'))
    expect(refusal).toHaveProperty('details.retryAfterMs', undefined)
    expect(runs()).toBe(1)
  })

  test('a key is free again after its time', async () => {
    const clock = virtualClock()
    const { ask, runs } = replica({ store: memoryStore({ clock }), clock, ttlMs: 1000 })
    await ask()
    await clock.advance(999)
    await ask()
    await clock.advance(1)
    await ask()
    expect(runs()).toBe(2)
  })

  test('a key without bounds is refused', async () => {
    const { ask } = replica({ store: memoryStore() })
    await expect(ask({ key: 'k'.repeat(257) })).rejects.toMatchObject({ status: 400 })
  })
})

describe('while it runs', () => {
  function patient(store: IdempotencyStore) {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const set = replica({ store }, async (context) => {
      await promise
      context.response = whole
    })
    return { ...set, finish: () => resolve(undefined) }
  }

  test('a repetition is told to wait, another request that the key is taken', async () => {
    const { ask, finish, runs } = patient(memoryStore())
    const first = ask()
    await expect(ask()).rejects.toMatchObject({ status: 409, details: { retryAfterMs: 1000 } })
    await expect(ask({ patch: { seed: 1 } })).rejects.toMatchObject({ status: 422 })
    finish()
    await first
    expect((await ask()).uncharged).toBe('replayed')
    expect(runs()).toBe(1)
  })

  test('another replica sees it through the store', async () => {
    const store = memoryStore()
    const { ask, finish } = patient(store)
    const first = ask()
    await settled()
    await expect(replica({ store }).ask()).rejects.toMatchObject({ status: 409 })
    finish()
    await first
  })

  test('a lost replica frees its keys after `runningTtlMs`', async () => {
    const clock = virtualClock()
    const store = memoryStore({ clock })
    void patient(store).ask()
    await settled()
    const other = replica({ store, clock })
    await clock.advance(899_999)
    await expect(other.ask()).rejects.toMatchObject({ status: 409 })
    await clock.advance(1)
    await other.ask()
    expect(other.runs()).toBe(1)
  })

  test.each([
    ['with an atomic insert exactly one replica runs', true],
    ['without it, what overlaps fully is still found by reading back', false],
  ])('%s', async (_name, atomic) => {
    const kept = new Map<string, Uint8Array>()
    const store: IdempotencyStore = {
      async get(key) {
        return kept.get(key)
      },
      async set(key, value) {
        kept.set(key, value)
      },
      async del(key) {
        kept.delete(key)
      },
      ...(atomic && {
        async insert(key: string, value: Uint8Array) {
          if (kept.has(key)) return false
          kept.set(key, value)
          return true
        },
      }),
    }
    const replicas = Array.from({ length: 20 }, () => patient(store))
    const asked = replicas.map(({ ask }) => ask().catch((error: GatewayError) => error.status))
    await settled()
    expect(replicas.reduce((sum, { runs }) => sum + runs(), 0)).toBe(1)
    for (const { finish } of replicas) finish()
    expect((await Promise.all(asked)).filter((answer) => answer === 409)).toHaveLength(19)
  })
})

describe('failures', () => {
  test.each<[string, Middleware]>([
    ['a provider that did no work', fails({ origin: 'provider', ran: 'no' })],
    ['a refusal of the gateway', fails({ origin: 'gateway' }, 'rate_limited')],
  ])('%s frees the key', async (_name, answer) => {
    const { ask, runs } = replica({ store: memoryStore() }, answer)
    await expect(ask()).rejects.toThrow('broken')
    await expect(ask()).rejects.toThrow('broken')
    expect(runs()).toBe(2)
  })

  test.each<[string, Middleware, number]>([
    ['may have run', fails({ origin: 'provider', ran: 'maybe' }), 502],
    ['kept a status', fails({ origin: 'provider', ran: 'yes', status: 529 }), 529],
    ['was cut off', fails({ origin: 'client' }, 'cancelled'), 409],
  ])('a failure that %s is the answer to repetitions', async (_name, answer, status) => {
    const { ask, runs } = replica({ store: memoryStore() }, answer)
    await expect(ask()).rejects.toThrow('broken')
    await expect(ask()).rejects.toMatchObject({ status })
    expect(runs()).toBe(1)
  })
})

describe('streams', () => {
  test('a repetition is refused while it runs and after it, with what it took', async () => {
    const { ask, runs } = replica({ store: memoryStore() }, async (context) => {
      context.response = { type: 'stream', events: eventStream(explode(completion)) }
    })
    const patch = { stream: true }
    const { reply } = await ask({ patch })
    await expect(ask({ patch })).rejects.toMatchObject({ details: { retryAfterMs: 1000 } })
    if (reply.type !== 'stream') throw new Error('no stream')
    for await (const event of reply.events) expect(event.type).not.toBe('error')
    await settled()
    await expect(ask({ patch })).rejects.toThrow('6 input and 2 output tokens')
    expect(runs()).toBe(1)
  })
})

describe('a store that is away', () => {
  const away: KvStore = {
    get: () => Promise.reject(new Error('ECONNREFUSED')),
    set: () => Promise.reject(new Error('ECONNREFUSED')),
    del: () => Promise.reject(new Error('ECONNREFUSED')),
  }

  test('refuses with 503, and holds nothing', async () => {
    const { ask, runs } = replica({ store: away })
    for (let i = 0; i < 2; i++) await expect(ask()).rejects.toMatchObject({ status: 503 })
    expect(runs()).toBe(0)
  })

  test('is done without where the client says so; one process still runs it once', async () => {
    const { ask, runs } = replica({ store: away })
    const headers = ['x-signalbox-idempotency', 'best-effort']
    const [first, second] = await Promise.allSettled([ask({ headers }), ask({ headers })])
    expect(first).toMatchObject({ status: 'fulfilled', value: { reply: whole } })
    expect(second).toMatchObject({ reason: { status: 409 } })
    expect(runs()).toBe(1)
  })

  test('frees no key it could not take', async () => {
    const store = memoryStore()
    await replica({ store }).ask()
    const flaky = { ...away, del: (key: string) => store.del(key) }
    const headers = ['x-signalbox-idempotency', 'best-effort']
    const other = replica({ store: flaky }, fails({ origin: 'provider', ran: 'no' }))
    await expect(other.ask({ headers })).rejects.toThrow('broken')
    expect((await replica({ store }).ask()).uncharged).toBe('replayed')
  })

  test('an answer that cannot be kept is given all the same', async () => {
    const store = memoryStore()
    let on = true
    const { ask } = replica(
      {
        store: { ...store, set: (...entry) => (on ? store.set(...entry) : away.set(...entry)) },
      },
      async (context) => {
        on = false
        context.response = whole
      },
    )
    expect((await ask()).reply).toBe(whole)
  })
})
