import { GatewayError, type Target } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { createBreakers, type BreakerOptions, type Sample, type Transition } from './breaker.ts'

const a: Target = { id: 'a', provider: 'a', model: 'm' }

function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Log-normal with median 600 ms, p95 1.6 s. */
function latencyOf(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return 600 * Math.exp(0.6 * normal)
}

function lab(options: BreakerOptions = {}) {
  const clock = { at: 0, now: () => clock.at }
  const random = randomOf(7)
  const transitions: Transition[] = []
  const breakers = createBreakers({
    ...options,
    clock,
    random,
    onTransition: (transition) => transitions.push(transition),
  })
  const answer = (to: Target, ms: number, more: Partial<Sample> = {}) => {
    breakers.record(to, { status: 'ok', firstContentMs: ms, durationMs: ms, stream: true, ...more })
  }
  /** Calls answered at a rate for a while; stops at the first transition. */
  const run = (perSecond: number, ms: number, slowdown = (_elapsed: number) => 1) => {
    const begun = clock.at
    const seen = transitions.length
    while (clock.at < begun + ms && transitions.length === seen) {
      clock.at += 1000 / perSecond
      answer(a, latencyOf(random) * slowdown(clock.at - begun))
    }
    return clock.at - begun
  }
  return { breakers, clock, transitions, answer, run }
}

const hour = 3_600_000
const small = { inputTokens: 100 }

describe('three slow windows or answers running', () => {
  test('three answers over the threshold trip, two do not, and a quick one begins anew', () => {
    const { breakers, answer } = lab()
    for (const ms of [9000, 9000, 500, 9000, 9000]) answer(a, ms, small)
    expect(breakers.state('a').state).toBe('healthy')
    answer(a, 9000, small)
    expect(breakers.state('a')).toEqual({
      state: 'degraded',
      until: 30_000,
      reason: 'latency_requests',
    })
  })

  test('three windows trip whose p95 is over a set threshold, two do not', () => {
    const { breakers, answer } = lab({ latency: { thresholdMs: 1000 } })
    const window = (slow: number) => {
      for (let index = 0; index < 20; index++)
        answer(a, index % 10 === 0 && slow-- > 0 ? 2000 : 500)
    }
    for (const slow of [2, 2, 1, 2, 2]) window(slow)
    expect(breakers.state('a').state).toBe('healthy')
    window(2)
    expect(breakers.state('a')).toMatchObject({ state: 'degraded', reason: 'latency_windows' })
  })

  test.each([
    [20, 5000],
    [2, 40_000],
  ])('eight times as slow is noticed at %i requests a second within %i ms', (rate, withinMs) => {
    const { breakers, run } = lab()
    expect(run(rate, hour)).toBeGreaterThanOrEqual(hour)
    expect(run(rate, hour, () => 8)).toBeLessThan(withinMs)
    expect(breakers.state('a').state).toBe('degraded')
  })

  test('eight times as slow is noticed also when it comes slowly', () => {
    const { run } = lab()
    run(20, hour)
    expect(run(20, hour, (elapsed) => 1 + 7 * Math.min(1, elapsed / 120_000))).toBeLessThan(90_000)
  })

  test('a slowness below the threshold is left to routing', () => {
    const { run } = lab()
    run(20, hour)
    expect(run(20, 600_000, () => 1.3)).toBeGreaterThanOrEqual(600_000)
  })

  test('a slowness that stays becomes the usual after an hour, and says so', () => {
    const { breakers, transitions, clock, answer } = lab()
    const slowly = (ms: number) => {
      clock.at += 100
      answer(a, ms)
    }
    for (let call = 0; call < 10_000; call++) slowly(1000)
    for (let call = 0; call < 40_000; call++) slowly(2000)
    expect(transitions).toMatchObject([{ reason: 'latency_rebaselined', to: 'healthy' }])
    for (let call = 0; call < 10_000; call++) slowly(call % 2 === 0 ? 2000 : 5900)
    expect(breakers.state('a').state).toBe('healthy')
  })

  test('can be switched off', () => {
    const { breakers, answer } = lab({ latency: false })
    for (let call = 0; call < 100; call++) answer(a, 60_000)
    expect(breakers.state('a').state).toBe('healthy')
  })
})

