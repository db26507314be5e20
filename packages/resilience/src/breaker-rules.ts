import type { GatewayError, Target } from '@signalbox/core'

import { verdictOf, verdictTable } from './verdict-table.ts'

/** When a target counts as slow: relative to itself, so that a healthy one never does. */
export interface LatencyRules {
  /** Times the target's own long-run p95; 3. */
  readonly factor?: number | undefined
  /** Below this nothing is slow; 3,000. */
  readonly minMs?: number | undefined
  /** Replaces the relative threshold. */
  readonly thresholdMs?: number | undefined
  /** Threshold while fewer than 100 answers are known; 8,000, and 60,000 where a model may reason first. */
  readonly youngMs?: number | undefined
  /** Slow windows running that trip; 3. */
  readonly windows?: number | undefined
  /** Slow answers running that trip; 3, more where the target's own tail is heavy. */
  readonly requests?: number | undefined
}

/** When a circuit opens and how it comes back; durations in ms. */
export interface BreakerRules {
  /** Failures running that open; 5. */
  readonly consecutiveFailures?: number | undefined
  /** Share of failures above which it opens; 0.5. */
  readonly failureRatio?: number | undefined
  /** Decayed attempts below which the share says nothing; 15. */
  readonly minAttempts?: number | undefined
  /** How fast attempts are forgotten; 30,000. */
  readonly memoryMs?: number | undefined
  /** The first cool-down, doubled up to `maxCooldownMs`, ±20 %; 5,000. */
  readonly cooldownMs?: number | undefined
  readonly maxCooldownMs?: number | undefined
  /** How long a slow target is out of rotation; 30,000. */
  readonly degradedMs?: number | undefined
  /** From `slowStartShare` (0.05) of the requests to all of them; 30,000. */
  readonly slowStartMs?: number | undefined
  readonly slowStartShare?: number | undefined
  /** A probe that is silent for longer no longer keeps the next one away; 10,000. */
  readonly probeLeaseMs?: number | undefined
  /** `false` switches the latency rule off. */
  readonly latency?: LatencyRules | false | undefined
}

/** The rules with every default filled in. */
export interface ResolvedRules {
  readonly consecutiveFailures: number
  readonly failureRatio: number
  readonly minAttempts: number
  readonly memoryMs: number
  readonly cooldownMs: number
  readonly maxCooldownMs: number
  readonly degradedMs: number
  readonly slowStartMs: number
  readonly slowStartShare: number
  readonly probeLeaseMs: number
  readonly latency: ResolvedLatency | undefined
}

/** The latency rule with every default filled in. */
export interface ResolvedLatency {
  readonly factor: number
  readonly minMs: number
  readonly thresholdMs: number | undefined
  readonly youngMs: number
  readonly windows: number
  readonly requests: number
}

/** Fills in the defaults; what a model may do before it answers decides how long is slow at first. */
export function resolveRules(rules: BreakerRules, target: Target): ResolvedRules {
  const { latency = {} } = rules
  return {
    consecutiveFailures: rules.consecutiveFailures ?? 5,
    failureRatio: rules.failureRatio ?? 0.5,
    minAttempts: rules.minAttempts ?? 15,
    memoryMs: rules.memoryMs ?? 30_000,
    cooldownMs: rules.cooldownMs ?? 5000,
    maxCooldownMs: rules.maxCooldownMs ?? 60_000,
    degradedMs: rules.degradedMs ?? 30_000,
    slowStartMs: rules.slowStartMs ?? 30_000,
    slowStartShare: rules.slowStartShare ?? 0.05,
    probeLeaseMs: rules.probeLeaseMs ?? 10_000,
    latency: latency === false ? undefined : resolveLatency(latency, target),
  }
}

function resolveLatency(rules: LatencyRules, target: Target): ResolvedLatency {
  const reasoning = target.capabilities?.reasoning ?? 'none'
  return {
    factor: rules.factor ?? 3,
    minMs: rules.minMs ?? 3000,
    thresholdMs: rules.thresholdMs,
    youngMs: rules.youngMs ?? (reasoning === 'none' ? 8000 : 60_000),
    windows: rules.windows ?? 3,
    requests: rules.requests ?? 3,
  }
}

/** Whether a failure is the target's: limits, keys, money, our own queues and the request's faults are not. */
export function countsAsFailure(error: GatewayError): boolean {
  const { origin, scope } = error.details
  if (origin !== 'provider' || scope === 'key' || scope === 'account') return false
  const verdict = verdictOf(error)
  return verdict !== undefined && verdictTable[verdict].breaker
}

/** Whether the call ended because the target did not answer: how long it waited is then a latency too. */
export function isHang(error: GatewayError): boolean {
  const verdict = verdictOf(error)
  return verdict !== undefined && verdictTable[verdict].slow
}

/** The cool-down of the `opened`-th opening running (from 0), ±20 %. */
export function cooldown(rules: ResolvedRules, opened: number, random: () => number): number {
  const ms = Math.min(rules.maxCooldownMs, rules.cooldownMs * 2 ** opened)
  return ms * (0.8 + 0.4 * fraction(random))
}

/** A random number in [0, 1]; a broken source gives the middle, never NaN. */
export function fraction(random: () => number): number {
  const drawn = random()
  return drawn >= 0 && drawn <= 1 ? drawn : 0.5
}
