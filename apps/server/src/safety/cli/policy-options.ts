import { existsSync, readFileSync } from 'node:fs'
import { resolve as resolvePath } from 'node:path'

import {
  checkPolicy,
  compilePolicy,
  extended,
  groupLabels,
  loadDetectors,
  presetNames,
  type Action,
  type CompiledPolicy,
  type Detector,
  type Policy,
  type ReadKey,
  type Rule,
} from '@signalbox/safety'
import { parse } from 'yaml'

import { policySchema, safetySection, type SafetySection } from '../../config/sections/safety.ts'
import { detectorsFor, keyReader, lockedRules, policiesOf, policyFor } from '../safety-policies.ts'
import type { LineContext } from './scan-record.ts'

/** The options that `scan` and `stream` share, as they were typed. */
export interface PolicyOptions {
  readonly policy?: string
  readonly policyId?: string
  readonly preset?: string
  readonly detect?: string
  readonly action?: string
  readonly types?: string
  readonly minScore?: string
  readonly profile?: string
}

/** The policy of each line, and what it is applied with. */
export interface LinePolicies {
  policyOf(context: LineContext): CompiledPolicy
  readonly readKey: ReadKey
}

/** Options that cannot be followed: exit code 2, nothing is written. */
export class UsageError extends Error {}

const actions: Readonly<Record<string, Action>> = {
  block: { type: 'block' },
  redact: { type: 'redact' },
  mask: { type: 'mask' },
  flag: { type: 'flag' },
  defang: { type: 'defang', allowHosts: [] },
  pseudonymize: { type: 'pseudonymize' },
  hash: { type: 'hash', key: 'cli' },
  spotlight: { type: 'spotlight', method: 'delimit' },
  route: { type: 'route', require: ['local'] },
}

/** Reads and checks the policy options. */
export async function linePolicies(
  options: PolicyOptions,
  { cwd, key }: { readonly cwd: string; readonly key: string },
): Promise<LinePolicies> {
  const section = sectionOf(options, cwd)
  const detectors = detectorsFor(section, globalThis.fetch, await loadDetectors())
  const sectionKey = keyReader(section)
  const readKey: ReadKey = (ref) =>
    sectionKey(ref) ?? (ref === 'cli' ? new TextEncoder().encode(key) : undefined)
  const check = {
    detectors,
    labels: groupLabels,
    hasKey: (ref: string) => readKey(ref) !== undefined,
  }
  const compiled = new Map<string, CompiledPolicy>()
  const compile = (id: string): CompiledPolicy => {
    const known = compiled.get(id)
    if (known !== undefined) return known
    const policy = policiesOf(section)[id]
    if (policy === undefined) throw new UsageError(`no policy is named "${id}"`)
    const own = changed(policy, options, detectors)
    const [problem] = checkPolicy(own, check)
    if (problem !== undefined)
      throw new UsageError(`${id}: ${problem.path.join('.')}: ${problem.message}`)
    const locked = options.detect === undefined ? lockedRules(section) : { input: [], output: [] }
    const made = compilePolicy(own, { id, detectors, locked })
    compiled.set(id, made)
    return made
  }
  const fixed = options.policyId ?? options.preset
  // A mistake must be told before the first line is read.
  compile(fixed ?? policyFor(section, {}))
  return { policyOf: (context) => compile(fixed ?? policyFor(section, context)), readKey }
}

function sectionOf({ policy, preset }: PolicyOptions, cwd: string): SafetySection {
  if (preset !== undefined && !presetNames.some((name) => name === preset))
    throw new UsageError(`--preset must be one of ${presetNames.join(', ')}`)
  if (policy === undefined) return {}
  const file = resolvePath(cwd, policy)
  if (!existsSync(file)) throw new UsageError(`there is no file ${policy}`)
  let value: unknown
  try {
    value = parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${policy}: ${error instanceof Error ? error.message : 'cannot be read'}`)
  }
  if (typeof value === 'object' && value !== null && 'safety' in value)
    return checked(safetySection.safeParse(value.safety), `${policy}: safety`)
  const single = checked(policySchema.safeParse(value), policy)
  return { default: 'policy', policies: { policy: single } }
}

function checked<Value>(
  parsed:
    | { readonly success: true; readonly data: Value }
    | {
        readonly success: false
        readonly error: { readonly issues: readonly { path: PropertyKey[]; message: string }[] }
      },
  where: string,
): Value {
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(
    `${where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not right'}`,
  )
}

/** A policy after `--detect`, `--types`, `--min-score` and `--profile`. */
function changed(policy: Policy, options: PolicyOptions, detectors: readonly Detector[]): Policy {
  const base =
    options.detect === undefined ? extended(policy) : replaced(extended(policy), options, detectors)
  const adapt = (rule: Rule): Rule => adapted(rule, options, detectors)
  return { ...base, input: base.input.map(adapt), output: base.output.map(adapt) }
}

function replaced(
  policy: Policy,
  { detect = '', action: name = 'flag' }: PolicyOptions,
  detectors: readonly Detector[],
): Policy {
  const action = actions[name]
  if (action === undefined)
    throw new UsageError(`--action must be one of ${Object.keys(actions).join(', ')}`)
  const rules = detect
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each): Rule => ({ id: each, detect: each, action }))
  const known = new Set(detectors.map(({ id }) => id))
  const missing = rules.find(({ id }) => !known.has(id))
  if (rules.length === 0 || missing !== undefined)
    throw new UsageError(
      `there is no detector "${missing?.id ?? ''}"; known are ${[...known].join(', ')}`,
    )
  const check = { detectors, labels: groupLabels }
  const fits = (side: 'input' | 'output') =>
    rules.filter((rule) => {
      const alone: Policy = { ...policy, input: [], output: [], [side]: [rule] }
      return checkPolicy(alone, check).length === 0
    })
  if (fits('input').length < rules.length)
    throw new UsageError(`--action ${name} does not fit --detect ${detect}`)
  return { ...policy, mode: 'enforce', canary: false, input: rules, output: fits('output') }
}

function adapted(rule: Rule, options: PolicyOptions, detectors: readonly Detector[]): Rule {
  const names = typeof rule.detect === 'string' ? [rule.detect] : rule.detect
  const types = options.types?.split(',').map((type) => type.trim())
  const found = new Set(
    detectors.filter(({ id }) => names.includes(id)).flatMap((detector) => detector.types),
  )
  const wants =
    types !== undefined &&
    (types.includes('ALL') || types.some((type) => found.has(type) || groupLabels.has(type)))
  const minScore = options.minScore === undefined ? undefined : Number(options.minScore)
  if (minScore !== undefined && !(minScore >= 0 && minScore <= 1))
    throw new UsageError('--min-score must be a number from 0 to 1')
  const { profile } = options
  if (
    profile !== undefined &&
    profile !== 'monitor' &&
    profile !== 'balanced' &&
    profile !== 'strict'
  )
    throw new UsageError('--profile must be monitor, balanced or strict')
  const isPii = names.includes('pii')
  return {
    ...rule,
    ...(wants && (isPii || !types.some((type) => groupLabels.has(type))) ? { types } : {}),
    ...(minScore === undefined ? {} : { minScore }),
    ...(profile !== undefined && names.includes('injection') ? { profile } : {}),
  }
}
