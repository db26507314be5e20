import { describe, expect, test } from 'vitest'

import { rule } from '../../test-support/fixtures.ts'
import { compilePolicies } from './compile-policies.ts'
import { PolicyError, type PolicyIssue } from './policy-error.ts'
import type { Policy } from './policy.ts'

function issuesOf(policies: Readonly<Record<string, unknown>>): readonly PolicyIssue[] {
  try {
    compilePolicies(policies as Record<string, Policy>)
  } catch (error) {
    if (error instanceof PolicyError) return error.issues
  }
  throw new Error('It compiled.')
}

describe('policies', () => {
  test('the four presets are always there', () => {
    expect([...compilePolicies({}).keys()]).toEqual(['cheap', 'balanced', 'fast', 'best'])
    expect(compilePolicies({}).get('fast')?.usdPerSecond).toBe(0.01)
  })

  test('a policy on top of another keeps what it does not say', () => {
    const policies = compilePolicies({
      mine: { extends: 'cheap', objective: { usdPerSecond: 0.1 }, choice: { explore: 0 } },
      yours: { extends: 'mine', choice: { band: 0.5 } },
    })
    const yours = policies.get('yours')
    expect(yours?.usdPerSecond).toBe(0.1)
    expect(yours?.usdPerQualityPoint).toBe(0.0001)
    expect(yours?.choice).toMatchObject({ explore: 0, band: 0.5 })
  })

  test('the same text has the same version, another one another', () => {
    const version = (policy: Policy) => compilePolicies({ a: policy }).get('a')?.version
    expect(version({ choice: { band: 0.1 } })).toBe(version({ choice: { band: 0.1 } }))
    expect(version({ choice: { band: 0.1 } })).not.toBe(version({ choice: { band: 0.2 } }))
  })

  test('every fault is reported at once, conditions with their place', () => {
    const issues = issuesOf({
      a: { chioce: {} },
      b: { rules: [rule("language =\n= 'zh'", { deny: 'no' })] },
      c: {
        tasks: { zh: { when: 'lang' } },
        split: { base: ['x'], strong: ['y'], escalate: '1 +' },
      },
      d: { extends: 'e' },
      e: { extends: 'd' },
      f: { extends: 'nobody' },
      g: { rules: [rule('tools', { policy: 'nobody' })] },
    })
    expect(issues).toContainEqual(expect.objectContaining({ path: 'policies.a' }))
    expect(issues).toContainEqual(
      expect.objectContaining({ path: 'policies.b.rules.0.when', line: 1, column: 10, offset: 9 }),
    )
    expect(issues).toContainEqual(
      expect.objectContaining({ path: 'policies.c.tasks.zh.when', line: 1, column: 1 }),
    )
    expect(issues).toContainEqual(
      expect.objectContaining({ path: 'policies.c.split.escalate', column: 3 }),
    )
    for (const path of [
      'policies.d.extends',
      'policies.f.extends',
      'policies.g.rules.0.then.policy',
    ])
      expect(issues.map((issue) => issue.path)).toContain(path)
  })

  test.each([[{ control: { p: 0.5 } }], [{}], [{ a: { p: 0.6 }, b: { p: 0.2 } }]])(
    'arms that cannot be assigned are refused: %j',
    (arms) => {
      expect(issuesOf({ a: { experiments: [{ id: 'x', unit: 'user', arms }] } })[0]?.path).toBe(
        'policies.a.experiments.0.arms',
      )
    },
  )

  test('a patch of an arm is checked like a policy', () => {
    const arms = { a: { p: 0.1, set: { rules: [rule('tols', {})] } } }
    expect(issuesOf({ a: { experiments: [{ id: 'x', unit: 'user', arms }] } })[0]).toMatchObject({
      path: 'policies.a.experiments.0.arms.a.set.rules.0.when',
      column: 1,
    })
  })

  test('shipped priors say where they come from, and can be left out or replaced', () => {
    expect(compilePolicies({}).get('cheap')?.priors.length).toBeGreaterThan(3)
    expect(compilePolicies({ a: { priors: 'none' } }).get('a')?.priors).toEqual([])
    const own = { mine: { when: 'tools', boost: { '*': 0.1 }, source: 'measured' } }
    expect(compilePolicies({ a: { priors: own } }).get('a')?.priors).toHaveLength(1)
    expect(issuesOf({ a: { priors: { mine: { when: 'tools', boost: {} } } } })).toHaveLength(1)
  })
})
