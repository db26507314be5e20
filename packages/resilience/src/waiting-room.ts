import { GatewayError, type Clock } from '@signalbox/core'
import PQueue from 'p-queue'

import { trafficClasses, type GateCost, type Permit, type TrafficClass } from './permit.ts'
import type { Ahead } from './provider-buckets.ts'

/** One request that found no room. */
export interface RoomEntry {
  readonly class: TrafficClass
  readonly cost: GateCost
  readonly signal: AbortSignal
  readonly waitMaxMs: number
  take(): Permit | undefined
  /** By the buckets, behind others. */
  waitMs(ahead: Ahead): number
  /** Until a place among those in flight is likely, behind so many others. */
  placeMs(ahead: number): number
}

/** Where the clock comes from and how many may wait. */
export interface WaitingRoomOptions {
  readonly clock: Clock
  readonly cap?: number | undefined
}

/** Why a room sends away. */
export type RoomRefusal = 'queue_full' | 'wait_exceeds_deadline'

/** Holds what a bucket cannot admit yet: by class, first come first served inside a class. */
export interface WaitingRoom {
  readonly size: number
  sizeBy(): Readonly<Record<TrafficClass, number>>
  /** Whether nobody waits of this class or one above it. */
  isEmptyFor(trafficClass: TrafficClass): boolean
  readonly refused: Readonly<Record<RoomRefusal, number>>
  wait(entry: RoomEntry): Promise<Permit>
  /** Something changed: whoever is first looks again. */
  wake(): void
  whenEmpty(): Promise<void>
}

interface Waiter {
  readonly entry: RoomEntry
  readonly rank: number
  readonly sequence: number
  readonly deadline: number
  readonly control: AbortController
  permit: Permit | undefined
  yielding: boolean
  again: Promise<Permit | undefined> | undefined
  awake: (() => void) | undefined
}

const priorities = [10, 0, -10] as const
const nobody: Ahead = { requests: 0, tokensIn: 0, tokensOut: 0 }
const longestNapMs = 500
// Without a reason of its own every abort would capture a stack.
const wokenEarly = 'woken early'

