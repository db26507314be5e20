import type { HealthView } from '@signalbox/core'

import type { Demand } from './demand.ts'
import type { Plan } from './plan.ts'
import { isListed, isNamed, servesKind, type PreparedTarget } from './prepare-target.ts'
import { codeOf } from './reasons.ts'
import type { RequestFacts } from './request-facts.ts'
import type { RouteRequest } from './route-request.ts'
import { flagBits, type Scratch } from './scratch.ts'

/** What filtering needs beside plan and scratch. */
export interface FilterInput {
  readonly request: RouteRequest
  readonly demand: Demand
  readonly facts: RequestFacts
  readonly health: HealthView | undefined
  readonly now: number
  /** Without a catalogue no price is known, and none is missed. */
  readonly priced: boolean
}

const surely = 0.9

const code = {
  kind: codeOf('kind'),
  notAllowed: codeOf('not_allowed'),
  hint: codeOf('hint_excluded'),
  rule: codeOf('rule_excluded'),
  denied: codeOf('rule_denied'),
  condition: codeOf('condition'),
  capability: codeOf('capability'),
  context: codeOf('context_window'),
  output: codeOf('output_limit'),
  region: codeOf('region'),
  tags: codeOf('tags'),
  data: codeOf('data_policy'),
  pinned: codeOf('pinned_elsewhere'),
  deprecated: codeOf('deprecated'),
  priceUnknown: codeOf('price_unknown'),
  priceSuspect: codeOf('price_suspect'),
  maxPrice: codeOf('max_price'),
  open: codeOf('circuit_open'),
  disabled: codeOf('disabled'),
  retryAfter: codeOf('retry_after'),
  requests: codeOf('rate_requests'),
  tokens: codeOf('rate_tokens'),
  concurrency: codeOf('concurrency'),
} as const

/** Writes the first reason against each target, or 0; answers how many may answer. */
export function filterTargets(plan: Plan, scratch: Scratch, input: FilterInput): number {
  let eligible = 0
  for (let i = 0; i < plan.targets.length; i++) {
    const target = plan.targets[i]
    if (target === undefined) continue
    const reason = hardReason(plan, i, target, input) || healthReason(i, target, scratch, input)
    scratch.reason[i] = reason
    if (reason === code.capability) scratch.detail[i] = target.lacks & input.demand.needs
    if (target.suspectPrice) scratch.flags[i] = (scratch.flags[i] ?? 0) | flagBits.suspectPrice
    if (reason === 0) eligible++
  }
  return eligible
}

function hardReason(plan: Plan, i: number, target: PreparedTarget, input: FilterInput): number {
  const { request, demand } = input
  const { hints, pins } = request
  if (!servesKind(target, request.kind)) return code.kind
  if (request.allowed !== undefined && !isListed(target, request.allowed)) return code.notAllowed
  if (hints?.only !== undefined && !isListed(target, hints.only)) return code.hint
  if (hints?.ignore !== undefined && isListed(target, hints.ignore)) return code.hint
  if (demand.denied !== undefined) return code.denied
  for (const mask of demand.rules) if (mask[i] === 1) return code.rule
  if (target.when?.(input.facts) === false) return code.condition
  if ((target.lacks & demand.needs) !== 0) return code.capability
  // Tokens are counted roughly: only a clear excess is one.
  if (request.inputTokens * surely + (request.maxTokens ?? 0) > target.contextTokens)
    return code.context
  if (request.maxTokens !== undefined && request.maxTokens > target.maxOutputTokens)
    return code.output
  if (demand.region !== undefined && target.target.region !== demand.region) return code.region
  for (const tag of demand.requires) if (!hasTag(target, tag)) return code.tags
  if (demand.dataClass !== undefined && !maySee(target, demand)) return code.data
  if (pins !== undefined && !pins.some((pin) => isNamed(target, pin.target))) return code.pinned
  if (target.deprecated) return code.deprecated
  return priceReason(plan, target, input)
}

function hasTag({ target }: PreparedTarget, tag: string): boolean {
  return target.tags?.includes(tag) === true
}

function maySee(target: PreparedTarget, { dataClass, dataTags }: Demand): boolean {
  if (dataClass !== undefined && target.dataClasses?.includes(dataClass) === true) return true
  // A class that no policy knows must not be served as if it were public.
  return dataTags?.every((tag) => hasTag(target, tag)) === true
}

function priceReason(
  plan: Plan,
  { rates, suspectPrice }: PreparedTarget,
  input: FilterInput,
): number {
  const { prices } = plan.policy
  const isKnown = rates.input === rates.input && rates.output === rates.output
  const ceiling = input.request.hints?.maxPrice
  if (input.priced && !isKnown && prices.unknown === 'exclude') return code.priceUnknown
  if (suspectPrice && prices.suspect === 'exclude') return code.priceSuspect
  if (ceiling === undefined) return 0
  // An unknown price is not below a ceiling.
  const tooDear =
    !(rates.input * 1e6 <= (ceiling.prompt ?? Infinity)) ||
    !(rates.output * 1e6 <= (ceiling.completion ?? Infinity)) ||
    rates.request > (ceiling.request ?? Infinity)
  return tooDear ? code.maxPrice : 0
}

function healthReason(
  i: number,
  { target }: PreparedTarget,
  scratch: Scratch,
  { health, now, request }: FilterInput,
): number {
  if (health === undefined) return 0
  const circuit = health.circuit(target.id)
  switch (circuit.state) {
    case 'open':
      scratch.until[i] = circuit.until ?? NaN
      return code.open
    case 'disabled':
      return code.disabled
    case 'half-open':
      scratch.flags[i] = (scratch.flags[i] ?? 0) | flagBits.demoted | flagBits.probe
      break
    case 'degraded':
      scratch.flags[i] = (scratch.flags[i] ?? 0) | flagBits.demoted
      break
    case 'healthy':
      break
  }
  const bucket = health.bucket(target.id)
  if (bucket.blockedUntil !== undefined && bucket.blockedUntil > now) {
    scratch.until[i] = bucket.blockedUntil
    return code.retryAfter
  }
  if (bucket.requests < 1) return code.requests
  if (bucket.tokens < request.inputTokens) return code.tokens
  const { inflight, limit } = health.concurrency(target.id)
  return inflight >= limit ? code.concurrency : 0
}
