import type { Refusal } from './output/refusal.ts'
import type { ActionName } from './policy/severity.ts'

/** What a rule did on one request; without any text, offsets or values. */
export interface SafetyEvent {
  /** Unix ms. */
  readonly at: number
  readonly requestId: string
  readonly tenant: string | undefined
  readonly policy: string
  readonly policyVersion: string
  readonly mode: 'enforce' | 'shadow'
  readonly stage: 'input' | 'output'
  readonly rule: string
  readonly action: ActionName
  readonly count: number
  readonly types: readonly string[]
  /** Where a provider refused: who, and in its own words. */
  readonly refusal?: Refusal
  /** Whether the action was taken. */
  readonly enforced: boolean
}

/** A finding as events count it. */
export interface Counted {
  readonly by: string
  readonly action: ActionName
  readonly type: string
  readonly enforced: boolean
}

/** A detector or service that failed: what it would have found is not known. */
export function failedBy(rule: string, action: 'none' | 'block' = 'none'): Counted {
  return { by: rule, action, type: 'DETECTOR_FAILED', enforced: action === 'block' }
}

/** One entry per rule and action, in the order of appearance. */
export function countByRule(
  findings: readonly Counted[],
): readonly Pick<SafetyEvent, 'rule' | 'action' | 'count' | 'types' | 'enforced'>[] {
  const groups = new Map<string, { first: Counted; count: number; types: Set<string> }>()
  for (const finding of findings) {
    const key = `${finding.by} ${finding.action}`
    const group = groups.get(key) ?? { first: finding, count: 0, types: new Set<string>() }
    group.count += 1
    group.types.add(finding.type)
    groups.set(key, group)
  }
  return [...groups.values()].map(({ first, count, types }) => ({
    rule: first.by,
    action: first.action,
    count,
    types: [...types].toSorted(),
    enforced: first.enforced,
  }))
}

/** The value of `x-signalbox-safety`, `rule=action:count` of what was done, comma separated. */
export function safetyHeader(
  counts: readonly Pick<SafetyEvent, 'rule' | 'action' | 'count' | 'enforced'>[],
): string {
  return counts
    .filter(({ enforced }) => enforced)
    .map(({ rule, action, count }) => `${rule}=${action}:${String(count)}`)
    .join(',')
}
