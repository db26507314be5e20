import { defaultDetectors } from '../src/default-detectors.ts'
import { compilePolicy, type CompiledPolicy } from '../src/policy/compile-policy.ts'
import type { Detector, Rule } from '../src/types.ts'

const local = defaultDetectors()

/** A policy of a few rules, bound to the default detectors and some more. */
export function policyOf(
  rules: { readonly input?: readonly Rule[]; readonly output?: readonly Rule[] },
  more: readonly Detector[] = [],
): CompiledPolicy {
  const { input = [], output = [] } = rules
  const known = local.filter(({ id }) => !more.some((detector) => detector.id === id))
  return compilePolicy({ mode: 'enforce', input, output }, { detectors: [...known, ...more] })
}

/** Pseudonyms for the personal data that most tests use. */
export const pseudonymize: Rule = {
  id: 'pii',
  detect: 'pii',
  types: ['EMAIL', 'CARD', 'PHONE', 'IBAN', 'SSN'],
  action: { type: 'pseudonymize' },
}

/** An edited text. */
export function asText(edited: unknown): string {
  if (typeof edited !== 'string') throw new TypeError('This is no text.')
  return edited
}
