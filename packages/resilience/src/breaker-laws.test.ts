import { GatewayError, type Target } from '@signalbox/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createBreakers } from './breaker.ts'

const group = ['a', 'b', 'c', 'd'].map((id): Target => ({ id, provider: id, model: 'm' }))
const leaseMs = 10_000
const error = new GatewayError('upstream_error', 'no', { origin: 'provider', verdict: 'transient' })

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('admit' as const), at: fc.nat(3) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('end' as const),
      at: fc.nat(3),
      status: fc.constantFrom(
        'ok' as const,
        'failed' as const,
        'failed' as const,
        'cancelled' as const,
      ),
      times: fc.integer({ min: 1, max: 6 }),
      ms: fc.constantFrom(50, 500, 20_000),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.nat(40_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('force' as const),
      at: fc.nat(3),
      action: fc.constantFrom('open' as const, 'close' as const, 'probe' as const),
    }),
  },
)

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** Runs the steps and checks after each one what must hold at any time. */
function play(steps: readonly Step[], drawn: number): void {
  const clock = { at: 0, now: () => clock.at }
  const breakers = createBreakers({ clock, random: () => drawn })
  const probes = new Map<string, number[]>()
  const deadlines = new Map<string, number>()

  const admit = (target: Target) => {
    const admission = breakers.admit(target, group)
    if (!admission.allowed || !admission.probe) return admission.allowed
    const running = probes.get(target.id) ?? []
    expect(running.every((startedAt) => clock.at - startedAt >= leaseMs)).toBe(true)
    probes.set(target.id, [...running, clock.at])
    return true
  }

  for (const one of steps) {
    if (one.type === 'wait') clock.at += one.ms
    else {
      const target = group[one.at]!
      if (one.type === 'admit') admit(target)
      else if (one.type === 'force') {
        breakers.force(target.id, one.action)
        // By hand a new probe may be asked for while an old one runs.
        if (one.action !== 'open') probes.delete(target.id)
        deadlines.delete(target.id)
      } else
        for (let time = 0; time < one.times; time++) {
          const running = probes.get(target.id) ?? []
          // The youngest: an older one has outlived its lease, and its end would be taken for this one's.
          const probe = running.pop() !== undefined
          const { status, ms } = one
          const failed = status === 'failed' ? { error } : { firstContentMs: ms }
          breakers.record(target, {
            status,
            durationMs: ms,
            stream: true,
            inputTokens: 100,
            probe,
            ...(status === 'cancelled' ? {} : failed),
          })
        }
    }
    for (const { id } of group) {
      // Only circuits that are out have one.
      const { until } = breakers.state(id)
      expect(until ?? Infinity).toBeGreaterThanOrEqual(deadlines.get(id) ?? 0)
      if (until === undefined) deadlines.delete(id)
      else deadlines.set(id, until)
    }
    expect(group.some((target) => admit(target))).toBe(true)
  }
}

test('one probe at a time, deadlines only grow, and the pool is never empty', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 10, maxLength: 120 }),
      fc.constantFrom(0, 0.5, 0.999, Number.NaN),
      play,
    ),
    { numRuns: 400 },
  )
})
