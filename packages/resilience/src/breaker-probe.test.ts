import { GatewayError, type Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { createBreakers, type BreakerOptions, type Sample, type Transition } from './breaker.ts'

const a: Target = { id: 'a', provider: 'a', model: 'm' }
const b: Target = { id: 'b', provider: 'b', model: 'm' }
const failure = new GatewayError('upstream_error', 'no', {
  origin: 'provider',
  verdict: 'transient',
  scope: 'target',
})
const ok: Sample = { status: 'ok', durationMs: 0, stream: false }
const failed: Sample = { status: 'failed', durationMs: 0, stream: false, error: failure }
const aborted: Sample = { status: 'cancelled', durationMs: 0, stream: false }
const probe = (sample: Sample): Sample => ({ ...sample, probe: true })

function lab(options: BreakerOptions & { random?: () => number } = {}) {
  const clock = { at: 0, now: () => clock.at }
  const transitions: Transition[] = []
  const breakers = createBreakers({
    random: () => 0.5,
    ...options,
    clock,
    onTransition: (transition) => transitions.push(transition),
  })
  const open = () => {
    for (let time = 0; time < 5; time++) breakers.record(a, failed)
  }
  const untilProbe = () => {
    clock.at = breakers.state('a').until ?? clock.at
  }
  return { breakers, clock, transitions, open, untilProbe }
}

describe('the cool-down', () => {
  test('doubles from 5 s to 60 s while probes fail', () => {
    const { breakers, clock, open, untilProbe } = lab()
    open()
    const waits: number[] = []
    for (let time = 0; time < 7; time++) {
      waits.push((breakers.state('a').until ?? 0) - clock.at)
      untilProbe()
      expect(breakers.admit(a)).toMatchObject({ allowed: true, probe: true })
      breakers.record(a, probe(failed))
    }
    expect(waits).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000])
  })

  test.each([
    [0, 4000],
    [1, 6000],
    [Number.NaN, 5000],
    [Infinity, 5000],
    [-1, 5000],
  ])('is spread by a fifth; a random source that gives %s cannot break it', (drawn, ms) => {
    const { breakers, open } = lab({ random: () => drawn })
    open()
    expect(breakers.state('a').until).toBeCloseTo(ms)
  })

  test('keeps the later of two deadlines', () => {
    const { breakers, open, clock } = lab()
    breakers.admit(a)
    breakers.force('a', 'open')
    clock.at += 1000
    open()
    expect(breakers.state('a').until).toBe(60_000)
    const slow = lab()
    for (let time = 0; time < 3; time++)
      slow.breakers.record(a, {
        status: 'ok',
        durationMs: 9000,
        firstContentMs: 9000,
        stream: true,
        inputTokens: 100,
      })
    expect(slow.breakers.state('a')).toMatchObject({ state: 'degraded', until: 30_000 })
    slow.open()
    expect(slow.breakers.state('a')).toMatchObject({ state: 'open', until: 30_000 })
  })

  test('begins again at 5 s once a recovery has lasted, and not before', () => {
    for (const [waitMs, cooldownMs] of [
      [20_000, 10_000],
      [31_000, 5000],
    ] as const) {
      const { breakers, clock, open, untilProbe } = lab()
      open()
      untilProbe()
      breakers.admit(a)
      breakers.record(a, probe(ok))
      clock.at += waitMs
      open()
      expect((breakers.state('a').until ?? 0) - clock.at).toBe(cooldownMs)
    }
  })
})

