import { GatewayError, type Clock } from '@signalbox/core'

import type { Running } from './trial.ts'

/** When a slow first token is answered by a copy of the request elsewhere. */
export interface HedgeOptions {
  /** Default false. */
  readonly enabled?: boolean | undefined
  /** The most copies per request; default 0.05. */
  readonly share?: number | undefined
  readonly minDelayMs?: number | undefined
  readonly maxDelayMs?: number | undefined
  /** True while the gateway sheds load: no copies then. */
  readonly suspended?: (() => boolean) | undefined
}

/** Decides when copies are sent, within a budget. */
export interface Hedger {
  /** A request came in; undefined: it is never copied. */
  delayMs(): number | undefined
  /** The delay is over and nothing came: may a copy be sent? */
  allow(): boolean
}

const windowMs = 10_000
/** Slowness of that many is an outage: copies would only add to it. */
const maxSlowShare = 0.1
const fewest = 20

/** A hedger; `p95` is of all first tokens, 0 while unknown. */
export function createHedger(options: HedgeOptions, clock: Clock, p95: () => number): Hedger {
  const { enabled = false, share = 0.05, minDelayMs = 500, maxDelayMs = 4000 } = options
  let credit = 1
  let windowAt = clock.now()
  let [requests, slow] = [0, 0]
  let [lastRequests, lastSlow] = [0, 0]

  function turn(): void {
    const passed = clock.now() - windowAt
    if (passed < windowMs) return
    ;[lastRequests, lastSlow] = passed < 2 * windowMs ? [requests, slow] : [0, 0]
    ;[requests, slow] = [0, 0]
    windowAt = clock.now()
  }

  return {
    delayMs() {
      if (!enabled) return undefined
      turn()
      requests++
      credit = Math.min(10, credit + share)
      const usual = p95()
      return usual === 0 ? maxDelayMs : Math.min(maxDelayMs, Math.max(minDelayMs, usual))
    },
    allow() {
      turn()
      slow++
      const seen = requests + lastRequests
      const isOutage = seen >= fewest && slow + lastSlow > seen * maxSlowShare
      if (isOutage || credit < 1 || options.suspended?.() === true) return false
      credit--
      return true
    },
  }
}

/** What a race needs beside its first runner. */
export interface Race<Answer> {
  readonly clock: Clock
  readonly delayMs: number
  /** The second runner; undefined: nobody is free or the budget is spent. */
  readonly second: () => Running<Answer> | undefined
}

/** The first answer of two runners; the loser is stopped and over before this resolves. */
export async function race<Answer>(
  first: Running<Answer>,
  { clock, delayMs, second }: Race<Answer>,
): Promise<Answer> {
  const other = (await isLate(first, clock, delayMs)) ? second() : undefined
  if (other === undefined) return first.answer
  let winner: Running<Answer> | undefined
  const finish = async (runner: Running<Answer>, loser: Running<Answer>): Promise<Answer> => {
    const answer = await runner.answer
    winner ??= runner
    if (winner !== runner) throw outrun()
    loser.stop(outrun())
    await loser.answer.catch(() => undefined)
    return answer
  }
  try {
    return await Promise.any([finish(first, other), finish(other, first)])
  } catch (thrown) {
    throw thrown instanceof AggregateError ? (thrown.errors as unknown[]).at(-1) : thrown
  }
}

async function isLate(
  { answer }: Running<unknown>,
  clock: Clock,
  delayMs: number,
): Promise<boolean> {
  const timer = new AbortController()
  const inTime = answer.then(
    () => false,
    () => false,
  )
  const late = clock.sleep(delayMs, timer.signal).then(
    () => true,
    () => false,
  )
  const isLast = await Promise.race([inTime, late])
  timer.abort(inTime)
  return isLast
}

function outrun(): GatewayError {
  return new GatewayError('cancelled', 'Another attempt of this request answered first.', {
    origin: 'gateway',
    ran: 'maybe',
  })
}
