import { expect, test } from 'vitest'

import type { SimTarget } from './scenario.ts'
import { seededRandom } from './seeded-random.ts'
import { SimTargetModel, type Plan } from './sim-target-model.ts'

const target: SimTarget = { id: 'a', firstContent: { medianMs: 500, sigma: 0 }, msPerToken: 10 }
const model = (patch: Partial<SimTarget> = {}) => new SimTargetModel({ ...target, ...patch })
const random = seededRandom(1)
const firstMs = (plan: Plan) => (plan.type === 'answer' ? plan.firstMs : NaN)

test('lets its limit and burst through and answers the rest with 429 and Retry-After', () => {
  const limited = model({ rpm: 60, burstSeconds: 5 })
  const plans = Array.from({ length: 8 }, () => limited.plan(10, 0, random))
  expect(plans.filter(({ type }) => type === 'answer')).toHaveLength(5)
  expect(plans[7]).toMatchObject({ type: 'error', status: 429, afterMs: 80 })
  expect(plans[7]).toMatchObject({
    headers: [
      'retry-after',
      '1',
      'x-ratelimit-limit-requests',
      '60',
      'x-ratelimit-remaining-requests',
      '0',
    ],
  })
  expect(limited.plan(10, 1000, random).type).toBe('answer')
})

test('halves its limit while that fault lasts', () => {
  const limited = model({ rpm: 60, burstSeconds: 10 })
  limited.set({ type: 'limit', factor: 0.5 }, 0)
  const during = Array.from({ length: 10 }, () => limited.plan(10, 0, random).type)
  expect(during.filter((type) => type === 'answer')).toHaveLength(5)
  limited.set(undefined, 60_000)
  const after = Array.from({ length: 10 }, () => limited.plan(10, 60_000, random).type)
  expect(after.filter((type) => type === 'answer')).toHaveLength(10)
})

test('becomes slow over its ramp', () => {
  const slow = model()
  slow.set({ type: 'slow', factor: 8, rampSeconds: 100 }, 1000)
  expect(firstMs(slow.plan(10, 1000, random))).toBeCloseTo(500)
  expect(firstMs(slow.plan(10, 51_000, random))).toBeCloseTo(500 * 4.5)
  expect(firstMs(slow.plan(10, 500_000, random))).toBeCloseTo(4000)
})

test('slows down above its number of calls in flight', () => {
  const busy = model({ inflight: 10 })
  busy.inflight = 10
  expect(firstMs(busy.plan(10, 0, random))).toBeCloseTo(500)
  busy.inflight = 20
  expect(firstMs(busy.plan(10, 0, random))).toBeCloseTo(2000)
})

test.each([
  [{ type: 'killed' } as const, { type: 'refuse' }],
  [{ type: 'hung' } as const, { type: 'silence' }],
  [{ type: 'down' } as const, { type: 'error', status: 503 }],
  [{ type: 'errors', share: 1 } as const, { type: 'error', status: 500 }],
])('plays %o', (fault, plan) => {
  const broken = model()
  broken.set(fault, 0)
  expect(broken.plan(10, 0, random)).toMatchObject(plan)
})
