import { expect, test } from 'vitest'

import { ask, catalogOf, handClock, rule, target } from '../test-support/fixtures.ts'
import { PolicyError } from './policy/policy-error.ts'
import { createRouter } from './router.ts'

const targets = [target('a/small'), target('b/large')]
const catalog = catalogOf(
  { 'a/small': { input: 1, output: 4 }, 'b/large': { input: 3, output: 9 } },
  targets,
)
const sure = { choice: { mode: 'argmin', explore: 0 } } as const

test('a bad policy is refused as a whole, and the one in force stays', () => {
  const router = createRouter({ catalog, clock: handClock(), policy: sure })
  const bad = { ...sure, rules: [rule('tokens >', { only: ['b/*'] })] }
  expect(() => router.setPolicy({ policy: bad })).toThrow(PolicyError)
  expect(router.decide(ask()).ranked[0]?.deployment).toBe('a/small')
})

test.each([
  [{ models: { m: { targets: [] } } }],
  [{ models: { m: { targets: ['c/none'] } } }],
  [{ models: { m: { targets: ['a/small'], policy: 'none' } } }],
  [{ models: { m: { targets: ['a/small'] } }, policy: { floors: { quality: 0.9 } } }],
  [
    {
      models: { m: { targets: ['a/small'] } },
      policy: { rules: [rule('tokens >= 0', { only: ['b/*'] })] },
    },
  ],
  [
    {
      models: { m: { targets: ['a/small'] } },
      policy: {
        experiments: [
          { id: 'x', unit: 'user', arms: { strict: { p: 0.1, set: { floors: { quality: 1 } } } } },
        ],
      },
    },
  ],
] as const)('a model without a target is refused: %j', (file) => {
  const router = createRouter({ catalog, clock: handClock() })
  expect(() => router.setPolicy(file)).toThrow(/^models\.m/)
  expect(() => createRouter({ catalog, ...file })).toThrow(PolicyError)
})

test('a dry run counts what would change and changes nothing', () => {
  const router = createRouter({ catalog, clock: handClock(), policy: sure })
  for (let i = 0; i < 10; i++)
    router.decide(ask({ id: `r${String(i)}`, inputTokens: i < 4 ? 100 : 9000 }))
  const file = { policy: { ...sure, rules: [rule('tokens > 5000', { only: ['b/*'] })] } }
  expect(router.setPolicy(file, { dryRun: 10 })).toMatchObject({
    applied: false,
    compared: 10,
    changed: 6,
  })
  expect(router.decide(ask({ inputTokens: 9000 })).ranked[0]?.deployment).toBe('a/small')
  const { version } = router.setPolicy(file)
  const decision = router.decide(ask({ inputTokens: 9000 }))
  expect(decision.ranked[0]?.deployment).toBe('b/large')
  expect(decision.policyVersion).toBe(version)
})

test('prices are read again when the catalogue has a new version', () => {
  const prices = { 'a/small': { input: 1, output: 4 }, 'b/large': { input: 3, output: 9 } }
  const moving = { ...catalogOf(prices, targets), version: '1' }
  const router = createRouter({ catalog: moving, clock: handClock(), policy: sure })
  expect(router.decide(ask()).ranked[0]?.deployment).toBe('a/small')
  prices['a/small'] = { input: 100, output: 400 }
  expect(router.decide(ask()).ranked[0]?.deployment).toBe('a/small')
  moving.version = '2'
  expect(router.decide(ask())).toMatchObject({ catalogVersion: '2' })
  expect(router.decide(ask()).ranked[0]?.deployment).toBe('b/large')
})
