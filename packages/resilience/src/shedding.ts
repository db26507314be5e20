import { GatewayError, systemClock, type Clock } from '@signalbox/core'

import type { TrafficClass } from './permit.ts'

/** 0 is calm; 1 refuses background, 2 also standard and every extra, 3 all new work. */
export type ShedStage = 0 | 1 | 2 | 3

/** What the gateway measures of itself. */
export interface SheddingOptions {
  /** p99 of the last seconds. */
  readonly loopLagMs: () => number
  /** Used share of the heap limit, 0 to 1. */
  readonly heapShare: () => number
  /** Requests in flight; a fifth of it is kept for interactive ones. */
  readonly inflightCap?: number | undefined
  /** `shadow` counts and refuses nobody. */
  readonly mode?: 'enforce' | 'shadow' | undefined
  readonly clock?: Clock | undefined
  readonly random?: (() => number) | undefined
}

/** Refuses new work by class before the gateway drowns; work in flight always goes on. */
export interface Shedding {
  /** Throws `overloaded` with a delay of 1 to 3 s; whoever got in calls `leave` once. */
  enter(trafficClass: TrafficClass): void
  leave(): void
  stage(): ShedStage
  /** Whether hedges, probes and the semantic cache may run. */
  allowsExtras(): boolean
  readonly inflight: number
  readonly refused: Readonly<Record<TrafficClass, number>>
}

const lagMs = [100, 200, 400] as const
const heap = [0.85, 0.89, 0.92] as const
const steadyMs = 5000
const sampleEveryMs = 250
const sharedPart = 0.8

/** Looks at the gateway at most every 250 ms, and only when asked: no timer. */
export function createShedding(options: SheddingOptions): Shedding {
  const { loopLagMs, heapShare, inflightCap = Infinity, mode = 'enforce' } = options
  const { clock = systemClock, random = Math.random } = options
  const refused = { interactive: 0, standard: 0, background: 0 }
  const laggingSince: (number | undefined)[] = [undefined, undefined, undefined]
  let current: ShedStage = 0
  let calmSince: number | undefined
  let sampledAt = -Infinity
  let inflight = 0

  function sample(now: number): void {
    if (now - sampledAt < sampleEveryMs) return
    sampledAt = now
    const wanted = measure(now)
    if (wanted >= current) {
      current = wanted
      calmSince = undefined
      return
    }
    calmSince ??= now
    if (now - calmSince < steadyMs) return
    current = wanted
    calmSince = undefined
  }

  function measure(now: number): ShedStage {
    const lag = loopLagMs()
    const used = heapShare()
    let reached: ShedStage = 0
    for (const next of [1, 2, 3] as const) {
      const at = next - 1
      laggingSince[at] = lag > (lagMs[at] ?? Infinity) ? (laggingSince[at] ?? now) : undefined
      const lagging = now - (laggingSince[at] ?? now) >= steadyMs
      if (lagging || used > (heap[at] ?? Infinity)) reached = next
    }
    return reached
  }

  function stage(): ShedStage {
    sample(clock.now())
    return current
  }

  function refuses(trafficClass: TrafficClass): boolean {
    switch (trafficClass) {
      case 'interactive':
        return stage() >= 3 || inflight >= inflightCap
      case 'standard':
        return stage() >= 2 || inflight >= inflightCap * sharedPart
      case 'background':
        return stage() >= 1 || inflight >= inflightCap * sharedPart
    }
  }

  return {
    enter(trafficClass) {
      if (refuses(trafficClass)) {
        refused[trafficClass] += 1
        if (mode === 'enforce')
          throw new GatewayError('overloaded', 'The gateway is overloaded; try again later.', {
            origin: 'gateway',
            ran: 'no',
            scope: 'request',
            retryAfterMs: Math.round(1000 + 2000 * random()),
          })
      }
      inflight += 1
    },

    leave() {
      inflight = Math.max(0, inflight - 1)
    },

    stage,
    allowsExtras: () => stage() < 2,
    refused,
    get inflight() {
      return inflight
    },
  }
}
