import type { Detector, Policy, Rule } from '../types.ts'
import { extended } from './compile-policy.ts'

/** One thing that is wrong with a policy, and where: keys and indexes from the policy's top. */
export interface PolicyProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** What a policy is checked against. */
export interface CheckOptions {
  readonly detectors: readonly Detector[]
  /** Names that group types, such as `ID`. */
  readonly labels?: ReadonlySet<string>
  /** Whether a key of that name can be read; absent, keys are not checked. */
  readonly hasKey?: (ref: string) => boolean
}

/** Every rule that cannot work, all at once. */
export function checkPolicy(policy: Policy, options: CheckOptions): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = []
  for (const side of ['input', 'output'] as const) {
    const seen = new Set<string>()
    for (const [index, rule] of policy[side].entries()) {
      const at = [side, index]
      if (seen.has(rule.id))
        problems.push({ path: [...at, 'id'], message: `the id "${rule.id}" is used twice` })
      seen.add(rule.id)
      for (const problem of checkRule(rule, side, extended(policy), options))
        problems.push({ ...problem, path: [...at, ...problem.path] })
    }
  }
  const hold = policy.stream?.maxHoldChars
  if (hold !== undefined && (hold < 16 || hold > 64))
    problems.push({ path: ['stream', 'maxHoldChars'], message: 'it must be from 16 to 64' })
  return problems
}

function checkRule(
  rule: Rule,
  side: 'input' | 'output',
  policy: Policy,
  options: CheckOptions,
): readonly PolicyProblem[] {
  return [
    ...checkDetectors(rule, options),
    ...checkTypes(rule, options),
    ...(side === 'output' ? checkOutput(rule, policy, options) : checkInput(rule)),
    ...checkKey(rule, options),
  ]
}

function namesOf(rule: Rule): readonly string[] {
  return typeof rule.detect === 'string' ? [rule.detect] : rule.detect
}

function detectorsOf(rule: Rule, { detectors }: CheckOptions): readonly Detector[] {
  const names = namesOf(rule)
  return detectors.filter(({ id }) => names.includes(id))
}

function checkDetectors(rule: Rule, { detectors }: CheckOptions): readonly PolicyProblem[] {
  const known = ['always', ...detectors.map(({ id }) => id)]
  return namesOf(rule).flatMap((name, index) =>
    known.includes(name)
      ? []
      : [
          {
            path: typeof rule.detect === 'string' ? ['detect'] : ['detect', index],
            message: `there is no detector "${name}"; known are ${known.join(', ')}`,
          },
        ],
  )
}

function checkTypes(rule: Rule, options: CheckOptions): readonly PolicyProblem[] {
  const known = new Set(detectorsOf(rule, options).flatMap(({ types }) => types))
  if (known.size === 0) return []
  return (rule.types ?? []).flatMap((type, index) =>
    known.has(type) || type === 'ALL' || options.labels?.has(type) === true
      ? []
      : [
          {
            path: ['types', index],
            message: `"${type}" is not a type that these detectors find: ${[...known].join(', ')}`,
          },
        ],
  )
}

function checkInput(rule: Rule): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = []
  if (rule.when?.tainted !== undefined)
    problems.push({ path: ['when', 'tainted'], message: 'only output rules can ask for taint' })
  if (rule.action.type === 'spotlight' && rule.when?.trust?.includes('external') === false)
    problems.push({ path: ['action'], message: 'only external text can be spotlighted' })
  if (rule.action.type === 'defang' && !namesOf(rule).includes('links'))
    problems.push({ path: ['action'], message: 'defang needs `detect: links`' })
  return problems
}

function checkOutput(rule: Rule, policy: Policy, options: CheckOptions): readonly PolicyProblem[] {
  const { action } = rule
  const at = (message: string) => [{ path: ['action'], message }]
  if (action.type === 'route') return at('an answer cannot be routed any more; use block')
  if (action.type === 'spotlight') return at('an answer cannot be spotlighted; use block or flag')
  if (action.type === 'encrypt' && policy.stream?.gate !== 'buffered')
    return at('encrypt cannot work on an incremental stream; use hash, redact or mask')
  if (action.type === 'defang' && !namesOf(rule).includes('links'))
    return at('defang needs `detect: links`')
  return detectorsOf(rule, options).flatMap((detector) => checkStreams(rule, detector, policy))
}

function checkStreams(rule: Rule, detector: Detector, policy: Policy): readonly PolicyProblem[] {
  const { action } = rule
  if (detector.kind === 'remote' && rule.when?.surfaces?.includes('text') === false)
    return [
      {
        path: ['when', 'surfaces'],
        message: `"${detector.id}" is a remote guard: on answers it reads texts and nothing else`,
      },
    ]
  if (detector.kind === 'remote')
    return action.type === 'block' || action.type === 'flag'
      ? []
      : [
          {
            path: ['action'],
            message: `"${detector.id}" is a remote guard: on answers it can only block or flag`,
          },
        ]
  if (detector.streaming === undefined && action.type !== 'flag')
    return [
      {
        path: ['detect'],
        message: `"${detector.id}" cannot work on a stream; on answers it can only flag`,
      },
    ]
  const hold = policy.stream?.maxHoldChars ?? 64
  if (detector.streaming !== undefined && detector.streaming.horizon > hold)
    return [
      {
        path: ['detect'],
        message: `"${detector.id}" needs ${String(detector.streaming.horizon)} characters, more than maxHoldChars`,
      },
    ]
  return []
}

function checkKey({ action }: Rule, { hasKey }: CheckOptions): readonly PolicyProblem[] {
  if (hasKey === undefined || (action.type !== 'hash' && action.type !== 'encrypt')) return []
  return hasKey(action.key)
    ? []
    : [{ path: ['action', 'key'], message: `there is no key "${action.key}"` }]
}
