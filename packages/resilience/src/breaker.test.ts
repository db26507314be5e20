import { GatewayError, type ErrorDetails, type Target, type Verdict } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { createBreakers, type BreakerOptions, type Sample, type Transition } from './breaker.ts'

const target = (id: string, more: Partial<Target> = {}): Target => ({
  id,
  provider: id,
  model: 'm',
  ...more,
})
const [a, b] = [target('a'), target('b')]

function lab(options: BreakerOptions & { random?: () => number } = {}) {
  const clock = { at: 1_000_000, now: () => clock.at }
  const transitions: Transition[] = []
  const breakers = createBreakers({
    random: () => 0.5,
    ...options,
    clock,
    onTransition: (transition) => transitions.push(transition),
  })
  const record = (to: Target, ...samples: Sample[]) => {
    for (const sample of samples) breakers.record(to, sample)
  }
  const reasons = () => transitions.map(({ reason }) => reason)
  return { breakers, clock, transitions, record, reasons }
}

const ok: Sample = { status: 'ok', durationMs: 100, stream: false }
const failed = (verdict: Verdict = 'transient', details: Partial<ErrorDetails> = {}): Sample => ({
  status: 'failed',
  durationMs: 0,
  stream: true,
  error: new GatewayError('upstream_error', 'no', {
    origin: 'provider',
    verdict,
    scope: 'target',
    ...details,
  }),
})
const times = (count: number, sample: Sample) => Array.from({ length: count }, () => sample)

describe('failures', () => {
  test('five running open the circuit, four do not, and a success between them starts anew', () => {
    const { breakers, record } = lab()
    record(a, ...times(4, failed()), ok, ...times(4, failed()))
    expect(breakers.state('a').state).toBe('healthy')
    record(a, failed())
    expect(breakers.state('a')).toMatchObject({ state: 'open', reason: 'consecutive_failures' })
    expect(breakers.admit(a)).toStrictEqual({
      allowed: false,
      reason: 'circuit_open',
      until: 1_005_000,
    })
  })

  test('more than half of at least fifteen recent attempts open it', () => {
    const { breakers, record } = lab()
    for (let time = 0; time < 7; time++) record(a, failed(), ok)
    record(a, failed())
    expect(breakers.state('a')).toMatchObject({ state: 'open', reason: 'error_rate' })
  })

  test('exactly half do not, however long it lasts', () => {
    const { breakers, record, clock } = lab()
    for (let time = 0; time < 1000; time++) {
      record(a, ok, failed())
      clock.at += 50
    }
    expect(breakers.state('a').state).toBe('healthy')
  })

  test('too few attempts within memory say nothing about their rate', () => {
    const { breakers, record, clock } = lab()
    for (let time = 0; time < 200; time++) {
      record(a, failed(), failed(), ok)
      clock.at += 10_000
    }
    expect(breakers.state('a').state).toBe('healthy')
  })

  test.each<[Verdict, boolean]>([
    ['rate_limited', false],
    ['ramp_limited', false],
    ['overloaded', true],
    ['quota_exhausted', false],
    ['not_entitled', false],
    ['billing', false],
    ['auth_invalid', false],
    ['blocked', false],
    ['transient', true],
    ['connect_failed', true],
    ['timeout_first_token', true],
    ['stalled', true],
    ['truncated', true],
    ['malformed', true],
    ['not_found', false],
    ['context_too_long', false],
    ['unsupported', false],
    ['bad_request', false],
    ['refused', false],
  ])('%s counts: %s', (verdict, counts) => {
    const { breakers, record } = lab()
    record(a, ...times(50, failed(verdict)))
    expect(breakers.state('a').state).toBe(counts ? 'open' : 'healthy')
  })

  test.each<[string, Sample]>([
    ['a client that left', { ...failed(), status: 'cancelled' }],
    ['our own limit on sockets', failed('overloaded', { origin: 'gateway' })],
    ['what is wrong with a key', failed('transient', { scope: 'key' })],
    ['what is wrong with a request', failed('transient', { scope: 'request' })],
    ['a bug of ours', { ...ok, status: 'failed', error: new GatewayError('internal', 'oops') }],
  ])('%s never counts', (_name, sample) => {
    const { breakers, record } = lab()
    record(a, ...times(50, sample))
    expect(breakers.state('a').state).toBe('healthy')
  })

  test('what does not count leaves failures running', () => {
    const { breakers, record } = lab()
    record(a, ...times(4, failed()), failed('rate_limited'), failed())
    expect(breakers.state('a').state).toBe('open')
  })

  test('a circuit is one of provider, model, region and key: the others stay closed', () => {
    const { breakers, record } = lab({ keyOf: ({ tags }) => tags?.[0] })
    const alike = target('2', { provider: 'a', tags: ['key'] })
    const first = target('1', { provider: 'a', tags: ['key'] })
    const others = [
      target('3', { provider: 'a', region: 'eu', tags: ['key'] }),
      target('4', { provider: 'a', model: 'n', tags: ['key'] }),
      target('5', { provider: 'a', tags: ['other'] }),
      target('6', { provider: 'a', tags: ['key'], baseUrl: 'http://host-2' }),
    ]
    for (const one of [first, alike, ...others]) breakers.admit(one)
    record(first, ...times(5, failed()))
    expect(['1', '2'].map((id) => breakers.state(id).state)).toEqual(['open', 'open'])
    expect(others.map(({ id }) => breakers.state(id).state)).toEqual(Array(4).fill('healthy'))
  })

  test('a provider may have rules of its own', () => {
    const { breakers, record } = lab({ providers: { b: { consecutiveFailures: 2 } } })
    record(a, ...times(2, failed()))
    record(b, ...times(2, failed()))
    expect([breakers.state('a').state, breakers.state('b').state]).toEqual(['healthy', 'open'])
  })
})

