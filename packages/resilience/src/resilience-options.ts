import type { Bus, Clock, Context, LeaseStore } from '@signalbox/core'

import type { AttemptEvent } from './attempts.ts'
import type { BreakerOptions, Transition } from './breaker.ts'
import type { DeferrableLane } from './deferrable.ts'
import type { ClockOptions } from './first-content-clocks.ts'
import type { GateOptions } from './gate.ts'
import type { HedgeOptions } from './hedge.ts'
import type { MidStreamPolicy } from './mid-stream.ts'
import type { TrafficClass } from './permit.ts'
import type { RetryBudgetOptions } from './retry-budget.ts'
import type { Shedding } from './shedding.ts'
import type { MoveRules } from './target-order.ts'

/** How often and where to try again. */
export interface RetryOptions extends MoveRules, Omit<RetryBudgetOptions, 'clock'> {
  /** Attempts in all over retries, fallbacks and copies; `x-signalbox-max-retries` can only lower it. */
  readonly maxAttempts?: number | undefined
}

/** What happened, for logs and metrics. */
export type ResilienceEvent =
  | ({ readonly requestId: string } & AttemptEvent)
  | ({ readonly type: 'circuit' } & Transition)

/** Everything may be left out. */
export interface ResilienceOptions {
  /** Shares the providers' limits with the other replicas. */
  readonly leases?: LeaseStore | undefined
  /** Tells the other replicas of open circuits. */
  readonly bus?: Bus | undefined
  readonly retry?: RetryOptions | undefined
  readonly breaker?: BreakerOptions | undefined
  readonly hedge?: HedgeOptions | undefined
  /** What is known of the providers' limits; headers correct it. */
  readonly limits?: GateOptions['limits'] | undefined
  readonly gate?: GateOptions | undefined
  readonly clocks?: ClockOptions | undefined
  /** Refuses new work by class when the gateway itself is overloaded. */
  readonly shedding?: Shedding | undefined
  /** Where background requests queue, one after the other per account; default: with all others. */
  readonly lane?: DeferrableLane | undefined
  /** What happens when a stream breaks after its first content; default `fail`. */
  readonly midStream?: MidStreamPolicy | undefined
  /** Default: what the request says of its priority, else `standard`. */
  readonly classOf?: ((context: Context) => TrafficClass) | undefined
  readonly clock?: Clock | undefined
  readonly random?: (() => number) | undefined
  readonly onEvent?: ((event: ResilienceEvent) => void) | undefined
}
