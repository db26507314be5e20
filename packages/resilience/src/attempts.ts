import { GatewayError, type Target } from '@signalbox/core'

import type { Admission } from './breaker.ts'
import type { Gate } from './gate.ts'
import { race, type Hedger } from './hedge.ts'
import type { Permit, TrafficClass } from './permit.ts'
import type { RetryBudget } from './retry-budget.ts'
import { deadlineError, openError, spentError } from './spent-error.ts'
import type { Step, TargetOrder } from './target-order.ts'
import {
  startTrial,
  withdrawProbe,
  type Dispatch,
  type Running,
  type TrialOptions,
} from './trial.ts'
import { verdictOf, verdictTable } from './verdict-table.ts'

/** An attempt with less time left than this is not begun. */
const leastMs = 250

const mayProbe = { probe: true }
const noProbe = { probe: false }

/** All that the attempts of one request need. */
export interface AttemptsOptions extends TrialOptions {
  readonly order: TargetOrder
  readonly maxAttempts: number
  /** False: what may have run must not run again, so it is no probe either. */
  readonly replaySafe: boolean
  /** The longest wait for room or for the end of a block. */
  readonly waitMaxMs: number
  readonly class: TrafficClass
  /** Whose retry budget pays. */
  readonly group: string
  readonly budget: RetryBudget
  readonly gate: Gate
  /** Absent: no copies. */
  readonly hedger: Hedger | undefined
  /** So many ms were spent waiting for room. */
  queued(ms: number): void
  onEvent(event: AttemptEvent): void
}

/** Why an attempt was not made. */
export interface AttemptEvent {
  readonly type: 'skipped' | 'retry-budget-exhausted' | 'hedged'
  readonly target: string
  readonly reason: string
}

/** The attempts of one request: the only owner of retries, fallbacks and copies. */
export interface Attempts<Answer> {
  /** The first answer of whoever gives one; may be asked again when an answer broke off. */
  answer(dispatch: Dispatch<Answer>): Promise<Answer>
  /** An answer broke off after it began. */
  broke(target: Target, error: GatewayError): void
}

interface Admitted {
  readonly target: Target
  readonly admission: Extract<Admission, { allowed: true }>
  readonly permit: Permit
}

/** The loop over the candidates of one request. */
export function createAttempts<Answer>(options: AttemptsOptions): Attempts<Answer> {
  const { order, clock, deadline, breakers, gate, budget, cost, signal } = options
  let made = 0
  let failure: GatewayError | undefined
  let refusal: GatewayError | undefined

  function give(reason: GatewayError = failure ?? refusal ?? openError(undefined)): GatewayError {
    return spentError(reason, clock.wall())
  }

  function skip(target: Target, reason: string): void {
    order.take(target)
    options.onEvent({ type: 'skipped', target: target.id, reason })
  }

  function admit(target: Target): Admitted['admission'] | undefined {
    const admission = breakers.admit(target, order.left(), options.replaySafe ? mayProbe : noProbe)
    if (admission.allowed) return admission
    const { until, reason } = admission
    refusal ??= openError(until === undefined ? undefined : Math.max(0, until - clock.now()))
    skip(target, reason)
    return undefined
  }

  /** Waits for room; undefined: there is none, and the next target may have some. */
  async function room(target: Target): Promise<Permit | undefined> {
    const startedAt = clock.now()
    const waitMaxMs = Math.min(options.waitMaxMs, deadline - startedAt)
    try {
      return await gate.acquire(target, cost, { class: options.class, signal, waitMaxMs })
    } catch (thrown) {
      const error = GatewayError.from(thrown)
      if (error.kind !== 'rate_limited' && error.kind !== 'overloaded') throw error
      refusal = error
      skip(target, error.kind)
      return undefined
    } finally {
      options.queued(clock.now() - startedAt)
    }
  }

  /** Throws when the wait is longer than anybody has patience for. */
  function check({ waitMs }: Step): void {
    if (waitMs > options.waitMaxMs) throw give()
    const now = clock.now()
    const isLate = made > 0 && now + waitMs > deadline - leastMs
    if (isLate || now >= deadline) throw failure === undefined ? deadlineError() : give()
  }

  function start(admitted: Admitted, dispatch: Dispatch<Answer>): Running<Answer> {
    const { target, admission, permit } = admitted
    order.take(target)
    const hold = { target, permit, probe: admission.probe }
    const running = startTrial(options, ++made, hold, dispatch)
    const answer = running.answer.catch((thrown: unknown) => {
      const error = GatewayError.from(thrown)
      if (error.kind !== 'cancelled') failed(target, error)
      throw error
    })
    return { ...running, answer }
  }

  function failed(target: Target, error: GatewayError): void {
    failure = error
    order.failed(target, error)
  }

  function copy(of: Target, dispatch: Dispatch<Answer>): Running<Answer> | undefined {
    const target = made < options.maxAttempts ? order.beside(of) : undefined
    if (target === undefined || options.hedger?.allow() !== true) return undefined
    const admission = admit(target)
    if (admission === undefined) return undefined
    const permit = gate.tryAcquire(target, cost, options.class)
    if (permit === undefined) {
      withdrawProbe(breakers, target, admission)
      return undefined
    }
    options.onEvent({ type: 'hedged', target: target.id, reason: 'slow' })
    return start({ target, admission, permit }, dispatch)
  }

  async function run(admitted: Admitted, dispatch: Dispatch<Answer>): Promise<Answer> {
    const first = start(admitted, dispatch)
    const delayMs = made === 1 ? options.hedger?.delayMs() : undefined
    if (delayMs === undefined) return first.answer
    return race(first, { clock, delayMs, second: () => copy(first.target, dispatch) })
  }

  /** Whether the retry budget pays for one more. */
  function isPaid(target: Target): boolean {
    if (made === 0) return true
    const verdict = failure === undefined ? undefined : verdictOf(failure)
    const isSlow = verdict !== undefined && verdictTable[verdict].slow
    if (budget.take(options.group, isSlow ? 2 : 1)) return true
    options.onEvent({
      type: 'retry-budget-exhausted',
      target: target.id,
      reason: 'retry_budget_exhausted',
    })
    return false
  }

  return {
    broke: failed,
    async answer(dispatch) {
      for (;;) {
        signal.throwIfAborted()
        const step = made < options.maxAttempts ? order.next() : undefined
        if (step === undefined) throw give()
        const { target, waitMs } = step
        check(step)
        if (waitMs > 0) await clock.sleep(waitMs, signal)
        const admission = admit(target)
        if (admission === undefined) continue
        const permit = gate.tryAcquire(target, cost, options.class) ?? (await room(target))
        if (permit === undefined || !isPaid(target)) {
          permit?.release()
          withdrawProbe(breakers, target, admission)
          if (permit === undefined) continue
          throw give()
        }
        const admitted = { target, admission, permit }
        try {
          return await run(admitted, dispatch)
        } catch (thrown) {
          const error = GatewayError.from(thrown)
          if (signal.aborted || verdictOf(error) === undefined) throw error
        }
      }
    },
  }
}
