import { describe, expect, test } from 'vitest'

import { safetyFindings } from './check-safety.ts'
import { lockedRules, policyFor } from './safety-policies.ts'

const section = {
  default: 'base',
  policies: {
    base: {
      mode: 'enforce',
      input: [{ id: 'no-secrets', detect: 'secrets', action: { type: 'redact' } }],
      output: [],
    },
  },
  locked: ['no-secrets'],
  byKey: { 'acme/app': 'strict' },
  byRoute: { support: 'observe' },
  byModel: { 'openai/*': 'off', 'openai/gpt-4o*': 'standard' },
} as const

describe('the policy of a request', () => {
  test.each([
    [{}, 'base'],
    [{ tenant: 'acme', tenantPolicy: 'observe' }, 'observe'],
    [{ tenant: 'acme', tenantPolicy: 'observe', key: 'app' }, 'strict'],
    [{ tenant: 'acme', key: 'other' }, 'base'],
    [{ tenant: 'acme', key: 'app', route: 'support' }, 'observe'],
    [{ route: 'support', model: 'openai/gpt-5' }, 'off'],
    [{ model: 'openai/gpt-4o-mini' }, 'standard'],
  ])('of %o is %s: the most specific one wins', (scope, expected) => {
    expect(policyFor(section, scope)).toBe(expected)
  })

  test('has the locked rules of the default policy', () => {
    expect(lockedRules(section).input.map(({ id }) => id)).toEqual(['no-secrets'])
    expect(lockedRules({}).input).toEqual([])
  })
})

const nothing = { sections: {}, providers: [], models: [] }

test('a policy for a route that is not there, or for no key, is told', () => {
  const safety = {
    byKey: { acme: 'strict', 'acme/app': 'strict' },
    byRoute: { suport: 'strict', support: 'strict' },
  }
  const found = safetyFindings({ ...nothing, models: ['support'], sections: { safety } })
  expect(found.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['safety.byKey.acme', '"acme" is no key of a tenant: write it as tenant/key'],
    [
      'safety.byRoute.suport',
      '"models" has no "suport" (did you mean "support"?): the policy would never be used',
    ],
  ])
})

test('a rule that cannot be locked is told with those that can', () => {
  const told = (id: string) =>
    safetyFindings({ ...nothing, sections: { safety: { locked: [id] } } }).map(
      ({ message }) => message,
    )
  expect(told('no-secret')).toEqual([expect.stringContaining('did you mean "no-secrets"?')])
  expect(told('xyz')).toEqual([expect.stringContaining('it has: no-secrets, pii, ')])
  expect(told('links')).toEqual([])
})
