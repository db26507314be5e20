import type { ContentRecord } from './content-attributes.ts'
import type { ErrorType } from './error-type.ts'

/** Billable tokens; the buckets do not overlap. */
export interface TokenCounts {
  readonly input: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly output: number
  readonly reasoning: number
}

/** Why an attempt was made. */
export type AttemptReason = 'first' | 'retry' | 'fallback' | 'hedge' | 'continuation'

/** One call of a provider. Times are ms from the start of the request. */
export interface AttemptRecord {
  readonly n: number
  readonly target: string
  readonly provider: string
  readonly model: string
  readonly reason: AttemptReason
  readonly outcome: 'ok' | 'error' | 'cancelled'
  readonly startMs: number
  readonly totalMs: number
  readonly ttftMs?: number | undefined
  readonly chunks: number
  readonly keyId?: string | undefined
  readonly status?: number | undefined
  readonly errorType?: ErrorType | undefined
  readonly verdict?: string | undefined
  readonly upstreamRequestId?: string | undefined
  readonly responseModel?: string | undefined
  readonly finishReason?: string | undefined
  /** Absent: the provider told nothing. */
  readonly tokens?: TokenCounts | undefined
  /** Null: tokens without a price. Absent: nothing to pay for. */
  readonly nanoUsd?: bigint | null | undefined
  readonly basis?: string | undefined
  readonly confidence?: string | undefined
  readonly priceRowId?: string | undefined
}

/** One rule that was applied to content. */
export interface GuardRecord {
  readonly name: string
  readonly stage: string
  readonly action: string
  readonly us: number
}

/** What a request passes before its calls. */
export type StepName = 'auth' | 'guardrail' | 'cache' | 'route'

/** What one of them took on the way in; `startMs` counts from the start of the request. */
export interface StepRecord {
  readonly name: StepName
  readonly startMs: number
  readonly us: number
  /** It ended the request. */
  readonly failed?: boolean | undefined
}

/** One request of a client, with its attempts. */
export interface RequestRecord {
  readonly id: string
  readonly traceId?: string | undefined
  readonly spanId?: string | undefined
  /** Unix ms. */
  readonly startMs: number
  readonly totalMs: number
  readonly ttftMs?: number | undefined
  readonly overheadUs: number
  readonly queueMs: number
  /** The class of traffic that it waited in. */
  readonly lane?: string | undefined
  readonly method: string
  readonly httpRoute: string
  readonly surface: string
  readonly operation: string
  readonly requestedModel: string
  readonly provider?: string | undefined
  readonly model?: string | undefined
  readonly route?: string | undefined
  /** How the route chose. */
  readonly strategy?: string | undefined
  readonly decisionId?: string | undefined
  readonly experiment?: string | undefined
  readonly variant?: string | undefined
  readonly tenant?: string | undefined
  readonly keyId?: string | undefined
  readonly tags?: readonly string[] | undefined
  readonly stream: boolean
  readonly status: number
  readonly errorType?: ErrorType | undefined
  readonly errorCode?: string | undefined
  readonly finishReason?: string | undefined
  readonly clientAbort: boolean
  /** Over all attempts. */
  readonly tokens: TokenCounts
  /** What is known, over all attempts. */
  readonly nanoUsd: bigint
  /** Some tokens have no price. */
  readonly costUnknown: boolean
  readonly savedNanoUsd?: bigint | undefined
  readonly cache?: { readonly kind: string; readonly result: string } | undefined
  readonly steps: readonly StepRecord[]
  readonly guards: readonly GuardRecord[]
  /** What a provider was not told, or told otherwise. */
  readonly warnings: readonly string[]
  readonly attempts: readonly AttemptRecord[]
  /** Only where the operator keeps it; to be stored apart from the rest. */
  readonly content?: ContentRecord | undefined
}
