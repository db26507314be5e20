import { z } from 'zod'

import { count, milliseconds, share } from './fields.ts'

/** What happens when providers are slow, broken or full; everything has a default. */
export interface ResilienceSection {
  /** Attempts in all over retries, fallbacks and copies; 3. */
  readonly maxAttempts?: number | undefined
  /** What attempts beyond the first the traffic of a model may afford. */
  readonly retryBudget?:
    | { readonly perRequest?: number | undefined; readonly perSecond?: number | undefined }
    | undefined
  readonly breaker?: BreakerSection | undefined
  /** A copy of a late stream to the next target; off. */
  readonly hedge?: HedgeSection | undefined
  /** Identical requests in flight share one call; off. */
  readonly coalesce?: CoalesceSection | undefined
  /** When a stream breaks after its first content: `fail`, or the next target continues the text. */
  readonly midStream?: 'fail' | 'continue' | undefined
  /** When a client leaves: `abort` the call, or `drain-to-meter` it within bounds. */
  readonly disconnect?: DisconnectSection | undefined
  /** Requests that may wait for one account's limits. */
  readonly waitingRoom?: number | undefined
  /** How long a repeated `Idempotency-Key` finds its answer; 24 h. */
  readonly idempotencyTtlMs?: number | undefined
}

/** When a circuit opens and how it comes back. */
export interface BreakerSection {
  readonly consecutiveFailures?: number | undefined
  readonly failureRatio?: number | undefined
  readonly minAttempts?: number | undefined
  readonly cooldownMs?: number | undefined
  readonly maxCooldownMs?: number | undefined
  readonly degradedMs?: number | undefined
  readonly slowStartMs?: number | undefined
  readonly latency?: LatencySection | false | undefined
}

/** When a target counts as slow. */
export interface LatencySection {
  readonly factor?: number | undefined
  readonly minMs?: number | undefined
  readonly thresholdMs?: number | undefined
  readonly windows?: number | undefined
  readonly requests?: number | undefined
}

/** When copies are sent. */
export interface HedgeSection {
  readonly enabled?: boolean | undefined
  readonly share?: number | undefined
  readonly minDelayMs?: number | undefined
  readonly maxDelayMs?: number | undefined
}

/** Who may share a call. */
export interface CoalesceSection {
  readonly enabled?: boolean | undefined
  readonly always?: boolean | undefined
  readonly join?: 'any-time' | 'before-content' | undefined
  readonly maxFollowers?: number | undefined
}

/** What a client's leaving means, for all providers and for some. */
export interface DisconnectSection {
  readonly policy?: 'abort' | 'drain-to-meter' | undefined
  readonly providers?: Readonly<Record<string, 'abort' | 'drain-to-meter'>> | undefined
  readonly maxDrainMs?: number | undefined
  readonly maxDrainTokens?: number | undefined
}

const factor = z.number().min(1).max(1000)
const latency = z
  .strictObject({
    factor,
    minMs: milliseconds,
    thresholdMs: milliseconds,
    windows: count,
    requests: count,
  })
  .partial()
const breaker = z
  .strictObject({
    consecutiveFailures: count,
    failureRatio: share,
    minAttempts: count,
    cooldownMs: milliseconds,
    maxCooldownMs: milliseconds,
    degradedMs: milliseconds,
    slowStartMs: milliseconds,
    latency: z.union([z.literal(false), latency], {
      error: 'must be false or a group of fields such as { factor: 3 }',
    }),
  })
  .partial()
const leaving = z.enum(['abort', 'drain-to-meter'])

/** `resilience:` */
export const resilienceSection: z.ZodType<ResilienceSection> = z
  .strictObject({
    maxAttempts: z.int().min(1).max(20),
    retryBudget: z
      .strictObject({ perRequest: z.number().min(0).max(10), perSecond: z.number().min(0) })
      .partial(),
    breaker,
    hedge: z
      .strictObject({
        enabled: z.boolean(),
        share,
        minDelayMs: milliseconds,
        maxDelayMs: milliseconds,
      })
      .partial(),
    coalesce: z
      .strictObject({
        enabled: z.boolean(),
        always: z.boolean(),
        join: z.enum(['any-time', 'before-content']),
        maxFollowers: count,
      })
      .partial(),
    midStream: z.enum(['fail', 'continue']),
    disconnect: z
      .strictObject({
        policy: leaving,
        providers: z.record(z.string(), leaving),
        maxDrainMs: milliseconds,
        maxDrainTokens: count,
      })
      .partial(),
    waitingRoom: count,
    idempotencyTtlMs: milliseconds,
  })
  .partial()
