import { getEventListeners } from 'node:events'

import { GatewayError, type Middleware, type Verdict } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { eventsOf, textOf, toyGateway } from '../test-support/toy-gateway.ts'
import { refused, streamed, toyTarget, whole, type ToyHost } from '../test-support/toy-provider.ts'

const fails =
  (verdict: Verdict, retryAfterMs?: number): ToyHost =>
  () =>
    refused(verdict, retryAfterMs)
const answers: ToyHost = () => whole('ok')
const a = toyTarget('a')
const b = toyTarget('b')
const c = toyTarget('c')
const d = toyTarget('d')

describe('the attempt loop', () => {
  test('goes to the next target at once, and notes one entry per attempt', async () => {
    const gateway = toyGateway({ a: fails('overloaded'), b: fails('truncated'), c: answers }, [
      a,
      b,
      c,
    ])
    const { context, reply } = gateway.ask()
    expect(textOf(await reply)).toBe('ok')
    expect(gateway.clock.now()).toBe(0)
    expect(gateway.hosts).toEqual(['a', 'b', 'c'])
    expect(context.target?.id).toBe('c')
    expect(
      context.facts.attempts?.map(({ target, reason, outcome }) => [
        target.id,
        reason,
        outcome.status,
      ]),
    ).toEqual([
      ['a', 'overloaded', 'failed'],
      ['b', 'truncated', 'failed'],
      ['c', 'ok', 'ok'],
    ])
  })

  test('counts every attempt: three in all, fewer when the caller says so', async () => {
    const hosts = {
      a: fails('truncated'),
      b: fails('truncated'),
      c: fails('truncated'),
      d: answers,
    }
    const gateway = toyGateway(hosts, [a, b, c, d])
    expect(textOf(await gateway.ask().reply)).toBe('error: truncated')
    expect(gateway.hosts).toEqual(['a', 'b', 'c'])
    await gateway.ask({ hints: { maxRetries: 1 } }).reply
    await gateway.ask({ hints: { maxRetries: 0 } }).reply
    await gateway.ask({ hints: { maxRetries: 9 } }).reply
    expect(gateway.hosts.slice(3)).toEqual(['a', 'b', 'a', 'a', 'b', 'c'])
  })

  test.each<Verdict>(['bad_request', 'refused', 'blocked'])('never repeats %s', async (verdict) => {
    const gateway = toyGateway({ a: fails(verdict), b: answers }, [a, b])
    expect(textOf(await gateway.ask().reply)).toBe(`error: ${verdict}`)
    expect(gateway.hosts).toEqual(['a'])
  })

  test('skips a blocked quota group as one', async () => {
    const shared = { quotaGroup: 'q' }
    const gateway = toyGateway({ a: fails('rate_limited', 20_000), b: answers, c: answers }, [
      toyTarget('a', shared),
      toyTarget('b', shared),
      c,
    ])
    expect(textOf(await gateway.ask().reply)).toBe('ok')
    expect(gateway.hosts).toEqual(['a', 'c'])
  })

  test('waits at least as long as the provider asks, when nobody else is left', async () => {
    const gateway = toyGateway(
      { a: (n) => (n === 0 ? refused('rate_limited', 1500) : whole('ok')) },
      [a],
    )
    const { reply } = gateway.ask()
    await gateway.clock.advance(1499)
    expect(gateway.hosts).toEqual(['a'])
    await gateway.clock.advance(1500)
    expect(textOf(await reply)).toBe('ok')
    expect(gateway.hosts).toEqual(['a', 'a'])
  })

  test('does not begin a wait that is longer than its class may wait', async () => {
    const host: ToyHost = (n) => (n === 0 ? refused('rate_limited', 4000) : whole('ok'))
    const urgent = toyGateway({ a: host }, [a])
    const refusal = await urgent.ask({ hints: { priority: 'interactive' } }).reply
    expect(refusal).toMatchObject({ kind: 'rate_limited', details: { retryAfterMs: 4000 } })
    const patient = toyGateway({ a: host }, [a])
    const { reply } = patient.ask({ hints: { priority: 'background' } })
    await patient.clock.advance(10_000)
    expect(textOf(await reply)).toBe('ok')
  })

  test('never waits nothing between two targets of one group', async () => {
    const shared = { quotaGroup: 'q' }
    const gateway = toyGateway({ a: fails('truncated'), b: answers }, [
      toyTarget('a', shared),
      toyTarget('b', shared),
    ])
    const { reply } = gateway.ask()
    await gateway.clock.advance(499)
    expect(gateway.hosts).toEqual(['a'])
    await gateway.clock.advance(1000)
    expect(textOf(await reply)).toBe('ok')
  })

  test('does not repeat what may have run where the operator or the client forbids it', async () => {
    const hosts = { a: fails('transient'), b: answers }
    const never = toyGateway(hosts, [a, b], { retry: { onAmbiguous: 'never' } })
    expect(textOf(await never.ask().reply)).toBe('error: transient')
    const tools = [{ type: 'server', wire: 'toy', tool: 'search', value: {} }] as const
    const gateway = toyGateway(hosts, [a, b])
    expect(textOf(await gateway.ask({ tools }).reply)).toBe('error: transient')
    const source = { wire: 'none', body: {}, headers: ['x-signalbox-no-replay', 'true'] }
    expect(textOf(await gateway.ask({ source }).reply)).toBe('error: transient')
    expect(textOf(await gateway.ask().reply)).toBe('ok')
    expect(gateway.hosts).toEqual(['a', 'a', 'a', 'b'])
  })

  test('repeats the same target after an unknown outcome only by opt-in', async () => {
    const host: ToyHost = (n) => (n === 0 ? refused('transient') : whole('ok'))
    const plain = toyGateway({ a: host }, [a])
    expect(textOf(await plain.ask().reply)).toBe('error: transient')
    const brave = toyGateway({ a: host }, [a], { retry: { sameOnAmbiguous: true } })
    const { reply } = brave.ask()
    await brave.clock.advance(1000)
    expect(textOf(await reply)).toBe('ok')
  })

  test('tries a failed connection once more when nobody else is left', async () => {
    const down: ToyHost = () => ({
      noHead: true,
      error: new GatewayError('upstream_error', 'no connection', {
        origin: 'provider',
        verdict: 'connect_failed',
        scope: 'target',
      }),
    })
    const gateway = toyGateway({ a: down }, [a])
    const { reply } = gateway.ask()
    await gateway.clock.advance(100)
    expect(textOf(await reply)).toBe('error: no connection')
    expect(gateway.hosts).toEqual(['a', 'a'])
  })

  test('after a refused key tries the same target only if its pool holds another', async () => {
    const host: ToyHost = (n) => (n === 0 ? refused('auth_invalid') : whole('ok'))
    const single = toyGateway({ a: host, b: answers }, [a, b])
    await single.ask().reply
    expect(single.hosts).toEqual(['a', 'b'])
    const pool = toyGateway({ a: host, b: answers }, [a, b], { retry: { hasOtherKey: () => true } })
    await pool.ask().reply
    expect(pool.hosts).toEqual(['a', 'a'])
  })

  test('looks for a larger window, another account, another model, as the verdict needs', async () => {
    const small = toyTarget('a', { capabilities: { contextTokens: 8000 } })
    const large = toyTarget('c', { capabilities: { contextTokens: 9000 } })
    const window = toyGateway({ a: fails('context_too_long'), b: answers, c: answers }, [
      small,
      b,
      large,
    ])
    await window.ask().reply
    expect(window.hosts).toEqual(['a', 'c'])
    const poor = toyGateway({ a: fails('billing'), b: answers, c: answers }, [
      a,
      toyTarget('b', { account: 'a' }),
      c,
    ])
    await poor.ask().reply
    expect(poor.hosts).toEqual(['a', 'c'])
    const same = toyTarget('b', { model: 'a' })
    const unable = toyGateway({ a: fails('unsupported'), c: answers }, [a, same, c])
    await unable.ask().reply
    expect(unable.hosts).toEqual(['a', 'c'])
  })

  test('ends at the deadline of the client, whatever the provider does', async () => {
    const gateway = toyGateway({ a: () => ({ hang: 'head' }), b: answers }, [a, b])
    const { reply, context } = gateway.ask({ hints: { timeoutMs: 2000 } })
    await gateway.clock.advance(1799)
    expect(gateway.aborted().size).toBe(0)
    await gateway.clock.advance(1)
    expect(await reply).toMatchObject({ kind: 'upstream_timeout', details: { origin: 'gateway' } })
    expect(gateway.aborted().size).toBe(1)
    expect(context.facts.attempts).toMatchObject([{ reason: 'upstream_timeout' }])
    expect(gateway.clock.sleepers).toBe(0)
  })

  test('leaves a target that says nothing for a faster one', async () => {
    const gateway = toyGateway({ a: () => streamed([], 'hang'), b: () => streamed(['hi']) }, [a, b])
    const { reply } = gateway.ask({ stream: true })
    await gateway.clock.advance(10_000)
    expect(await eventsOf(await reply)).toMatchObject([
      { type: 'start' },
      { type: 'part-start' },
      { type: 'part-delta', text: 'hi' },
      { type: 'part-end' },
      { type: 'finish' },
    ])
    expect(gateway.aborted().get(0)).toMatchObject({ details: { verdict: 'timeout_first_token' } })
  })

  test('lets a stream that has begun take its time', async () => {
    const slow = () => streamed(['one ', { waitMs: 15_000 }, 'two'])
    const gateway = toyGateway({ a: slow }, [a])
    const told = gateway.ask({ stream: true }).reply.then(eventsOf)
    await gateway.clock.advance(15_000)
    expect((await told).at(-1)).toMatchObject({ type: 'finish' })
  })

  test('gives room and probe back when the budget does not pay for an attempt', async () => {
    const gateway = toyGateway({ a: fails('truncated'), b: answers }, [a, b], {
      retry: { perRequest: 0, perSecond: 0 },
      limits: () => ({ concurrency: 1 }),
    })
    expect(textOf(await gateway.ask().reply)).toBe('error: truncated')
    expect(gateway.resilience.health.concurrency('b').inflight).toBe(0)
    expect(gateway.events).toMatchObject([{ type: 'retry-budget-exhausted', target: 'b' }])
  })

  test('gives a probe back that found no room', async () => {
    const gateway = toyGateway({ a: answers, b: answers }, [a, b], {
      limits: ({ id }) => (id === 'a' ? { rpm: 1, burst: 1 } : undefined),
    })
    await gateway.ask().reply
    gateway.resilience.force('a', 'open')
    gateway.resilience.force('a', 'probe')
    await gateway.ask().reply
    expect(gateway.hosts).toEqual(['a', 'b'])
    expect(gateway.resilience.providers()[0]).toMatchObject({ targets: ['a'], probing: false })
  })

  test('believes a probe at its first content, not at the end of its answer', async () => {
    const long: ToyHost = (n) =>
      n === 0 ? whole('ok') : streamed(['one ', { waitMs: 60_000 }, 'two'])
    const gateway = toyGateway({ a: long, b: answers }, [a, b])
    await gateway.ask().reply
    gateway.resilience.force('a', 'open')
    gateway.resilience.force('a', 'probe')
    await gateway.ask({ stream: true }).reply
    expect(gateway.hosts).toEqual(['a', 'a'])
    expect(gateway.resilience.health.circuit('a').state).toBe('healthy')
  })

  test('knows its own time-out, whatever is thrown when it strikes', async () => {
    const torn: Middleware = async ({ signal, target }, next) => {
      if (target?.id !== 'a') return next()
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('torn')))
      })
    }
    const gateway = toyGateway({ b: answers }, [a, b], { inner: [torn] })
    const { reply, context } = gateway.ask()
    await gateway.clock.advance(300_000)
    expect(textOf(await reply)).toBe('ok')
    expect(context.facts.attempts?.[0]).toMatchObject({ reason: 'timeout_first_token' })
  })

  test('passes over open circuits, and uses one when nothing else is left', async () => {
    const gateway = toyGateway({ a: fails('truncated'), b: answers }, [a, b])
    for (let i = 0; i < 6; i++) await gateway.ask().reply
    expect(gateway.resilience.health.circuit('a').state).toBe('open')
    expect(gateway.hosts.filter((host) => host === 'a')).toHaveLength(5)
    expect(gateway.events).toContainEqual(expect.objectContaining({ type: 'circuit', to: 'open' }))
    gateway.resilience.force('b', 'open')
    await gateway.ask().reply
    expect(gateway.hosts.filter((host) => host === 'a').length).toBeGreaterThanOrEqual(5)
    expect(gateway.resilience.providers().map(({ targets }) => targets)).toEqual([['a'], ['b']])
  })

  test('leaves nothing behind: no sleeper, no listener that fires', async () => {
    const gateway = toyGateway({ a: fails('overloaded'), b: answers }, [a, b])
    const { reply, leave, context } = gateway.ask()
    await reply
    await gateway.clock.advance(0)
    expect(getEventListeners(context.signal, 'abort')).toEqual([])
    leave(new Error('late'))
    await gateway.clock.advance(1000)
    expect(gateway.clock.sleepers).toBe(0)
    expect(gateway.aborted().size).toBe(0)
  })

  test('tells clients not to repeat what it has repeated already', async () => {
    const gateway = toyGateway({ a: fails('quota_exhausted', 3_600_000) }, [a])
    const error = await gateway.ask().reply
    expect(error).toMatchObject({ details: { origin: 'provider', retryAfterMs: undefined } })
    expect(textOf(error)).toContain('The limit ends at 2023-11-14T23:13:20.000Z.')
  })

  test('obeys the tags that a request demands', async () => {
    const gateway = toyGateway({ b: answers }, [a, toyTarget('b', { tags: ['eu'] })])
    const inEurope = gateway.ask({}, ['eu'])
    expect(textOf(await inEurope.reply)).toBe('ok')
    const nowhere = await gateway.ask({}, ['us']).reply
    expect(nowhere).toMatchObject({ kind: 'no_compliant_provider' })
    expect(gateway.hosts).toEqual(['b'])
  })
})