describe('panic', () => {
  const group = [a, b]

  test('the last usable target is never ejected, and the flag says that it is out', () => {
    const { breakers, record } = lab()
    record(a, ...times(5, failed()))
    expect(breakers.admit(a, [a])).toStrictEqual({ allowed: true, probe: false, panic: true })
    expect(breakers.admit(a, group)).toMatchObject({ allowed: false })
    expect(breakers.admit(b, group)).toStrictEqual({ allowed: true, probe: false, panic: false })
  })

  test('of targets that are all out the one that is back first is used', () => {
    const { breakers, record, clock } = lab()
    record(a, ...times(5, failed()))
    clock.at += 1000
    record(b, ...times(5, failed()))
    expect(breakers.admit(a, group)).toMatchObject({ allowed: true, panic: true })
    expect(breakers.admit(b, group)).toMatchObject({ allowed: false })
  })

  test('a slow target comes before a broken one', () => {
    const { breakers, record } = lab()
    record(b, ...times(5, failed()))
    record(
      a,
      ...times(3, {
        status: 'ok',
        durationMs: 9000,
        firstContentMs: 9000,
        stream: true,
        inputTokens: 100,
      }),
    )
    expect(breakers.state('a').state).toBe('degraded')
    expect(breakers.admit(b, group)).toMatchObject({ allowed: false })
    expect(breakers.admit(a, group)).toMatchObject({ allowed: true, panic: true })
  })

  test('never uses what a hand took out', () => {
    const { breakers } = lab()
    breakers.admit(a)
    breakers.force('a', 'drain')
    expect(breakers.admit(a, [a])).toStrictEqual({ allowed: false, reason: 'draining' })
    expect(breakers.state('a').state).toBe('disabled')
  })
})

describe('by hand', () => {
  test('open, close, probe and drain are seen by the very next pick', () => {
    const { breakers, reasons, clock } = lab()
    breakers.admit(a)
    breakers.force('a', 'open')
    expect(breakers.admit(a)).toMatchObject({ allowed: false, until: clock.at + 60_000 })
    breakers.force('a', 'close')
    expect(breakers.admit(a)).toStrictEqual({ allowed: true, probe: false, panic: false })
    expect(breakers.share('a')).toBe(1)
    breakers.force('a', 'probe')
    expect(breakers.admit(a)).toMatchObject({ allowed: true, probe: true })
    breakers.force('a', 'drain')
    expect(breakers.admit(a)).toMatchObject({ allowed: false, reason: 'draining' })
    breakers.force('unknown', 'drain')
    expect(reasons()).toEqual(Array(4).fill('forced'))
  })
})

describe('what others see', () => {
  test('every transition has its reason and its numbers', () => {
    const { breakers, record, transitions, clock } = lab()
    record(a, ...times(5, failed()))
    clock.at += 5000
    breakers.admit(a)
    record(a, { ...ok, probe: true })
    expect(transitions.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      ['healthy', 'open', 'consecutive_failures'],
      ['open', 'half-open', 'cooldown_over'],
      ['half-open', 'healthy', 'probe_succeeded'],
    ])
    expect(transitions[0]).toMatchObject({
      targetId: 'a',
      provider: 'a',
      model: 'm',
      at: 1_000_000,
      until: 1_005_000,
      consecutiveFailures: 5,
      errorRate: 1,
    })
  })

  test('the snapshot shows each circuit with the targets that share it', () => {
    const { breakers, record } = lab()
    breakers.admit(target('twin', { provider: 'a' }))
    record(a, ...times(5, failed()))
    breakers.sent(b)
    expect(breakers.snapshot()).toMatchObject([
      { targets: ['twin', 'a'], state: 'open', reason: 'consecutive_failures', share: 0 },
      { targets: ['b'], state: 'healthy', reason: undefined, share: 1, awaited: 1 },
    ])
  })

  test('an unknown target is healthy', () => {
    const { breakers } = lab()
    expect([breakers.state('x'), breakers.share('x')]).toEqual([{ state: 'healthy' }, 1])
  })
})

describe('memory', () => {
  test('stays within its bound whatever comes by, and forgets healthy circuits before open ones', () => {
    const { breakers, record } = lab({ maxCircuits: 10 })
    record(a, ...times(5, failed()))
    for (let index = 0; index < 1000; index++) breakers.admit(target(`t${String(index)}`))
    expect(breakers.snapshot()).toHaveLength(10)
    expect(breakers.state('a').state).toBe('open')
    expect(breakers.state('t999')).toMatchObject({ state: 'healthy' })
  })

  test('many names of one circuit do not add up', () => {
    const { breakers } = lab({ maxCircuits: 10 })
    for (let index = 0; index < 1000; index++)
      breakers.admit(target(`t${String(index)}`, { provider: 'a' }))
    const [only, ...more] = breakers.snapshot()
    expect([only?.targets.length, more]).toEqual([40, []])
  })

  test('calls that never end are bounded', () => {
    const { breakers } = lab()
    for (let index = 0; index < 10_000; index++) breakers.sent(a)
    expect(breakers.snapshot()[0]?.awaited).toBe(4096)
  })
})
