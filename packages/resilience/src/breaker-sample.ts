import type { GatewayError, Outcome } from '@signalbox/core'

import { isHang } from './breaker-rules.ts'
import { firstTokenLane, wholeAnswerLane, type CallSize } from './latency-lane.ts'

/** A call whose first content is awaited; its age counts before it has ended. */
export interface AwaitedCall {
  /** Monotonic ms. */
  readonly sentAt: number
  readonly lane: number
  /** Its age passed the threshold once. */
  late: boolean
  /** Its age has been counted as its latency. */
  counted: boolean
}

/** How one call of a target ended; the time runs from when the request was sent, never from our queue. */
export interface Sample extends CallSize {
  readonly status: Outcome['status']
  readonly error?: GatewayError | undefined
  readonly firstContentMs?: number | undefined
  readonly durationMs: number
  readonly stream: boolean
  /** The admission said so. */
  readonly probe?: boolean | undefined
  /** What `sent` gave. */
  readonly call?: AwaitedCall | undefined
}

/** The latency that a sample shows. */
export interface SampleLatency {
  readonly ms: number
  readonly lane: number
  /** The answer never came: it says something only when it waited too long already. */
  readonly censored: boolean
}

/** A first token, a whole answer, or how long a stream's call waited in vain; a quick failure shows nothing. */
export function latencyOf(sample: Sample): SampleLatency | undefined {
  const { status, error, stream, firstContentMs, durationMs, outputTokens, call } = sample
  if (call?.counted === true) return undefined
  if (!stream) {
    if (status !== 'ok' || outputTokens === undefined) return undefined
    return { ms: durationMs, lane: wholeAnswerLane(outputTokens), censored: false }
  }
  const lane = call?.lane ?? firstTokenLane(sample)
  if (firstContentMs !== undefined) return { ms: firstContentMs, lane, censored: false }
  const waited =
    error === undefined ? status === 'cancelled' : error.kind === 'cancelled' || isHang(error)
  return waited ? { ms: durationMs, lane, censored: true } : undefined
}
