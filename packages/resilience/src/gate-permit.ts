import type { Clock } from '@signalbox/core'

import type { ConcurrencyLimit } from './adaptive-concurrency.ts'
import type { GateCost, Permit } from './permit.ts'
import type { ProviderBuckets, Taken } from './provider-buckets.ts'
import type { WaitingRoom } from './waiting-room.ts'

/** What one target counts against; targets of a quota group share buckets and room. */
export interface GateLane {
  readonly buckets: ProviderBuckets
  readonly room: WaitingRoom
  readonly concurrency: ConcurrencyLimit
  /** Whether the provider gives back what was estimated too high. */
  readonly refunds: boolean
  readonly clock: Clock
  /** Decayed mean of how long a place stays taken. */
  heldMs: number
}

/** The permit of a gate; without `taken` it holds a place in flight and nothing else. */
export class GatePermit implements Permit {
  readonly #lane: GateLane
  readonly #taken: Taken | undefined
  readonly #at: number
  #over = false

  constructor(lane: GateLane, taken: Taken | undefined, now: number) {
    this.#lane = lane
    this.#taken = taken
    this.#at = now
    lane.concurrency.enter()
  }

  settle(actual: GateCost): void {
    this.#end(actual)
  }

  release(): void {
    this.#end(undefined)
  }

  #end(actual: GateCost | undefined): void {
    if (this.#over) return
    this.#over = true
    const { buckets, room, concurrency, refunds, clock } = this.#lane
    const now = clock.now()
    concurrency.leave()
    this.#lane.heldMs += (now - this.#at - this.#lane.heldMs) * 0.1
    const used = refunds ? actual : atLeast(this.#taken?.cost ?? nothing, actual)
    const cameBack = this.#taken !== undefined && buckets.settle(this.#taken, used, now)
    if (room.size > 0 && (cameBack || concurrency.limit < Infinity)) room.wake()
  }
}

const nothing: GateCost = { tokensIn: 0, tokensOut: 0 }

function atLeast(estimate: GateCost, actual: GateCost | undefined): GateCost {
  if (actual === undefined) return estimate
  return {
    tokensIn: Math.max(estimate.tokensIn, actual.tokensIn),
    tokensOut: Math.max(estimate.tokensOut, actual.tokensOut),
  }
}
