import type { Pseudonyms } from '../actions/pseudonyms.ts'
import type { ReadKey } from '../actions/replacement.ts'
import type { RuleContext } from '../policy/applies.ts'
import type { CompiledPolicy, CompiledRule } from '../policy/compile-policy.ts'
import type { Detector } from '../types.ts'
import type { Blocked } from './text-filter.ts'

/** What filtering an answer needs to know of its request. */
export interface AnswerScope {
  readonly policy: CompiledPolicy
  readonly context: RuleContext
  readonly pseudonyms: Pseudonyms
  readonly readKey: ReadKey
  /** Detectors that know this request, in place of those of the same id. */
  readonly own?: readonly Detector[] | undefined
  readonly onBlock?: ((blocked: Blocked) => void) | undefined
}

/** The output rules with the detectors of this request. */
export function answerRules({ policy, own = [] }: AnswerScope): readonly CompiledRule[] {
  if (own.length === 0) return policy.output
  return policy.output.map((rule) => ({
    ...rule,
    detectors: rule.detectors.map(
      (detector) => own.find(({ id }) => id === detector.id) ?? detector,
    ),
  }))
}
