import {
  GatewayError,
  type AttemptFact,
  type Clock,
  type Outcome,
  type Target,
  type Usage,
} from '@signalbox/core'

import type { Alarms } from './alarms.ts'
import type { AwaitedCall } from './breaker-sample.ts'
import type { Admission, Breakers, Sample } from './breaker.ts'
import type { GateCost, Permit } from './permit.ts'
import { deadlineError, silentError } from './spent-error.ts'
import { ranOf } from './verdict-table.ts'

/** One attempt, as whoever makes the call sees it. */
export interface Trial {
  /** From 1, over retries, fallbacks and hedges. */
  readonly n: number
  readonly target: Target
  /** Aborted when the client leaves, a clock ends or another attempt won. */
  readonly signal: AbortSignal
  /** Once, when the answer is over; a failed call is settled by itself. */
  readonly settle: (outcome: Outcome) => void
}

/** Makes the call of one attempt; resolves at its first content. */
export type Dispatch<Answer> = (trial: Trial) => Promise<Answer>

/** What a running attempt holds. */
export interface Hold {
  readonly target: Target
  readonly probe: boolean
  readonly permit: Permit
}

/** What attempts of one request share. */
export interface TrialOptions {
  readonly clock: Clock
  readonly alarms: Alarms
  readonly breakers: Breakers
  readonly cost: GateCost
  readonly stream: boolean
  readonly signal: AbortSignal
  /** Monotonic ms. */
  readonly deadline: number
  firstContentMs(target: Target): number
  observe(target: Target, firstContentMs: number): void
  note(n: number, fact: AttemptFact): void
}

interface Held extends Hold {
  probe: boolean
  readonly call: AwaitedCall | undefined
}

/** A call on its way. */
export interface Running<Answer> {
  readonly target: Target
  readonly answer: Promise<Answer>
  /** Ends it without a verdict. */
  stop(reason: GatewayError): void
}

/** Starts one attempt under its clocks; whatever happens, permit and breaker hear of its end once. */
export function startTrial<Answer>(
  options: TrialOptions,
  n: number,
  hold: Hold,
  dispatch: Dispatch<Answer>,
): Running<Answer> {
  const { clock, alarms, breakers, signal, deadline } = options
  const { target } = hold
  const control = new AbortController()
  const startedAt = clock.now()
  let isOver = false
  let hasBegun = false
  const leave = () => {
    control.abort(signal.reason)
  }
  const stop = (reason: GatewayError) => {
    control.abort(reason)
  }
  const firstContentAt = startedAt + options.firstContentMs(target)
  const quiet = alarms.at(Math.min(firstContentAt, deadline), () => {
    stop(firstContentAt < deadline ? silentError(target.provider) : deadlineError())
  })
  let cancelDeadline: () => void = () => undefined
  const held: Held = { ...hold, call: options.stream ? callOf(options, target) : undefined }

  const settle = (outcome: Outcome) => {
    if (isOver) return
    isOver = true
    signal.removeEventListener('abort', leave)
    quiet()
    cancelDeadline()
    report(options, held, outcome)
    options.note(n, { target, reason: reasonOf(outcome), outcome })
  }

  /** A call that fails is settled below, where it is known who stopped it. */
  let early: Outcome | undefined
  const hear = (outcome: Outcome) => {
    if (hasBegun || outcome.status === 'ok') settle(outcome)
    else early = outcome
  }

  async function run(): Promise<Answer> {
    try {
      control.signal.throwIfAborted()
      const answer = await dispatch({ n, target, signal: control.signal, settle: hear })
      quiet()
      hasBegun = true
      if (!isOver) began()
      if (early !== undefined) settle(early)
      return answer
    } catch (thrown) {
      const error = GatewayError.from(control.signal.aborted ? control.signal.reason : thrown)
      settle(failureOf(error, clock.now() - startedAt))
      throw error
    }
  }

  function began(): void {
    const durationMs = clock.now() - startedAt
    const outcome: Outcome = { status: 'ok', firstContentMs: durationMs, durationMs }
    options.note(n, { target, reason: 'ok', outcome })
    options.observe(target, durationMs)
    // The end of a long answer is too late for those who wait for the verdict of a probe.
    if (held.probe) breakers.record(target, sampleOf(options, held, outcome))
    held.probe = false
    if (held.call !== undefined) breakers.answered(target, held.call)
    if (!options.stream) return
    cancelDeadline = alarms.at(deadline, () => {
      stop(deadlineError())
    })
  }

  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
  return { target, answer: run(), stop }
}

function callOf({ breakers, cost }: TrialOptions, target: Target): AwaitedCall {
  return breakers.sent(target, { inputTokens: cost.tokensIn })
}

function failureOf(error: GatewayError, durationMs: number): Outcome {
  return { status: error.kind === 'cancelled' ? 'cancelled' : 'failed', error, durationMs }
}

function reasonOf({ status, error }: Outcome): string {
  return error?.details.verdict ?? error?.kind ?? status
}

function report(options: TrialOptions, hold: Held, outcome: Outcome): void {
  const { error, usage } = outcome
  const { permit } = hold
  const { cost } = options
  options.breakers.record(hold.target, sampleOf(options, hold, outcome))
  if (error !== undefined && outcome.status === 'failed' && ranOf(error) === 'no') permit.release()
  else
    permit.settle({
      tokensIn: usage === undefined ? cost.tokensIn : chargedInput(usage),
      tokensOut: usage === undefined ? cost.tokensOut : outputOf(usage),
    })
}

/** Cached reads do not count against most limits. */
function chargedInput({ input }: Usage): number {
  const { uncached, cacheWrite5m, cacheWrite1h, cacheWriteOther, toolUse } = input
  return uncached + cacheWrite5m + cacheWrite1h + cacheWriteOther + toolUse
}

function outputOf({ output }: Usage): number {
  return output.text + output.reasoning
}

function sampleOf(options: TrialOptions, hold: Held, outcome: Outcome): Sample {
  const { error, usage, firstContentMs, durationMs } = outcome
  return {
    status: outcome.status,
    durationMs,
    stream: options.stream,
    inputTokens: options.cost.tokensIn,
    probe: hold.probe,
    call: hold.call,
    ...(error === undefined ? {} : { error }),
    ...(firstContentMs === undefined ? {} : { firstContentMs }),
    ...(usage === undefined ? {} : { outputTokens: outputOf(usage) }),
  }
}

/** A probe slot given back by whoever did not use it. */
export function withdrawProbe(
  breakers: Breakers,
  target: Target,
  admission: Extract<Admission, { allowed: true }>,
): void {
  if (!admission.probe) return
  breakers.record(target, { status: 'cancelled', durationMs: 0, stream: false, probe: true })
}
