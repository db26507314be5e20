import type { Home } from './affinity.ts'
import type { Demand } from './demand.ts'
import { expectedCost, type TokenRates } from './expected-cost.ts'
import { qualityWith, type LearnedOpinion } from './learned-quality.ts'
import type { Plan } from './plan.ts'
import type { PreparedTarget } from './prepare-target.ts'
import { codeOf } from './reasons.ts'
import type { RouteRequest } from './route-request.ts'
import { flagBits, type Scratch } from './scratch.ts'

/** What scoring needs beside plan and scratch. */
export interface ScoreInput {
  readonly request: RouteRequest
  readonly demand: Demand
  readonly home: Home | undefined
  readonly affinityKey: string | undefined
  readonly now: number
  readonly priced: boolean
  readonly learned: LearnedOpinion | undefined
}

const usualTurn = 500
const assumedUsdPer1M = 10
const qualityFloor = codeOf('quality_floor')
const budget = codeOf('budget')
const latencyCeiling = codeOf('latency_ceiling')

/** Writes expected USD, term by term, of every target that may answer; excludes by floors and ceilings. */
export function scoreTargets(plan: Plan, scratch: Scratch, input: ScoreInput): void {
  const { policy } = plan
  const { demand, request } = input
  const { task } = demand
  const qualities = plan.qualityOf(task)
  const sort = request.hints?.sort
  const second = sort === 'price' ? 0 : sort === 'latency' ? 1 : policy.usdPerSecond
  const point = sort === 'price' ? 0 : policy.usdPerQualityPoint
  const errorUsd = policy.failSeconds * second
  const qualityUsd = -100 * point
  scratch.errorUsd = errorUsd
  scratch.qualityUsd = qualityUsd
  const ruleKey = policy.errorRate.action === 'last' ? policy.errorRate.key : undefined
  const maxTokens = request.maxTokens ?? Infinity
  for (let i = 0; i < plan.targets.length; i++) {
    if (scratch.reason[i] !== 0) continue
    const target = plan.targets[i]
    if (target === undefined) continue
    const { signals } = target
    const out = Math.min(maxTokens, signals.outTokens(task, demand.outStart))
    const cost = costOf(i, target, scratch, input, { out, plan })
    let firstMs = signals.expectedFirstToken(request.inputTokens, demand.reasoning, input.now)
    // Nothing of an answer in one piece is seen before its last token.
    if (request.stream === false) firstMs += signals.writingMs(out) + signals.wholeLate(input.now)
    const tail = policy.tailWeight === 0 ? 0 : policy.tailWeight * tailMs(target, firstMs)
    const pError = signals.pError(input.now)
    let quality = qualityWith(input.learned, i, qualities[i] ?? 0.5)
    for (const boosts of demand.priors) quality += boosts[i] ?? 0
    if (quality > 1) quality = 1
    const latency = (second * (firstMs + tail)) / 1000
    const error = pError * errorUsd
    const worth = quality * qualityUsd
    scratch.outTokens[i] = out
    scratch.cost[i] = cost
    scratch.firstTokenMs[i] = firstMs
    scratch.pError[i] = pError
    scratch.quality[i] = quality
    scratch.latency[i] = latency
    scratch.error[i] = error
    scratch.utility[i] =
      sort === 'throughput' ? -(signals.throughput() ?? 0) : cost + latency + error + worth
    if (ruleKey !== undefined && signals.demoted(ruleKey, task, input.now))
      scratch.flags[i] = (scratch.flags[i] ?? 0) | flagBits.demoted
    if (quality < demand.minQuality) scratch.reason[i] = qualityFloor
    else if (cost > demand.maxUsd) scratch.reason[i] = budget
    else if (firstMs > demand.maxLatencyMs) scratch.reason[i] = latencyCeiling
  }
}

function costOf(
  i: number,
  target: PreparedTarget,
  scratch: Scratch,
  { request, home, affinityKey, priced }: ScoreInput,
  { out, plan }: { out: number; plan: Plan },
): number {
  const { prices, affinity } = plan.policy
  const tokens = request.inputTokens * target.signals.tokenRatio
  const warm = home !== undefined && home.target === target.target.id
  const context =
    affinityKey === undefined
      ? 0
      : Math.min(tokens, home?.prefixTokens ?? Math.max(0, tokens - usualTurn))
  if (warm) {
    scratch.warmIndex = i
    scratch.warmTokens = context
  }
  const known =
    target.rates.input === target.rates.input && target.rates.output === target.rates.output
  if (!known && !priced) return 0
  const rates = known ? target.rates : assumed(target.rates, prices.assumeUsdPer1M)
  const turns = affinityKey === undefined ? 1 : affinity.turnsLeft
  return expectedCost(rates, { context, added: tokens - context, output: out, warm, turns })
}

function assumed(rates: TokenRates, usdPer1M: number = assumedUsdPer1M): TokenRates {
  const rate = usdPer1M / 1e6
  return { input: rate, output: rate, cacheRead: rate, cacheWrite: rate, request: rates.request }
}

function tailMs({ signals }: PreparedTarget, firstMs: number): number {
  return Math.max(0, (signals.firstTokenQuantile(0.95) ?? firstMs) - firstMs)
}
