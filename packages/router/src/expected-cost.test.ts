import fc from 'fast-check'
import { expect, test } from 'vitest'

import { expectedCost } from './expected-cost.ts'

const dear = { input: 3e-6, output: 15e-6, cacheRead: 0.3e-6, cacheWrite: 3.75e-6, request: 0 }
const cheap = { input: 1e-6, output: 5e-6, cacheRead: 0.1e-6, cacheWrite: 1.25e-6, request: 0 }

test.each([
  [20_000, 1, 'stay'],
  [20_000, 3, 'switch'],
  [80_000, 1, 'stay'],
  [80_000, 3, 'stay'],
  [80_000, 10, 'switch'],
])('%d tokens warm and %d turns left: %s', (context, turns, verdict) => {
  const turn = { context, added: 500, output: 300, turns }
  const stay = expectedCost(dear, { ...turn, warm: true })
  const move = expectedCost(cheap, { ...turn, warm: false })
  expect(stay < move ? 'stay' : 'switch').toBe(verdict)
})

test('one cold turn costs its tokens, worked by hand', () => {
  const turn = { context: 0, added: 1000, output: 100, turns: 1, warm: false }
  expect(expectedCost({ ...cheap, request: 0.5 }, turn)).toBeCloseTo(0.00125 + 0.0005 + 0.5, 12)
})

test('a warm cache is never dearer than a cold one', () => {
  const tokens = fc.integer({ min: 0, max: 200_000 })
  fc.assert(
    fc.property(
      tokens,
      tokens,
      tokens,
      fc.integer({ min: 1, max: 50 }),
      (context, added, output, turns) => {
        const turn = { context, added, output, turns }
        expect(expectedCost(dear, { ...turn, warm: true })).toBeLessThanOrEqual(
          expectedCost(dear, { ...turn, warm: false }) + 1e-12,
        )
      },
    ),
  )
})
