import type { Operation, Target } from '@signalbox/core'

import type { TokenRates } from './expected-cost.ts'
import type { Condition } from './expression/compile-expression.ts'
import { globMatches } from './glob.ts'
import { murmur3 } from './murmur3.ts'
import { routeNeeds, type Need, type RouteKind } from './route-request.ts'
import type { RouterCapabilities, TargetPrice } from './router-catalog.ts'
import type { TargetOutlook } from './target-outlook.ts'

/** A target with everything about it that does not change from request to request. */
export interface PreparedTarget {
  readonly target: Target
  /** The names policies and hints may use for it. */
  readonly names: readonly string[]
  readonly hash: number
  readonly failureDomain: string
  readonly weight: number
  readonly when: Condition | undefined
  /** By hand, over every table. */
  readonly quality: number | undefined
  readonly operations: ReadonlySet<Operation> | undefined
  /** Bits of `needBit` it is known to lack; unknown is not lacking. */
  readonly lacks: number
  readonly contextTokens: number
  readonly maxOutputTokens: number
  readonly dataClasses: readonly string[] | undefined
  readonly deprecated: boolean
  /** Who answers in its place. */
  readonly successor: string | undefined
  readonly rates: TokenRates
  readonly suspectPrice: boolean
  readonly signals: TargetOutlook
}

/** What configuration and catalogue say about one target. */
export interface TargetFacts {
  readonly weight: number
  readonly when: Condition | undefined
  readonly quality: number | undefined
  readonly price: TargetPrice | undefined
  readonly capabilities: RouterCapabilities | undefined
  readonly successor?: string | undefined
  readonly signals: TargetOutlook
}

const bits: ReadonlyMap<Need, number> = new Map(routeNeeds.map((need, i) => [need, 1 << i]))

/** The bits of a request's needs. */
export function needBits(wanted: readonly Need[] | undefined): number {
  let sum = 0
  if (wanted !== undefined) for (const need of wanted) sum |= bits.get(need) ?? 0
  return sum
}

/** The names behind bits. */
export function needNames(mask: number): string {
  return routeNeeds.filter((need) => (mask & (bits.get(need) ?? 0)) !== 0).join(', ')
}

/** Compiles one target. */
export function prepareTarget(target: Target, facts: TargetFacts): PreparedTarget {
  const { price, capabilities: known, signals } = facts
  const capabilities: RouterCapabilities = { ...target.capabilities, ...known }
  return {
    target,
    names: [
      ...new Set([target.id, `${target.provider}/${target.model}`, target.provider, target.model]),
    ],
    hash: murmur3(target.id),
    failureDomain: `${target.provider}${target.region === undefined ? '' : `@${target.region}`}`,
    weight: facts.weight,
    when: facts.when,
    quality: facts.quality,
    operations:
      capabilities.operations === undefined ? undefined : new Set(capabilities.operations),
    lacks: needBits(routeNeeds.filter((need) => isLacking(need, capabilities))),
    contextTokens: capabilities.contextTokens ?? Infinity,
    maxOutputTokens: capabilities.maxOutputTokens ?? Infinity,
    dataClasses: capabilities.dataClasses,
    deprecated: capabilities.deprecated === true,
    successor: facts.successor,
    rates: ratesOf(price),
    suspectPrice: price?.suspect === true,
    signals,
  }
}

/** Whether one of a target's names fits a reference or glob. */
export function isNamed({ names }: PreparedTarget, pattern: string): boolean {
  for (const name of names) if (globMatches(pattern, name)) return true
  return false
}

/** Whether one of a target's names fits any entry of a list. */
export function isListed(target: PreparedTarget, patterns: readonly string[]): boolean {
  for (const pattern of patterns) if (isNamed(target, pattern)) return true
  return false
}

/** The operations a kind of request may be served by. */
export function servesKind({ operations }: PreparedTarget, kind: RouteKind): boolean {
  if (operations === undefined) return true
  switch (kind) {
    case 'chat':
      return operations.has('chat')
    case 'embedding':
      return operations.has('embed')
    case 'rerank':
      return operations.has('rerank')
    case 'moderation':
      return operations.has('moderate')
    case 'image':
      return operations.has('image')
    case 'audio':
      return operations.has('speech') || operations.has('transcribe')
  }
}

function isLacking(need: Need, capabilities: RouterCapabilities): boolean {
  const { toolChoice, media, parallelToolCalls, jsonSchema, reasoning } = capabilities
  switch (need) {
    case 'tools':
      return toolChoice?.every((choice) => choice === 'none') === true
    case 'tool_choice':
      return toolChoice?.includes('required') === false
    case 'parallel_tools':
      return parallelToolCalls === false
    case 'vision':
      return media?.includes('image') === false
    case 'audio':
      return media?.includes('audio') === false
    case 'video':
      return media?.includes('video') === false
    case 'pdf':
      return media?.includes('file') === false
    case 'json_schema':
      return jsonSchema === 'none'
    case 'reasoning':
      return reasoning === 'none'
  }
}

function ratesOf(price: TargetPrice | undefined): TokenRates {
  const perToken = (usd: number | undefined) => (usd === undefined ? NaN : usd / 1e6)
  const input = perToken(price?.input)
  return {
    input,
    output: perToken(price?.output),
    cacheRead: price?.cacheRead === undefined ? input : price.cacheRead / 1e6,
    cacheWrite: price?.cacheWrite === undefined ? input : price.cacheWrite / 1e6,
    request: price?.request ?? 0,
  }
}
