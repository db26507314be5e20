import type { GatewayError, Target, Verdict } from '@signalbox/core'

import { backoff } from './backoff.ts'
import { quotaKey } from './quota-key.ts'
import { ranOf, verdictOf, verdictTable } from './verdict-table.ts'

/** What a failure may lead to, beyond the verdict table. */
export interface MoveRules {
  /** After a failure of which nobody knows whether the provider did the work; default `next`. */
  readonly onAmbiguous?: 'next' | 'never' | undefined
  /** Then also the same target again; default false. */
  readonly sameOnAmbiguous?: boolean | undefined
  /** After a provider's abuse flag; default `never`. */
  readonly onBlocked?: 'next' | 'never' | undefined
  /** Whether the target's pool holds a key that was not refused; default: no. */
  readonly hasOtherKey?: ((target: Target) => boolean) | undefined
}

/** A target to try, and how long from now it must wait. */
export interface Step {
  readonly target: Target
  readonly waitMs: number
}

/** Which candidate of one request comes next; it learns from each failure. */
export interface TargetOrder {
  /** Undefined: nobody is left, or nothing may be repeated. */
  next(): Step | undefined
  /** A copy beside a running attempt: another quota group, at once. */
  beside(running: Target): Target | undefined
  /** Whoever may still be tried, sooner or later. */
  left(): readonly Target[]
  /** It is tried now, or passed over: an open circuit, no room. */
  take(target: Target): void
  failed(target: Target, error: GatewayError): void
}

/** What an order needs to know of its request. */
export interface TargetOrderOptions extends MoveRules {
  /** False: what may have run must not run again. */
  readonly replaySafe: boolean
  readonly now: () => number
  /** Unix ms at the same moment. */
  readonly wall: () => number
  readonly random: () => number
}

/** The order of the candidates, best first. */
export function createTargetOrder(
  candidates: readonly Target[],
  options: TargetOrderOptions,
): TargetOrder {
  const { onAmbiguous = 'next', onBlocked = 'never', now, random } = options
  const tried = new Set<string>()
  const again = new Map<string, number>()
  const repeated = new Set<string>()
  const blocked = new Map<string, number>()
  const throttles = new Map<string, number>()
  const unfit: ((target: Target) => boolean)[] = []
  let last: { readonly target: Target; readonly elsewhere: boolean } | undefined

  function readyAt(target: Target): number {
    // Before the first failure nothing is known, so nothing need be asked.
    if (last === undefined) return tried.has(target.id) ? Infinity : 0
    const group = quotaKey(target)
    const free = blocked.get(group) ?? 0
    const at = again.get(target.id)
    if (at !== undefined) return Math.max(at, free)
    if (tried.has(target.id)) return Infinity
    if (!last.elsewhere || unfit.some((isUnfit) => isUnfit(target))) return Infinity
    if (free > now()) return free
    const isSameGroup = quotaKey(last.target) === group
    return isSameGroup ? now() + backoff((throttles.get(group) ?? 0) - 1, { random }) : 0
  }

  return {
    next() {
      let best: Target | undefined
      let soonest = Infinity
      for (const target of candidates) {
        const at = readyAt(target)
        if (at >= soonest) continue
        best = target
        soonest = at
        if (at === 0) break
      }
      return best === undefined ? undefined : { target: best, waitMs: Math.max(0, soonest - now()) }
    },

    left: () =>
      tried.size === 0 ? candidates : candidates.filter((target) => readyAt(target) < Infinity),

    beside(running) {
      const group = quotaKey(running)
      return candidates.find((target) => quotaKey(target) !== group && readyAt(target) === 0)
    },

    take(target) {
      tried.add(target.id)
      again.delete(target.id)
    },

    failed(target, error) {
      const verdict = verdictOf(error)
      if (verdict === undefined) {
        again.clear()
        last = { target, elsewhere: false }
        return
      }
      const row = verdictTable[verdict]
      const isOpen = ranOf(error) === 'no' || (options.replaySafe && onAmbiguous === 'next')
      const mayMove = row.next !== 'never' && (row.next !== 'opt-in' || onBlocked === 'next')
      last = { target, elsewhere: isOpen && mayMove }
      if (!last.elsewhere) again.clear()
      const wait = waitAfter(target, error, verdict)
      if (row.blocksGroup) blocked.set(quotaKey(target), now() + wait)
      if (mayRepeat(target, error, verdict)) again.set(target.id, now() + wait)
      const rule = unfitAfter(target, verdict)
      if (rule !== undefined) unfit.push(rule)
    },
  }

  function mayRepeat(target: Target, error: GatewayError, verdict: Verdict): boolean {
    if (ranOf(error) !== 'no' && !options.replaySafe) return false
    const reason = `${target.id} ${verdict}`
    const isFirst = !repeated.has(reason)
    repeated.add(reason)
    switch (verdictTable[verdict].same) {
      case 'never':
        return false
      case 'after-wait':
        return true
      case 'once-after-wait':
      case 'once-soon':
        return isFirst
      case 'other-key':
        return isFirst && options.hasOtherKey?.(target) === true
      case 'opt-in':
        return options.sameOnAmbiguous === true
    }
  }

  function waitAfter(target: Target, error: GatewayError, verdict: Verdict): number {
    const { same, blocksGroup } = verdictTable[verdict]
    const { retryAfterMs, resetsAt } = error.details
    if (same === 'once-soon') return random() * 100
    if (same === 'other-key') return 0
    const group = quotaKey(target)
    const count = throttles.get(group) ?? 0
    if (blocksGroup || same === 'opt-in') throttles.set(group, count + 1)
    const asked = retryAfterMs ?? (resetsAt === undefined ? 0 : resetsAt - options.wall())
    if (same === 'never' && blocksGroup && asked <= 0) return Infinity
    const least = verdict === 'overloaded' ? 1000 : 0
    return Math.max(least, backoff(count, { floorMs: asked, random }))
  }
}

/** Which other targets would meet the same fault. */
function unfitAfter(failed: Target, verdict: Verdict): ((target: Target) => boolean) | undefined {
  if (verdict === 'auth_invalid')
    return (target) => sharesAccount(target, failed) && target.credential === failed.credential
  switch (verdictTable[verdict].next) {
    case 'any':
    case 'opt-in':
    case 'never':
      return undefined
    case 'other-account':
      return (target) => sharesAccount(target, failed)
    case 'larger': {
      const window = failed.capabilities?.contextTokens ?? Infinity
      return ({ capabilities }) => (capabilities?.contextTokens ?? 0) <= window
    }
    case 'capable':
      return ({ provider, model }) => provider === failed.provider && model === failed.model
  }
}

function sharesAccount(one: Target, other: Target): boolean {
  return one.provider === other.provider && one.account === other.account
}