describe('what is a latency', () => {
  test('a hang is noticed in less than four seconds at 20 requests a second, before any call ends', () => {
    const { breakers, clock, run } = lab()
    run(20, hour)
    const begun = clock.at
    while (breakers.state('a').state === 'healthy' && clock.at < begun + 60_000) {
      clock.at += 50
      if (breakers.admit(a).allowed) breakers.sent(a)
    }
    // Its threshold is three times a p95 of 1.6 s.
    expect(clock.at - begun).toBeLessThan(5600)
    const quick = lab()
    for (let call = 0; call < 1000; call++) {
      quick.clock.at += 50
      quick.answer(a, 500)
    }
    const hung = quick.clock.at
    while (quick.breakers.state('a').state === 'healthy' && quick.clock.at < hung + 60_000) {
      quick.clock.at += 50
      if (quick.breakers.admit(a).allowed) quick.breakers.sent(a)
    }
    expect(quick.clock.at - hung).toBeLessThan(4000)
  })

  test('the age of a waiting call counts once, an answered call has no age', () => {
    const { breakers, clock, answer } = lab()
    const late = [breakers.sent(a, small), breakers.sent(a, small)]
    const answered = breakers.sent(a, small)
    breakers.answered(a, answered)
    clock.at += 9000
    breakers.admit(a)
    clock.at += 100
    breakers.admit(a)
    for (const call of late) answer(a, 9500, { call })
    expect(breakers.state('a').state).toBe('healthy')
    answer(a, 9500, small)
    expect(breakers.state('a').state).toBe('degraded')
  })

  test('answers that came while we paused are not taken for a hang', () => {
    const { breakers, clock, answer } = lab()
    const calls = Array.from({ length: 10 }, () => breakers.sent(a, small))
    clock.at += 60_000
    breakers.admit(a)
    clock.at += 10
    for (const call of calls) answer(a, 500, { call })
    clock.at += 200
    breakers.admit(a)
    expect(breakers.state('a').state).toBe('healthy')
  })

  test('a time-out is one, a quick failure is none', () => {
    const timeout = new GatewayError('upstream_timeout', 'late', {
      origin: 'provider',
      verdict: 'timeout_first_token',
      scope: 'target',
    })
    const down = new GatewayError('upstream_error', 'no', {
      origin: 'provider',
      verdict: 'transient',
      scope: 'target',
    })
    const ended = (error: GatewayError): Sample => ({
      ...small,
      status: 'failed',
      error,
      durationMs: 10_000,
      stream: true,
    })
    const slow = lab()
    for (let time = 0; time < 3; time++) slow.breakers.record(a, ended(timeout))
    expect(slow.breakers.state('a').reason).toBe('latency_requests')
    const broken = lab()
    for (let time = 0; time < 4; time++) broken.breakers.record(a, ended(down))
    expect(broken.breakers.state('a').state).toBe('healthy')
  })

  test('a client that left after waiting too long counts, one that left earlier does not', () => {
    const left = (durationMs: number): Sample => ({
      ...small,
      status: 'cancelled',
      durationMs,
      stream: true,
    })
    const { breakers } = lab()
    for (const ms of [9000, 9000, 7000]) breakers.record(a, left(ms))
    expect(breakers.state('a').state).toBe('healthy')
    breakers.record(a, left(9000))
    expect(breakers.state('a').state).toBe('degraded')
  })

  test('long answers and long prompts are compared with their like', () => {
    const { breakers, clock, answer } = lab()
    for (let call = 0; call < 3000; call++) {
      clock.at += 100
      answer(a, 500, { inputTokens: 100 })
      answer(a, 20_000, { inputTokens: 100_000 })
      breakers.record(a, { status: 'ok', durationMs: 90_000, stream: false, outputTokens: 5000 })
      breakers.record(a, { status: 'ok', durationMs: 2000, stream: false, outputTokens: 100 })
    }
    expect(breakers.state('a').state).toBe('healthy')
    for (let call = 0; call < 3; call++) answer(a, 20_000, { inputTokens: 100 })
    expect(breakers.state('a').state).toBe('degraded')
  })

  test('a model that reasons before it answers may take a minute at first', () => {
    const { breakers, answer } = lab()
    const thinker: Target = { ...a, capabilities: { reasoning: 'effort' } }
    for (let call = 0; call < 50; call++) answer(thinker, 45_000)
    expect(breakers.state('a').state).toBe('healthy')
  })

  test('nonsense is none', () => {
    const { breakers, answer } = lab()
    for (const ms of [Number.NaN, -1, Infinity, Number.NaN]) answer(a, ms)
    expect(breakers.state('a').state).toBe('healthy')
  })
})

test('slowness takes out at most half of a group of more than three, all but none of a smaller one', () => {
  for (const [size, out] of [
    [3, 3],
    [4, 2],
    [5, 2],
    [8, 4],
  ] as const) {
    const { breakers, answer } = lab()
    const group = Array.from({ length: size }, (_, index): Target => {
      const id = `t${String(index)}`
      return { id, provider: id, model: 'm' }
    })
    for (const target of group) breakers.admit(target, group)
    for (let time = 0; time < 30; time++) for (const target of group) answer(target, 20_000)
    const states = group.map(({ id }) => breakers.state(id).state)
    expect(states.filter((state) => state === 'degraded')).toHaveLength(out)
    expect(group.some((target) => breakers.admit(target, group).allowed)).toBe(true)
  }
})
