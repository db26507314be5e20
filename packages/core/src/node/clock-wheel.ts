import { GatewayError } from '../errors.ts'
import type { Clocks } from '../ports.ts'

const tickMs = 50

/** One call that the wheel watches; only `lastByteAt` changes, nothing is re-armed per chunk. */
export interface WatchedCall {
  readonly clocks: Clocks
  readonly startedAt: number
  lastByteAt: number | undefined
  /** Its place in the wheel, for the wheel alone. */
  slot: number
  abort(error: GatewayError): void
}

/** First-token, idle and total clocks of all running calls on one timer. */
export class ClockWheel {
  /** A set would keep ended calls alive: each table it outgrows points to the next one. */
  readonly #calls: WatchedCall[] = []
  #timer: NodeJS.Timeout | undefined

  add(call: WatchedCall): void {
    call.slot = this.#calls.length
    this.#calls.push(call)
    this.#timer ??= setInterval(() => {
      this.#tick()
    }, tickMs).unref()
  }

  delete(call: WatchedCall): void {
    if (this.#calls[call.slot] !== call) return
    const last = this.#calls.pop()
    if (last !== undefined && last !== call) {
      this.#calls[call.slot] = last
      last.slot = call.slot
    }
    if (this.#calls.length > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #tick(): void {
    const now = performance.now()
    // Backwards: a call that ends leaves its place to one that was looked at already.
    for (let i = this.#calls.length - 1; i >= 0; i--) {
      const call = this.#calls[i]
      const error = call === undefined ? undefined : overdue(call, now)
      if (error !== undefined) call?.abort(error)
    }
  }
}

function overdue(call: WatchedCall, now: number): GatewayError | undefined {
  const { clocks, startedAt, lastByteAt } = call
  if (now - startedAt > clocks.totalMs)
    return late(`The provider did not finish within ${String(clocks.totalMs)} ms.`, 'stalled')
  if (lastByteAt === undefined)
    return now - startedAt > clocks.firstTokenMs
      ? late(
          `The provider sent nothing for ${String(clocks.firstTokenMs)} ms.`,
          'timeout_first_token',
        )
      : undefined
  return now - lastByteAt > clocks.idleMs
    ? late(`The provider fell silent for ${String(clocks.idleMs)} ms.`, 'stalled')
    : undefined
}

function late(message: string, verdict: 'stalled' | 'timeout_first_token'): GatewayError {
  return new GatewayError('upstream_timeout', message, {
    origin: 'provider',
    verdict,
    ran: 'maybe',
    scope: 'target',
  })
}
