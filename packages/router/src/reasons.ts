/** Why a target is not in the list, in the order they are checked. */
export const reasons = [
  'eligible',
  'kind',
  'not_allowed',
  'hint_excluded',
  'rule_excluded',
  'rule_denied',
  'condition',
  'capability',
  'context_window',
  'output_limit',
  'region',
  'tags',
  'data_policy',
  'pinned_elsewhere',
  'deprecated',
  'price_unknown',
  'price_suspect',
  'max_price',
  'budget',
  'quality_floor',
  'circuit_open',
  'disabled',
  'retry_after',
  'rate_requests',
  'rate_tokens',
  'concurrency',
  'latency_ceiling',
] as const

/** A reason code, as it leaves the program. */
export type Reason = Exclude<(typeof reasons)[number], 'eligible'>

const codes: ReadonlyMap<string, number> = new Map(reasons.map((reason, code) => [reason, code]))

/** The number under which hot code keeps a reason; 0 is eligible. */
export function codeOf(reason: Reason): number {
  return codes.get(reason) ?? 0
}

/** The reason behind a code. */
export function reasonOf(code: number): Reason | undefined {
  const reason = reasons[code]
  return reason === 'eligible' ? undefined : reason
}

/** Reasons that pass by themselves: waiting may help. */
export const transientReasons: ReadonlySet<Reason> = new Set<Reason>([
  'circuit_open',
  'retry_after',
  'rate_requests',
  'rate_tokens',
  'concurrency',
])

/** What each reason says to a person. */
export const reasonText: Readonly<Record<Reason, string>> = {
  kind: 'it does not offer this operation',
  not_allowed: 'this key may not use it',
  hint_excluded: 'the request asked for others',
  rule_excluded: 'a policy rule leaves it out',
  rule_denied: 'a policy rule denies the request',
  condition: 'its condition is not met',
  capability: 'it cannot do what the request needs',
  context_window: 'the prompt does not fit its context window',
  output_limit: 'it cannot write as much as the request asks for',
  region: 'it is in another region',
  tags: 'it lacks a required tag',
  data_policy: 'it may not see this class of data',
  pinned_elsewhere: 'earlier state binds the request to another target',
  deprecated: 'it is deprecated',
  price_unknown: 'its price is unknown',
  price_suspect: 'its price is in doubt',
  max_price: 'its price is above the ceiling of the request',
  budget: 'the expected cost is above the ceiling',
  quality_floor: 'its quality is below the floor',
  circuit_open: 'its circuit is open',
  disabled: 'an operator has switched it off',
  retry_after: 'it asked to be left alone',
  rate_requests: 'its request limit is used up',
  rate_tokens: 'its token limit is used up',
  concurrency: 'it is working at its limit',
  latency_ceiling: 'its first token is expected too late',
}

const nextSteps: Partial<Readonly<Record<Reason, string>>> = {
  price_unknown:
    'To use it without a price set "prices: { unknown: allow }" in the policy, or give its price under "catalog.overrides".',
  price_suspect:
    'To use it all the same set "prices: { suspect: allow }" in the policy, or confirm its price under "catalog.overrides".',
}

/** What an operator can do about these reasons, as sentences; empty where that is plain. */
export function nextStepsFor(found: Iterable<Reason>): string {
  return [...new Set(found)].flatMap((reason) => nextSteps[reason] ?? []).join(' ')
}
