import type { CircuitState } from '@signalbox/core'

/** Why a circuit changed its state. */
export type TransitionReason =
  | 'consecutive_failures'
  | 'error_rate'
  | 'latency_windows'
  | 'latency_requests'
  | 'latency_rebaselined'
  | 'cooldown_over'
  | 'probe_succeeded'
  | 'probe_failed'
  | 'probe_slow'
  | 'forced'

/** What an operator orders: open for the longest cool-down, close at once, send a probe next, take no new calls. */
export type ForcedAction = 'open' | 'close' | 'probe' | 'drain'

/** A change of one circuit, or of what it takes for usual (`from` is then `to`). */
export interface Transition {
  readonly key: string
  readonly targetId: string
  readonly provider: string
  readonly model: string
  readonly region?: string | undefined
  readonly from: CircuitState
  readonly to: CircuitState
  readonly reason: TransitionReason
  /** Monotonic ms. */
  readonly at: number
  /** Monotonic ms. */
  readonly until?: number | undefined
  /** The numbers the reason rests on. */
  readonly consecutiveFailures: number
  readonly errorRate: number
  readonly p95Ms?: number | undefined
}
