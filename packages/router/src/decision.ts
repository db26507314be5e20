import type { Target, Verdict } from '@signalbox/core'

import type { Reason } from './reasons.ts'

/** Expected USD, term by term; utility = cost + latency + error + quality, lower is better. */
export interface Terms {
  readonly cost: number
  readonly latency: number
  readonly error: number
  /** Negative: quality is worth money. */
  readonly quality: number
}

/** What the router expects of one call. */
export interface Estimate {
  readonly usd: number
  readonly ttftMs: number
  readonly outTokens: number
  readonly cachedTokens: number
  readonly pError: number
  readonly quality: number
}

/** Why a candidate does not stand where its utility alone would put it. */
export type Flag = 'demoted' | 'explore' | 'probe' | 'suspect_price' | 'sticky' | 'escalated'

/** One target that may answer. `deployment` is its id. */
export interface RankedCandidate {
  readonly deployment: string
  readonly target: Target
  /** What fails together: provider and region. */
  readonly failureDomain: string
  readonly utility: number
  readonly terms: Terms
  readonly estimate: Estimate
  readonly flags: readonly Flag[]
}

/** One target that may not answer, and why. */
export interface Exclusion {
  readonly deployment: string
  readonly target: Target
  readonly reason: Reason
  /** The capability, tag or number behind the reason. */
  readonly detail?: string | undefined
  /** Monotonic ms when it may have passed. */
  readonly until?: number | undefined
}

/** Which arm of which experiment served a request. */
export interface Assignment {
  readonly id: string
  readonly arm: string
  /** The probability of this arm at that time. */
  readonly p: number
  readonly unit: string
  /** The arm is only observed, the control answers. */
  readonly shadow: boolean
}

/** How a failed attempt on a target ended. */
export interface FailedAttempt {
  readonly target: string
  readonly verdict: Verdict
}

/** A ranked list of targets with its reasons. */
export interface Decision {
  readonly id: string
  /** The alias the request resolved to. */
  readonly route: string
  readonly policy: string
  readonly policyVersion: string
  readonly catalogVersion: string
  readonly task: {
    readonly value: string | undefined
    readonly source: 'metadata' | 'rule' | 'none'
  }
  readonly ranked: readonly RankedCandidate[]
  /** The ranked targets alone. */
  readonly targets: readonly Target[]
  readonly excluded: readonly Exclusion[]
  readonly experiments: readonly Assignment[]
  /** What a fitted model expects of the targets it knows, and whether that counted. */
  readonly learned:
    | {
        readonly mode: 'active' | 'control' | 'shadow'
        readonly quality: Readonly<Record<string, number>>
      }
    | undefined
  /** Where the conversation was served before. */
  readonly sticky: { readonly key: string; readonly hit: boolean } | undefined
  /** Every circuit was open: the least bad one is offered all the same. */
  readonly panic: boolean
  /** Soft limits dropped so that somebody can answer. */
  readonly relaxed: readonly Reason[]
  /** Filters again on live state; another failure domain first, never the same target. */
  next(after: FailedAttempt): RankedCandidate | undefined
}
