import type { ResolvedRules } from './breaker-rules.ts'

/** The share of its requests that a target gets again `sinceMs` after it closed: 5 % to all of them. */
export function slowStartShare(rules: ResolvedRules, sinceMs: number): number {
  const { slowStartMs, slowStartShare: first } = rules
  if (sinceMs >= slowStartMs) return 1
  return first + (1 - first) * (Math.max(0, sinceMs) / slowStartMs)
}
