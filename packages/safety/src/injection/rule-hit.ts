import type { Family, RuleScope } from './rules.ts'

/** A rule that holds at a place of a folded text. */
export interface RuleHit {
  readonly id: string
  readonly family: Family
  readonly scope: RuleScope
  readonly weight: number
  readonly start: number
  readonly end: number
}
