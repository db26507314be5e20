import type { GatewayError, Observation, RateLimit } from '@signalbox/core'

import type { ProviderBuckets } from './provider-buckets.ts'

/** How a provider refills its limits: steadily, or all at once at the reset. */
export type Refill = 'continuous' | 'fixed-window'

/** When and for which kind of provider an observation is read. */
export interface CorrectionOptions {
  /** Monotonic ms. */
  readonly now: number
  /** Unix ms at the same moment. */
  readonly wall: number
  readonly random: () => number
  readonly refill: Refill
  /** Monotonic ms; what was admitted since the request was sent is not yet in its headers. */
  readonly sentAt?: number | undefined
}

const longestDelayMs = 86_400_000
const fallbackThrottleMs = 1000
const fallbackQuotaMs = 300_000

/** Brings buckets to what a response says about the provider's limits. */
export function correctLimits(
  buckets: ProviderBuckets,
  { limits, error }: Observation,
  options: CorrectionOptions,
): void {
  for (const limit of limits) correct(buckets, limit, options)
  if (error === undefined) buckets.accepted(options.now)
  else learn(buckets, error, limits, options)
}

function correct(buckets: ProviderBuckets, stated: RateLimit, options: CorrectionOptions): void {
  const { now, wall, refill, sentAt } = options
  const limit = isCount(stated.limit) && stated.limit > 0 ? stated.limit : undefined
  const cell = buckets.cell(stated.unit, limit)
  if (cell === undefined) return
  if (limit !== undefined) cell.restrict(limit, now)
  if (!isCount(stated.remaining)) return
  const since = sentAt === undefined ? 0 : cell.admittedSince(sentAt)
  const remaining = Math.max(0, stated.remaining - since)
  switch (refill) {
    case 'continuous':
      cell.capAt(remaining, now)
      return
    case 'fixed-window': {
      const resetInMs = (stated.resetsAt ?? Number.NaN) - wall
      if (resetInMs > 0) cell.capWindow(remaining, Math.min(resetInMs, longestDelayMs), now)
    }
  }
}

function learn(
  buckets: ProviderBuckets,
  { details }: GatewayError,
  limits: readonly RateLimit[],
  { now, wall, random }: CorrectionOptions,
): void {
  if (details.origin !== 'provider') return
  const block = (delayMs: number | undefined) => {
    if (delayMs === undefined || !(delayMs > 0)) return
    buckets.blockUntil(now + Math.min(longestDelayMs, delayMs) * (1 + 0.2 * random()))
  }
  const resetMs = details.resetsAt === undefined ? undefined : details.resetsAt - wall
  switch (details.verdict) {
    case 'rate_limited':
      buckets.throttled(now)
      block(details.retryAfterMs ?? spentForMs(limits, wall) ?? resetMs ?? fallbackThrottleMs)
      return
    case 'ramp_limited':
      buckets.ramped(now)
      block(details.retryAfterMs)
      return
    case 'overloaded':
      block(details.retryAfterMs)
      return
    case 'quota_exhausted':
      buckets.blockUntil(now + quotaDelayMs(resetMs, details.retryAfterMs))
      return
    case 'not_entitled':
    case 'billing':
    case 'auth_invalid':
    case 'blocked':
    case 'transient':
    case 'connect_failed':
    case 'timeout_first_token':
    case 'stalled':
    case 'truncated':
    case 'malformed':
    case 'not_found':
    case 'context_too_long':
    case 'unsupported':
    case 'bad_request':
    case 'refused':
    case undefined:
  }
}

function quotaDelayMs(resetMs: number | undefined, retryAfterMs: number | undefined): number {
  if (resetMs !== undefined && resetMs > 0) return resetMs
  return retryAfterMs !== undefined && retryAfterMs > 0 ? retryAfterMs : fallbackQuotaMs
}

/** The latest reset among the dimensions that are spent. */
function spentForMs(limits: readonly RateLimit[], wall: number): number | undefined {
  const resets = limits.flatMap(({ remaining, resetsAt }) =>
    remaining === 0 && resetsAt !== undefined && resetsAt > wall ? [resetsAt - wall] : [],
  )
  return resets.length === 0 ? undefined : Math.max(...resets)
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0
}
