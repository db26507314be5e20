import { createContext, GatewayError, pipeline } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { textOf, toyGateway } from '../test-support/toy-gateway.ts'
import {
  refused,
  toyRequest,
  toyTarget,
  whole,
  type ToyHost,
} from '../test-support/toy-provider.ts'
import { createDeferrableLane, type DeferrableLane } from './deferrable.ts'
import { createResilience } from './resilience.ts'
import { createShedding } from './shedding.ts'

const [a, b] = [toyTarget('a'), toyTarget('b')]
const answers: ToyHost = () => whole('ok')

describe('resilience', () => {
  test('needs no option and no candidates: what is inside then says what is wrong', async () => {
    const inner = async () => {
      throw new GatewayError('unknown_model', 'No such model.', { origin: 'client' })
    }
    const run = pipeline(createResilience().middleware(), inner)
    await expect(run(createContext({ request: toyRequest() }))).rejects.toThrow('No such model.')
  })

  test('keeps a provider’s limit and goes elsewhere when the wait would be too long', async () => {
    const gateway = toyGateway({ a: answers, b: answers }, [a, b], {
      limits: ({ id }) => (id === 'a' ? { rpm: 60, burst: 1 } : undefined),
    })
    const replies = Array.from({ length: 8 }, () => gateway.ask().reply)
    await gateway.clock.advance(5000)
    expect((await Promise.all(replies)).map(textOf)).toEqual(Array.from({ length: 8 }, () => 'ok'))
    const toA = gateway.hosts.filter((host) => host === 'a').length
    expect(toA).toBeGreaterThanOrEqual(5)
    expect(toA).toBeLessThanOrEqual(6)
    expect(gateway.events).toContainEqual(
      expect.objectContaining({ type: 'skipped', target: 'a', reason: 'rate_limited' }),
    )
  })

  test('refuses with an honest wait when there is no room anywhere', async () => {
    const gateway = toyGateway({ a: answers }, [a], { limits: () => ({ rpm: 2, burst: 1 }) })
    expect(textOf(await gateway.ask().reply)).toBe('ok')
    expect(await gateway.ask().reply).toMatchObject({
      kind: 'rate_limited',
      details: { origin: 'gateway', retryAfterMs: expect.any(Number) as number },
    })
    expect(gateway.hosts).toEqual(['a'])
  })

  test('says how long a request waited for room', async () => {
    const gateway = toyGateway({ a: answers }, [a], { limits: () => ({ rpm: 60, burst: 1 }) })
    const [first, second] = [gateway.ask(), gateway.ask()]
    await gateway.clock.advance(2000)
    await Promise.all([first.reply, second.reply])
    expect(first.context.facts.queuedMs).toBeUndefined()
    expect(second.context.facts.queuedMs).toBeGreaterThan(900)
  })

  test('gives back what a refused request took, and settles what an answer cost', async () => {
    const limits = () => ({ rpm: 600, burst: 1, concurrency: 4 })
    const gateway = toyGateway({ a: () => refused('not_found'), b: answers }, [a, b], { limits })
    await gateway.ask().reply
    await gateway.clock.advance(0)
    const { health } = gateway.resilience
    expect([health.concurrency('a').inflight, health.concurrency('b').inflight]).toEqual([0, 0])
    expect(health.bucket('a').requests).toBeGreaterThan(health.bucket('b').requests)
  })

  test('an operator’s hand is felt by the very next request', async () => {
    const gateway = toyGateway({ a: answers, b: answers }, [a, b])
    await gateway.ask().reply
    gateway.resilience.force('a', 'drain')
    expect(gateway.resilience.health.circuit('a').state).toBe('disabled')
    await gateway.ask().reply
    gateway.resilience.force('a', 'close')
    await gateway.ask().reply
    expect(gateway.hosts).toEqual(['a', 'b', 'a'])
  })

  test('with every circuit shut by hand it says so, and calls nobody', async () => {
    const gateway = toyGateway({ a: answers }, [a])
    await gateway.ask().reply
    gateway.resilience.force('a', 'drain')
    expect(await gateway.ask().reply).toMatchObject({
      kind: 'overloaded',
      details: { origin: 'gateway' },
    })
    expect(gateway.hosts).toEqual(['a'])
  })

  test('sheds by class when the gateway itself is overloaded, and counts what is in flight', async () => {
    let heap = 0
    const shedding = createShedding({ loopLagMs: () => 0, heapShare: () => heap })
    const gateway = toyGateway({ a: answers }, [a], { shedding })
    const { reply } = gateway.ask()
    expect(shedding.inflight).toBe(1)
    expect(textOf(await reply)).toBe('ok')
    await gateway.clock.advance(0)
    expect(shedding.inflight).toBe(0)
    heap = 0.9
    const other = toyGateway({ a: answers }, [a], {
      shedding: createShedding({ loopLagMs: () => 0, heapShare: () => heap }),
    })
    expect(await other.ask().reply).toMatchObject({ kind: 'overloaded' })
    expect(textOf(await other.ask({ hints: { priority: 'interactive' } }).reply)).toBe('ok')
  })

  test('sends background requests, and only those, through the lane', async () => {
    const accounts: string[] = []
    const lane: DeferrableLane = {
      schedule: (account, job) => (accounts.push(account), job()),
      waiting: () => 0,
      stop: async () => undefined,
    }
    const gateway = toyGateway({ a: answers }, [a], { lane })
    await gateway.ask().reply
    expect(textOf(await gateway.ask({ hints: { priority: 'background' } }).reply)).toBe('ok')
    expect(accounts).toEqual(['toy a'])
  })

  test('tells who waits by class and provider, accounts added up, and the lane alone', async () => {
    const [one, two] = [
      toyTarget('a', { quotaGroup: 'one' }),
      toyTarget('b', { quotaGroup: 'two' }),
    ]
    const options = {
      limits: () => ({ rpm: 60, burst: 1 }),
      lane: createDeferrableLane({ maxConcurrent: 1 }),
    }
    const gateway = toyGateway({ a: answers, b: answers }, [one, two], options)
    expect(gateway.resilience.queues()).toEqual([
      { lane: 'deferrable', provider: undefined, waiting: 0 },
    ])
    const replies = Array.from({ length: 8 }, () => gateway.ask().reply)
    await gateway.clock.advance(1)
    const depth = () =>
      gateway.resilience
        .queues()
        .filter(({ waiting }) => waiting > 0)
        .map(({ lane, provider, waiting }) => [lane, provider, waiting])
    expect(depth()).toEqual([['standard', 'toy', 6]])
    await gateway.clock.advance(10_000)
    await Promise.all(replies)
    expect(depth()).toEqual([])
    expect(gateway.resilience.queues()).toHaveLength(4)
  })

  test('shows every target with its circuit and its limits', async () => {
    const gateway = toyGateway({ a: answers }, [a])
    await gateway.ask().reply
    expect(gateway.resilience.providers()).toMatchObject([
      {
        targets: ['a'],
        state: 'healthy',
        limits: [{ target: 'a', concurrency: { inflight: 0 } }],
      },
    ])
    await gateway.resilience.close()
  })
})
