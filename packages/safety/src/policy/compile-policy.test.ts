import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { times } from '../../test-support/chunkings.ts'
import { groupLabels } from '../actions/label-of.ts'
import { defaultDetectors } from '../default-detectors.ts'
import { preset, presetNames } from '../presets/presets.ts'
import type { Action, Detector, Policy, Rule } from '../types.ts'
import { checkPolicy } from './check-policy.ts'
import { compilePolicy } from './compile-policy.ts'

const far: Detector = {
  id: 'far',
  version: '1',
  kind: 'remote',
  types: ['GUARD:x'],
  scan: async () => [],
}
const detectors = [...defaultDetectors(), far]
const check = (policy: Policy) =>
  checkPolicy(policy, { detectors, labels: groupLabels, hasKey: (ref) => ref === 'k' })
const rule = (more: Partial<Rule> = {}): Rule => ({
  id: 'r',
  detect: 'pii',
  action: { type: 'redact' },
  ...more,
})
const input = (...rules: readonly Rule[]): Policy => ({ mode: 'enforce', input: rules, output: [] })
const output = (...rules: readonly Rule[]): Policy => ({
  mode: 'enforce',
  input: [],
  output: rules,
})

describe('a policy', () => {
  test('of every preset can work', () => {
    for (const name of presetNames) expect(check(preset(name))).toEqual([])
  })

  test('replaces the rules of its preset by id and adds its own', () => {
    const policy: Policy = {
      ...input(rule({ id: 'pii', action: { type: 'block' } }), rule({ id: 'new' })),
      extends: 'standard',
    }
    const compiled = compilePolicy(policy, { detectors })
    const ids = compiled.input.map(({ id }) => id)
    expect(ids).toEqual(['no-secrets', 'pii', 'inj-user', 'inj-ext', 'new'])
    expect(compiled.input[1]?.rule.action.type).toBe('block')
  })

  test('has a version that changes with a rule and with a detector', () => {
    const version = (policy: Policy, known = detectors) =>
      compilePolicy(policy, { detectors: known }).version
    expect(version(input(rule()))).toBe(version(input(rule())))
    expect(version(input(rule()))).toMatch(/^[0-9a-f]{12}$/)
    expect(version(input(rule()))).not.toBe(version(input(rule({ minScore: 0.9 }))))
    const newer = detectors.map((each) => ({ ...each, version: '2' }))
    expect(version(input(rule()))).not.toBe(version(input(rule()), newer))
  })

  const impossible: readonly (readonly [string, Policy, string])[] = [
    ['an unknown detector', input(rule({ detect: 'nobody' })), 'no detector "nobody"'],
    ['an unknown type', input(rule({ types: ['EMIAL'] })), 'EMAIL_ADDRESS'],
    ['an id used twice', input(rule(), rule()), 'used twice'],
    ['a key that is not there', input(rule({ action: { type: 'hash', key: 'x' } })), 'no key'],
    ['encrypting a stream', output(rule({ action: { type: 'encrypt', key: 'k' } })), 'incremental'],
    [
      'a service for arguments',
      output(rule({ detect: 'far', when: { surfaces: ['args'] }, action: { type: 'block' } })),
      'reads texts',
    ],
    ['routing an answer', output(rule({ action: { type: 'route', require: ['a'] } })), 'routed'],
    [
      'spotlighting an answer',
      output(rule({ action: { type: 'spotlight', method: 'delimit' } })),
      'spotlight',
    ],
    ['injection in a stream', output(rule({ detect: 'injection' })), 'cannot work on a stream'],
    ['defang without links', input(rule({ action: { type: 'defang', allowHosts: [] } })), 'needs'],
    ['taint of a request', input(rule({ when: { tainted: true } })), 'taint'],
    ['too little to hold', { ...output(rule()), stream: { maxHoldChars: 32 } }, 'needs 64'],
  ]
  test.each(impossible)('with %s is refused', (_, policy, message) => {
    expect(
      check(policy)
        .map((problem) => problem.message)
        .join(),
    ).toContain(message)
  })
})

describe('rules that the operator locked', () => {
  const actions = fc.constantFrom<Action>(
    { type: 'block' },
    { type: 'redact' },
    { type: 'mask' },
    { type: 'flag' },
    { type: 'pseudonymize' },
  )
  const someRule = fc.record({
    id: fc.constantFrom('locked', 'other', 'third'),
    detect: fc.constantFrom('pii', 'secrets'),
    action: actions,
    minScore: fc.constantFrom(0, 0.5, 1),
    onError: fc.constantFrom<'open' | 'closed'>('open', 'closed'),
    when: fc.constantFrom({ roles: ['system' as const] }, {}),
  })

  test('stand in every policy, whatever it says', () => {
    const locked = rule({ id: 'locked', detect: 'secrets', onError: 'open' })
    fc.assert(
      fc.property(
        fc.uniqueArray(someRule, { selector: ({ id }) => id, maxLength: 3 }),
        fc.constantFrom<'enforce' | 'shadow'>('enforce', 'shadow'),
        (rules, mode) => {
          const { input: compiled } = compilePolicy(
            { mode, input: rules, output: [] },
            { detectors, locked: { input: [locked], output: [] } },
          )
          const found = compiled.filter(({ id }) => id === 'locked')
          expect(found).toHaveLength(1)
          expect(found[0]).toMatchObject({
            enforced: true,
            closed: true,
            minScore: 0.4,
            rule: { action: { type: 'redact' }, detect: 'secrets' },
          })
          expect(found[0]?.rule.when).toBeUndefined()
        },
      ),
      { numRuns: 200 * times },
    )
  })
})