/** One p-queue of concurrency 1, whose running task is the head of the queue, waiting for its turn. */
export function createWaitingRoom({ clock, cap = 1000 }: WaitingRoomOptions): WaitingRoom {
  const queue = new PQueue({ concurrency: 1 })
  const waiters = new Set<Waiter>()
  const sums = trafficClasses.map(() => ({ requests: 0, tokensIn: 0, tokensOut: 0 }))
  const refused = { queue_full: 0, wait_exceeds_deadline: 0 }
  let head: Waiter | undefined
  let sequence = 0

  function add(waiter: Waiter, sign: 1 | -1): void {
    const sum = sums[waiter.rank]
    if (sum === undefined) return
    sum.requests += sign
    sum.tokensIn += sign * waiter.entry.cost.tokensIn
    sum.tokensOut += sign * waiter.entry.cost.tokensOut
  }

  function forget(waiter: Waiter): void {
    if (waiters.delete(waiter)) add(waiter, -1)
    if (waiters.size === 0) sequence = 0
  }

  function aheadOf(rank: number): Ahead {
    const ahead = { requests: 0, tokensIn: 0, tokensOut: 0 }
    for (const [at, sum] of sums.entries()) {
      if (at > rank) break
      ahead.requests += sum.requests
      ahead.tokensIn += sum.tokensIn
      ahead.tokensOut += sum.tokensOut
    }
    return ahead
  }

  function shed(reason: RoomRefusal, waitMs: number): GatewayError {
    refused[reason] += 1
    return refusal(reason, waitMs)
  }

  function leave(waiter: Waiter, reason: unknown): void {
    forget(waiter)
    waiter.control.abort(reason)
    waiter.awake?.()
  }

  function enqueue(waiter: Waiter): Promise<Permit | undefined> {
    const priority = (priorities[waiter.rank] ?? 0) - waiter.sequence * 1e-9
    return queue.add(() => hold(waiter), { priority, signal: waiter.control.signal })
  }

  async function hold(waiter: Waiter): Promise<Permit | undefined> {
    head = waiter
    try {
      for (;;) {
        waiter.control.signal.throwIfAborted()
        if (waiter.yielding) return stepBack(waiter)
        waiter.permit = waiter.entry.take()
        if (waiter.permit !== undefined) {
          forget(waiter)
          return waiter.permit
        }
        const wait = waiter.entry.waitMs(nobody)
        if (clock.now() + wait > waiter.deadline) throw shed('wait_exceeds_deadline', wait)
        await nap(waiter, Math.min(longestNapMs, Math.max(1, wait), expireOthers(waiter)))
      }
    } finally {
      if (head === waiter) head = undefined
    }
  }

  /** Queued again before the place is free, so that nobody of the same class slips in. */
  function stepBack(waiter: Waiter): undefined {
    waiter.yielding = false
    waiter.again = enqueue(waiter)
  }

  /** Sends away whoever waited too long; tells how long nobody else will have. */
  function expireOthers(self: Waiter): number {
    const now = clock.now()
    let next = self.deadline - now
    for (const waiter of waiters) {
      const left = waiter.deadline - now
      if (waiter !== self && left <= 0)
        leave(waiter, shed('wait_exceeds_deadline', waiter.entry.waitMs(aheadOf(waiter.rank))))
      else next = Math.min(next, left)
    }
    return Math.max(1, next)
  }

  function nap(waiter: Waiter, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const alarm = new AbortController()
      waiter.awake = () => {
        waiter.awake = undefined
        alarm.abort(wokenEarly)
        resolve()
      }
      clock.sleep(ms, alarm.signal).then(resolve, () => undefined)
    })
  }

  return {
    get size() {
      return waiters.size
    },

    sizeBy() {
      const [interactive = 0, standard = 0, background = 0] = sums.map(({ requests }) => requests)
      return { interactive, standard, background }
    },

    isEmptyFor: (trafficClass) => aheadOf(trafficClasses.indexOf(trafficClass)).requests === 0,

    refused,

    async wait(entry) {
      entry.signal.throwIfAborted()
      const rank = trafficClasses.indexOf(entry.class)
      const ahead = aheadOf(rank)
      const predicted = Math.max(entry.waitMs(ahead), entry.placeMs(ahead.requests))
      if (waiters.size >= cap) throw shed('queue_full', predicted)
      if (predicted > 0.95 * entry.waitMaxMs) throw shed('wait_exceeds_deadline', predicted)
      const waiter: Waiter = {
        entry,
        rank,
        sequence: (sequence += 1),
        deadline: clock.now() + entry.waitMaxMs,
        control: new AbortController(),
        permit: undefined,
        yielding: false,
        again: undefined,
        awake: undefined,
      }
      const onAbort = () => leave(waiter, entry.signal.reason)
      entry.signal.addEventListener('abort', onAbort, { once: true })
      waiters.add(waiter)
      add(waiter, 1)
      try {
        let turn = enqueue(waiter)
        if (head !== undefined && head.rank > rank) {
          head.yielding = true
          head.awake?.()
        }
        for (;;) {
          const permit = await turn
          if (permit !== undefined) return permit
          if (waiter.again === undefined) throw new TypeError('A waiter left without its place.')
          turn = waiter.again
        }
      } catch (error) {
        waiter.permit?.release()
        throw error
      } finally {
        forget(waiter)
        entry.signal.removeEventListener('abort', onAbort)
      }
    },

    wake() {
      head?.awake?.()
    },

    whenEmpty: () => queue.onIdle(),
  }
}

function refusal(reason: RoomRefusal, waitMs: number): GatewayError {
  const why =
    reason === 'queue_full'
      ? 'Too many requests wait for this provider'
      : 'The limit of this provider has no room in time'
  const retry = Number.isFinite(waitMs) ? { retryAfterMs: Math.ceil(waitMs) } : {}
  return new GatewayError('rate_limited', `${why}; send fewer requests or try again later.`, {
    origin: 'gateway',
    ran: 'no',
    scope: 'target',
    verdict: 'rate_limited',
    ...retry,
  })
}
