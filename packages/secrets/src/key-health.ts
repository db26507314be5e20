import type { GatewayError } from '@signalbox/core'

import type { KeyStateName } from './pool-options.ts'

type Out = Extract<KeyStateName, 'resting' | 'revoked' | 'exhausted' | 'quarantined'>

/** What a provider's refusal means for a key, its account, or one model under it. */
export interface KeyVerdict {
  readonly state: Out | 'not-entitled'
  readonly reason: string
  /** Until it is tried again, in ms; undefined: by the steps of its state. */
  readonly forMs?: number | undefined
  /** Every key of the same account is meant. */
  readonly isAccount: boolean
}

const firstRestMs = 1000
const notEntitledMs = 3_600_000
const steps: Readonly<Record<Out, { readonly first: number; readonly last: number }>> = {
  resting: { first: firstRestMs, last: 60_000 },
  revoked: { first: 60_000, last: 3_600_000 },
  exhausted: { first: 300_000, last: 3_600_000 },
  quarantined: { first: Infinity, last: Infinity },
}

/** Reads an error for what it says of the key; undefined: it is about something else. */
export function verdictOnKey(error: GatewayError, wall: number): KeyVerdict | undefined {
  const { verdict, scope, retryAfterMs, resetsAt } = error.details
  const isAccount = scope === 'account'
  const untilReset = resetsAt === undefined ? undefined : Math.max(firstRestMs, resetsAt - wall)
  switch (verdict) {
    case 'auth_invalid':
      return { state: 'revoked', reason: verdict, isAccount: false }
    case 'billing':
      return { state: 'exhausted', reason: verdict, forMs: untilReset, isAccount }
    case 'blocked':
      return { state: 'quarantined', reason: verdict, isAccount }
    case 'not_entitled':
      return { state: 'not-entitled', reason: verdict, forMs: notEntitledMs, isAccount: false }
    case 'quota_exhausted':
      return { state: 'resting', reason: verdict, forMs: retryAfterMs ?? untilReset, isAccount }
    case 'rate_limited':
    case 'ramp_limited':
      // The limit of a model is no key's fault.
      if (scope === 'model' || scope === 'target') return undefined
      return { state: 'resting', reason: verdict, forMs: retryAfterMs ?? firstRestMs, isAccount }
    case 'overloaded':
    case 'transient':
    case 'connect_failed':
    case 'timeout_first_token':
    case 'stalled':
    case 'truncated':
    case 'malformed':
    case 'not_found':
    case 'context_too_long':
    case 'unsupported':
    case 'bad_request':
    case 'refused':
    case undefined:
      return undefined
  }
}

/** Whether a key may be used at all. Times are monotonic ms. */
export class KeyHealth {
  #out: { readonly state: Out; readonly reason: string; readonly since: number } | undefined
  #until = -Infinity
  #failures = 0
  readonly #models = new Map<string, number>()

  get out(): { readonly state: Out; readonly reason: string; readonly since: number } | undefined {
    return this.#out
  }

  get until(): number {
    return this.#until
  }

  /** False while it is out; one request may try it again when the time has come. */
  isUsable(model: string, now: number): boolean {
    if ((this.#models.get(model) ?? -Infinity) > now) return false
    return this.#out === undefined || now >= this.#until
  }

  /** A key that is tried again: the others wait for what comes of it. */
  probed(now: number): void {
    if (this.#out !== undefined) this.#until = now + this.#stepMs(this.#out.state)
  }

  fail(verdict: KeyVerdict, model: string, now: number): void {
    const { state, reason, forMs } = verdict
    if (state === 'not-entitled') {
      if (this.#models.size >= maxModels) this.#models.clear()
      this.#models.set(model, now + (forMs ?? 0))
      return
    }
    this.#failures++
    this.#out = { state, reason, since: this.#out?.state === state ? this.#out.since : now }
    this.#until = now + (forMs ?? this.#stepMs(state))
  }

  succeed(): void {
    this.#out = undefined
    this.#failures = 0
  }

  /** Another secret under the same id has no history. */
  renew(): void {
    this.succeed()
    this.#models.clear()
  }

  #stepMs(state: Out): number {
    const { first, last } = steps[state]
    return Math.min(last, first * 2 ** Math.max(0, this.#failures - 1))
  }
}

const maxModels = 1000