describe('half-open', () => {
  test('sends one probe under 500 callers; everybody else goes elsewhere at once', () => {
    const { breakers, open, untilProbe } = lab()
    open()
    untilProbe()
    const admissions = Array.from({ length: 500 }, () => breakers.admit(a, [a, b]))
    expect(admissions.filter((admission) => admission.allowed)).toEqual([
      { allowed: true, probe: true, panic: false },
    ])
    expect(breakers.state('a').state).toBe('open')
    expect(breakers.admit(b, [a, b])).toMatchObject({ allowed: true, panic: false })
  })

  test('a probe aborted by its client gives no verdict: the next caller is the probe', () => {
    const { breakers, transitions, open, untilProbe } = lab()
    open()
    untilProbe()
    breakers.admit(a)
    breakers.record(a, probe(aborted))
    expect(breakers.state('a').state).toBe('half-open')
    expect(breakers.admit(a)).toMatchObject({ probe: true })
    expect(breakers.admit(a)).toMatchObject({ allowed: false })
    breakers.record(a, probe(ok))
    expect(transitions.map(({ to }) => to)).toEqual(['open', 'half-open', 'healthy'])
  })

  test('a probe that met a limit gives no verdict either', () => {
    const { breakers, open, untilProbe } = lab()
    open()
    untilProbe()
    breakers.admit(a)
    const error = new GatewayError('rate_limited', 'slow down', {
      origin: 'provider',
      verdict: 'rate_limited',
    })
    breakers.record(a, probe({ ...failed, error }))
    expect(breakers.state('a').state).toBe('half-open')
  })

  test('a caller may leave the probe to others', () => {
    const { breakers, open, untilProbe } = lab()
    open()
    untilProbe()
    expect(breakers.admit(a, [a, b], { probe: false })).toMatchObject({ allowed: false })
    expect(breakers.admit(a, [a, b])).toMatchObject({ probe: true })
  })

  test('a probe that is never heard of again keeps the next one away for ten seconds only', () => {
    const { breakers, clock, open, untilProbe } = lab()
    open()
    untilProbe()
    breakers.admit(a)
    clock.at += 9_999
    expect(breakers.admit(a)).toMatchObject({ allowed: false })
    clock.at += 1
    expect(breakers.admit(a)).toMatchObject({ probe: true })
    expect(breakers.admit(a)).toMatchObject({ allowed: false })
  })

  test('calls from before the opening decide nothing', () => {
    const { breakers, clock, open, untilProbe } = lab()
    open()
    untilProbe()
    breakers.admit(a)
    breakers.record(a, ok)
    expect(breakers.state('a').state).toBe('open')
    breakers.record(a, probe(ok))
    clock.at += 100
    for (let time = 0; time < 20; time++) breakers.record(a, { ...failed, durationMs: 4000 })
    expect(breakers.state('a').state).toBe('healthy')
  })

  test('a slow answer does not bring back what was out for slowness', () => {
    const { breakers, untilProbe } = lab()
    const slow: Sample = {
      status: 'ok',
      durationMs: 9000,
      firstContentMs: 9000,
      stream: true,
      inputTokens: 100,
    }
    for (let time = 0; time < 3; time++) breakers.record(a, slow)
    untilProbe()
    breakers.admit(a)
    breakers.record(a, probe(slow))
    expect(breakers.state('a')).toMatchObject({ state: 'degraded', reason: 'probe_slow' })
    untilProbe()
    breakers.admit(a)
    breakers.record(a, probe({ ...slow, firstContentMs: 500 }))
    expect(breakers.state('a').state).toBe('healthy')
  })
})

describe('slow start', () => {
  function recovering(random: () => number) {
    const bench = lab({ random })
    bench.open()
    bench.clock.at = 100_000
    bench.breakers.admit(a)
    bench.breakers.record(a, probe(ok))
    return bench
  }

  test('gives 5 % of the requests at first and all of them after 30 s', () => {
    let seed = 1
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
    const { breakers, clock } = recovering(random)
    for (const [afterMs, share] of [
      [0, 0.05],
      [15_000, 0.525],
      [30_000, 1],
    ] as const) {
      clock.at = 100_000 + afterMs
      expect(breakers.share('a')).toBeCloseTo(share)
      let taken = 0
      for (let call = 0; call < 4000; call++) if (breakers.admit(a, [a, b]).allowed) taken += 1
      expect(Math.abs(taken / 4000 - share)).toBeLessThan(0.03)
    }
  })

  test('a target that nobody has used here is drained from its first use on', () => {
    const { breakers } = lab()
    breakers.force('a', 'drain')
    breakers.force('b', 'drain')
    breakers.force('b', 'close')
    expect(breakers.admit(a)).toMatchObject({ allowed: false })
    expect(breakers.state('a')).toMatchObject({ state: 'disabled' })
    expect(breakers.admit(b)).toMatchObject({ allowed: true })
    breakers.force('a', 'close')
    expect(breakers.admit(a)).toMatchObject({ allowed: true })
  })

  test('turns nobody away who has no other place to go', () => {
    const { breakers } = recovering(() => 0.99)
    expect(breakers.admit(a, [a, b])).toStrictEqual({ allowed: false, reason: 'slow_start' })
    expect(breakers.admit(a, [a])).toMatchObject({ allowed: true, panic: false })
    breakers.admit(b)
    breakers.force('b', 'open')
    expect(breakers.admit(a, [a, b])).toMatchObject({ allowed: true, panic: false })
  })
})
