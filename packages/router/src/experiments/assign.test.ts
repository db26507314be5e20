import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { CompiledArm } from '../policy/compiled-policy.ts'
import { armOf, bucketOf, shareOf } from './assign.ts'

const arm = (name: string, p: number, rampMs = 0): CompiledArm => ({
  name,
  p,
  rampMs,
  policy: undefined,
  targets: {},
})

test('units are spread as the shares say', () => {
  const arms = [arm('a', 0.1), arm('b', 0.3)]
  const counts = [0, 0, 0]
  for (let i = 0; i < 50_000; i++) {
    const j = armOf(arms, bucketOf('salt', `unit ${String(i)}`), [0.1, 0.3]) + 1
    counts[j] = (counts[j] ?? 0) + 1
  }
  expect(counts.map((count) => Math.round(count / 500))).toEqual([60, 10, 30])
})

test('a growing share only moves units from the control into its arm', () => {
  const arms = [arm('a', 0.5), arm('b', 0.5)]
  const share = fc.double({ min: 0, max: 0.5, noNaN: true })
  fc.assert(
    fc.property(fc.string(), share, share, (unit, one, other) => {
      const bucket = bucketOf('s', unit)
      const before = armOf(arms, bucket, [Math.min(one, other), 0.2])
      const after = armOf(arms, bucket, [Math.max(one, other), 0.2])
      expect([before, before === -1 ? 0 : before]).toContain(after)
    }),
  )
})

test('another salt, another order', () => {
  const units = Array.from({ length: 1000 }, (_, i) => String(i))
  const both = units.filter((unit) => bucketOf('x', unit) < 0.5 && bucketOf('y', unit) < 0.5).length
  expect(both).toBeGreaterThan(200)
  expect(both).toBeLessThan(300)
})

test('a ramp grows to its share and stays', () => {
  const ramped = arm('a', 0.4, 1000)
  expect([-5, 0, 500, 1000, 9000].map((at) => shareOf(ramped, at))).toEqual([0, 0, 0.2, 0.4, 0.4])
})
