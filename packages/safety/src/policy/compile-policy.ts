import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

import { preset } from '../presets/presets.ts'
import type { Detector, Policy, Profile, Rule } from '../types.ts'
import { edits, severity } from './severity.ts'

/** A rule with everything that is decided once. */
export interface CompiledRule {
  readonly id: string
  readonly rule: Rule
  /** Place in its list: the earlier rule wins where nothing else decides. */
  readonly order: number
  readonly detectors: readonly Detector[]
  /** It fires without any finding. */
  readonly always: boolean
  readonly types: ReadonlySet<string> | undefined
  readonly minScore: number
  readonly profile: Profile
  readonly severity: number
  readonly edits: boolean
  /** What a detector that fails means: the rule's action, or nothing. */
  readonly closed: boolean
  /** False in shadow: recorded, nothing changes. */
  readonly enforced: boolean
}

/** A policy ready to be applied. */
export interface CompiledPolicy {
  readonly id: string
  /** 12 hex digits of the policy and of its detectors' versions. */
  readonly version: string
  readonly policy: Policy
  readonly input: readonly CompiledRule[]
  readonly output: readonly CompiledRule[]
}

/** Rules that an operator put into every policy. */
export interface LockedRules {
  readonly input: readonly Rule[]
  readonly output: readonly Rule[]
}

/** What a policy is compiled with. */
export interface CompileOptions {
  readonly id?: string
  readonly detectors: readonly Detector[]
  readonly locked?: LockedRules
}

/** A policy with its preset's rules and the operator's locked ones, bound to detectors. */
export function compilePolicy(given: Policy, options: CompileOptions): CompiledPolicy {
  const { id = 'default', detectors, locked = { input: [], output: [] } } = options
  const policy = extended(given)
  const known = new Map(detectors.map((detector) => [detector.id, detector]))
  const compile = (side: 'input' | 'output') => {
    const fixed = locked[side]
    const own = policy[side].filter((rule) => !fixed.some((lock) => lock.id === rule.id))
    const enforced = policy.mode === 'enforce'
    return [
      ...fixed.map((rule) => ({ rule: closedRule(rule), enforced: true })),
      ...own.map((rule) => ({ rule, enforced })),
    ].map((entry, order) => compileRule(entry.rule, entry.enforced, order, known))
  }
  const input = compile('input')
  const output = compile('output')
  const used = new Set([...input, ...output].flatMap((rule) => rule.detectors))
  const versions = [...used].map((detector) => `${detector.id}@${detector.version}`).toSorted()
  return { id, version: versionOf({ policy, locked, versions }), policy, input, output }
}

/** A policy over its preset: a rule of the same id replaces the preset's, new ones follow. */
export function extended(policy: Policy): Policy {
  if (policy.extends === undefined) return policy
  const base = preset(policy.extends)
  const merge = (side: 'input' | 'output') => [
    ...base[side].map((rule) => policy[side].find((own) => own.id === rule.id) ?? rule),
    ...policy[side].filter((own) => !base[side].some((rule) => rule.id === own.id)),
  ]
  const { extends: _, ...rest } = policy
  return { ...base, ...rest, input: merge('input'), output: merge('output') }
}

/** What a failing detector means for a rule that says nothing of it. */
function isClosed({ action, onError }: Rule): boolean {
  if (onError !== undefined) return onError === 'closed'
  return action.type !== 'flag' && action.type !== 'spotlight'
}

/** A locked rule cannot be opened. */
function closedRule(rule: Rule): Rule {
  return rule.onError === 'open' ? { ...rule, onError: 'closed' } : rule
}

function compileRule(
  rule: Rule,
  enforced: boolean,
  order: number,
  known: ReadonlyMap<string, Detector>,
): CompiledRule {
  const names = typeof rule.detect === 'string' ? [rule.detect] : rule.detect
  const detectors = names
    .filter((name) => name !== 'always')
    .map((name) => {
      const detector = known.get(name)
      if (detector === undefined)
        throw new TypeError(`The rule "${rule.id}" names the unknown detector "${name}".`)
      return detector
    })
  return {
    id: rule.id,
    rule,
    order,
    detectors,
    always: names.includes('always'),
    types: rule.types === undefined ? undefined : new Set(rule.types),
    minScore: rule.minScore ?? 0.4,
    profile: rule.profile ?? 'balanced',
    severity: severity(rule.action.type),
    edits: edits(rule.action.type),
    closed: isClosed(rule),
    enforced: enforced && rule.profile !== 'monitor',
  }
}

function versionOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(value)))).slice(0, 12)
}
