import { labelOf, typeOf } from '../actions/label-of.ts'
import type { CompiledRule } from '../policy/compile-policy.ts'
import type { Detector, Finding, Profile, ScanOptions } from '../types.ts'
import { createViews } from '../unicode/create-views.ts'

/** A finding and a rule that asked for it. */
export interface RuleFinding {
  readonly finding: Finding
  readonly rule: CompiledRule
  /** It is longer than its detector decides on: so many units were looked at. */
  readonly head?: number
  /** A stream does not know it yet when it has to replace what it overlaps. */
  readonly isLate?: boolean
  /** It crosses a border of text parts: the first part gets the replacement of all of it. */
  readonly joined?: { readonly value: string; readonly isHead: boolean }
}

/** One run of a detector for all rules that can share it. */
export interface DetectorUse {
  readonly detector: Detector
  readonly profile: Profile
  readonly types: readonly string[] | undefined
  readonly minScore: number
  readonly rules: readonly CompiledRule[]
}

/** The fewest runs that serve some rules. */
export function usesOf(rules: readonly CompiledRule[]): readonly DetectorUse[] {
  const groups = new Map<string, DetectorUse>()
  for (const rule of rules)
    for (const detector of rule.detectors) {
      const key = `${detector.id} ${rule.profile} ${rule.types === undefined ? 'default' : 'listed'}`
      const group = groups.get(key)
      groups.set(
        key,
        group === undefined
          ? {
              detector,
              profile: rule.profile,
              types: rule.types === undefined ? undefined : [...rule.types].map(typeOf),
              minScore: rule.minScore,
              rules: [rule],
            }
          : {
              ...group,
              types: group.types && [
                ...new Set([...group.types, ...[...(rule.types ?? [])].map(typeOf)]),
              ],
              minScore: Math.min(group.minScore, rule.minScore),
              rules: [...group.rules, rule],
            },
      )
    }
  return [...groups.values()]
}

/** What a run passes to its detector. */
export function scanOptionsOf(use: DetectorUse, shared: ScanOptions): ScanOptions {
  return {
    ...shared,
    profile: use.profile,
    minScore: use.minScore,
    ...(use.types === undefined ? {} : { types: use.types }),
  }
}

/** The findings of a run, for each rule that wants them. */
export function attribute(
  use: DetectorUse,
  findings: readonly Finding[],
  text: string,
): readonly RuleFinding[] {
  const out: RuleFinding[] = []
  for (const finding of findings) {
    const rules = use.rules.filter(
      (rule) => wants(rule, finding) && !isAllowed(rule, finding, text),
    )
    if (rules.length === 0) continue
    const head = headLength(use, finding, text)
    for (const rule of rules)
      out.push(head === undefined ? { finding, rule } : { finding, rule, head })
  }
  return out
}

/** How many units of a long finding its detector looked at. */
function headLength(
  { detector: { streaming } }: DetectorUse,
  { start, end }: Finding,
  text: string,
): number | undefined {
  if (streaming?.swallow === undefined) return undefined
  const { horizon, counts } = streaming
  if (counts === undefined) return end - start > horizon ? horizon : undefined
  const { plain } = createViews(text.slice(start, end))
  return plain.text.length > horizon ? plain.end(horizon) : undefined
}

function wants({ types, minScore }: CompiledRule, { type, score }: Finding): boolean {
  if (score < minScore) return false
  return types === undefined || types.has(type) || types.has('ALL') || types.has(labelOf(type))
}

/** A link to a host that the rule lets through. */
function isAllowed({ rule }: CompiledRule, finding: Finding, text: string): boolean {
  const { action } = rule
  if (action.type !== 'defang' || finding.type !== 'LINK') return false
  const host = hostOf(text.slice(finding.start, finding.end))
  if (host === undefined) return false
  return action.allowHosts.some((allowed) =>
    allowed.startsWith('*.')
      ? host.endsWith(allowed.slice(1).toLowerCase())
      : host === allowed.toLowerCase(),
  )
}

/** A host is read in so many characters: more of a long address a stream does not wait for. */
const hostWithin = 64

/** The host of a web address that is nothing but that: no user info, no odd characters. */
function hostOf(target: string): string | undefined {
  const isLong = target.length > hostWithin
  const head = isLong ? target.slice(0, hostWithin) : target.replace(/[.,;:!?*_~]+$/, '')
  const match = /^(?:https?:)?\/\/([a-z0-9.-]+)(?::\d{1,5})?([/?#]|$)/i.exec(head)
  return isLong && match?.[2] === '' ? undefined : match?.[1]?.toLowerCase()
}
