import { pipeline, upstream, type Clocks, type Context } from '@signalbox/core'
import { failover } from '@signalbox/resilience'
import { describe, expect, test } from 'vitest'

import type { Fault, Scenario } from './scenario.ts'
import { calmHour, threeTargets } from './scenarios.ts'
import { simulateLoad, type SimEnvironment, type SimSubject } from './simulate-load.ts'

const clocksFor = ({ request }: Context): Clocks => ({
  connectMs: 3000,
  firstTokenMs: request.operation === 'chat' && request.stream ? 4000 : 60_000,
  idleMs: 60_000,
  totalMs: 600_000,
})

const tryTargets =
  (maxAttempts: number) =>
  ({ upstream: options }: SimEnvironment): SimSubject => ({
    pipeline: pipeline(failover({ maxAttempts }), upstream({ ...options, clocks: clocksFor })),
  })

function minute(patch: Partial<Scenario>): Scenario {
  const phases = [{ name: 'calm', seconds: 60, rate: 20 }]
  return { seed: 1, targets: threeTargets, phases, ...patch }
}

function shortFault(fault: Fault): Scenario {
  return minute({
    phases: [
      { name: 'calm', seconds: 60, rate: 50 },
      { name: 'fault', seconds: 30, rate: 50, faults: { a: fault } },
      { name: 'recovered', seconds: 40, rate: 50 },
    ],
  })
}

describe('the load simulation', () => {
  test('gives the same report for the same seed and another for another', async () => {
    const [one, again, other] = [
      await simulateLoad(minute({ seed: 7 }), tryTargets(3)),
      await simulateLoad(minute({ seed: 7 }), tryTargets(3)),
      await simulateLoad(minute({ seed: 8 }), tryTargets(3)),
    ]
    expect(again).toEqual(one)
    expect(other).not.toEqual(one)
  })

  test('measures what the targets were given: rate, latency, no failures', async () => {
    const { total } = await simulateLoad(calmHour(2), tryTargets(1))
    expect(total.requests / 7200).toBeCloseTo(1, 1)
    expect(total.limitedPer1000).toBe(0)
    expect(total.attemptsPerRequest).toBe(1)
    expect(total.firstContentMs.p50).toBeGreaterThan(450)
    expect(total.firstContentMs.p50).toBeLessThan(600)
    expect(Object.keys(total.failures).toSorted()).toEqual([
      'upstream_error/transient',
      'upstream_timeout/timeout_first_token',
    ])
    expect(1 - total.success).toBeCloseTo(0.003, 2)
  })

  test('shows that a killed target costs second attempts and no answers', async () => {
    const report = await simulateLoad(shortFault({ type: 'killed' }), tryTargets(3))
    const fault = report.phases[1]
    expect(fault?.success).toBe(1)
    expect(fault?.firstAttemptSuccess).toBeCloseTo(2 / 3, 1)
    expect(fault?.attemptsPerRequest).toBeCloseTo(4 / 3, 1)
    expect(report.faults).toMatchObject([{ target: 'a', noticedMs: undefined, returnedMs: 5000 }])
  })

  test('shows that a hang without a breaker costs a time-out for every third request', async () => {
    const report = await simulateLoad(shortFault({ type: 'hung' }), tryTargets(3))
    const [calm, fault] = report.phases
    expect(fault?.firstContentMs.p99).toBeGreaterThan(4000)
    expect(calm?.firstContentMs.p99).toBeLessThan(2500)
    expect(report.total.failures).toEqual({})
  })

  test('counts the 429 of a provider above its limit', async () => {
    const targets = threeTargets.map((target) => ({ ...target, rpm: 300 }))
    const report = await simulateLoad(minute({ targets }), tryTargets(1))
    expect(report.total.limitedPer1000).toBeGreaterThan(50)
    expect(report.total.failures['rate_limited/rate_limited']).toBeGreaterThan(50)
  })

  test('keeps background requests out of the figures of the others', async () => {
    const phases = [{ name: 'pile', seconds: 60, rate: 10, background: 200 }]
    const report = await simulateLoad(minute({ phases }), tryTargets(1))
    expect(report.background.requests).toBe(200)
    expect(report.total.requests).toBeLessThan(700)
  })

  test('sees a target leave and come back, and circuits that open', async () => {
    const clockOf: { now?: () => number } = {}
    const out = () => {
      const now = clockOf.now?.() ?? 0
      return now > 63_000 && now < 100_000
    }
    const report = await simulateLoad(
      shortFault({ type: 'hung' }),
      ({ clock, upstream: options }) => {
        clockOf.now = () => clock.now()
        return {
          circuit: (id) => ({ state: id === 'a' && out() ? 'open' : 'healthy', reason: 'test' }),
          pipeline: pipeline(
            async (context, next) => {
              if (out()) context.candidates = context.candidates.filter(({ id }) => id !== 'a')
              await next()
            },
            failover(),
            upstream({ ...options, clocks: clocksFor }),
          ),
        }
      },
    )
    const [fault] = report.faults
    expect(fault?.noticedMs).toBeGreaterThan(2500)
    expect(fault?.noticedMs).toBeLessThanOrEqual(3000)
    expect(fault?.returnedMs).toBeGreaterThan(10_000)
    expect(fault?.returnedMs).toBeLessThanOrEqual(16_000)
    expect(report.trips).toEqual([{ target: 'a', at: 63_100, state: 'open', reason: 'test' }])
  })
})
