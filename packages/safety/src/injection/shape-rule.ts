import type { Family, RuleScope } from './rules.ts'

/** A shape that cues cannot say, as linear patterns over the folded text. */
export interface ShapeRule {
  readonly id: string
  readonly family: Family
  readonly scope: RuleScope
  readonly weight: number
  /** One of these must be in the text, or the pattern is not tried. */
  readonly hints: readonly string[]
  /** And one of these, when given: looking for both costs far less than the pattern. */
  readonly also?: readonly string[]
  readonly pattern: () => RegExp | readonly RegExp[]
}
