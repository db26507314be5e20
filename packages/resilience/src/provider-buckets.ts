import { BucketCell, type Dimension } from './bucket-cell.ts'
import { LearnedRate } from './learned-rate.ts'
import type { LeasedBucket } from './leased-bucket.ts'
import type { GateCost } from './permit.ts'

/** Limits of a provider as configured; absent means unknown, then headers may state them. */
export interface ProviderLimits {
  readonly rpm?: number | undefined
  readonly tpm?: number | undefined
  readonly itpm?: number | undefined
  readonly otpm?: number | undefined
  readonly rpd?: number | undefined
  /** Requests in flight per target. */
  readonly concurrency?: number | undefined
  /** Requests that may pass at once; token limits get the same share of their minute. Default: a tenth of a minute. */
  readonly burst?: number | undefined
}

/** A shared limit to take leases from. */
export type LeaseFactory = (
  dimension: Dimension,
  rate: { limit: number; periodMs: number; burst: number },
) => LeasedBucket

/** One provider limit as it stands. */
export interface CellSnapshot {
  readonly dimension: Dimension
  readonly limit: number
  readonly burst: number
  readonly available: number
}

/** What was taken, to be settled later. */
export interface Taken {
  readonly number: number
  readonly cells: number
  readonly cost: GateCost
}

/** What others in front cost, requests included. */
export interface Ahead extends GateCost {
  readonly requests: number
}

/** All limits that the targets of one quota group share. */
export interface ProviderBuckets {
  /** Monotonic ms; -Infinity when nothing blocks. */
  readonly blockedUntil: number
  readonly rateShare: number
  /** Only when that share of every burst is left afterwards. */
  tryTake(cost: GateCost, now: number, leaving?: number): Taken | undefined
  /** `undefined` for what did not run at all; true when something came back. */
  settle(taken: Taken, actual: GateCost | undefined, now: number): boolean
  /** Until the cost would fit behind `ahead`; Infinity when it never does. */
  waitMs(cost: GateCost, ahead: Ahead, now: number, leaving?: number): number
  /** The cell of a dimension; made when a header states an unknown limit. */
  cell(dimension: Dimension, stated?: number): BucketCell | undefined
  blockUntil(time: number): void
  accepted(now: number): void
  throttled(now: number): void
  ramped(now: number): void
  snapshot(now: number): readonly CellSnapshot[]
  isIdle(now: number): boolean
}

const minuteMs = 60_000
const dayMs = 86_400_000
const defaultBurstShare = 0.1

/** Limits of one quota group, synchronous. */
export function createProviderBuckets(
  limits: ProviderLimits = {},
  lease?: LeaseFactory,
): ProviderBuckets {
  const { rpm, burst } = limits
  const burstShare =
    rpm !== undefined && rpm > 0 && burst !== undefined ? burst / rpm : defaultBurstShare
  const learned = new LearnedRate()
  const cells: BucketCell[] = []
  let blockedUntil = -Infinity
  let takes = 0

  function add(dimension: Dimension, limit: number, ceiling = limit): BucketCell {
    const periodMs = dimension === 'requests-day' ? dayMs : minuteMs
    const share = dimension === 'requests-day' ? 1 : burstShare
    const rate = { limit, periodMs, burst: Math.max(1, limit * share) }
    const cell = new BucketCell({ dimension, ...rate, ceiling, lease: lease?.(dimension, rate) })
    cells.push(cell)
    return cell
  }

  function pace(now: number): void {
    for (const cell of cells) if (cell.dimension !== 'requests-day') cell.pace(learned.share, now)
  }

  for (const [dimension, limit] of [
    ['requests', rpm],
    ['requests-day', limits.rpd],
    ['tokens', limits.tpm],
    ['input-tokens', limits.itpm],
    ['output-tokens', limits.otpm],
  ] as const)
    if (limit !== undefined && Number.isFinite(limit)) add(dimension, limit)

  return {
    get blockedUntil() {
      return blockedUntil
    },

    get rateShare() {
      return learned.share
    },

    tryTake(cost, now, leaving) {
      if (now < blockedUntil) return undefined
      for (const cell of cells) if (!cell.fits(cell.units(cost), now, leaving)) return undefined
      takes += 1
      for (const cell of cells) cell.take(takes, cell.units(cost), now)
      return { number: takes, cells: cells.length, cost }
    },

    settle({ number, cells: count, cost }, actual, now) {
      let cameBack = false
      for (const [index, cell] of cells.entries()) {
        if (index >= count) break
        const used = actual === undefined ? 0 : cell.units(actual)
        if (cell.settle(number, cell.units(cost), used, now)) cameBack = true
      }
      return cameBack
    },

    waitMs(cost, ahead, now, leaving) {
      let wait = Math.max(0, blockedUntil - now)
      for (const cell of cells) {
        const inFront = ahead.requests === 0 ? 0 : aheadOf(cell, ahead)
        wait = Math.max(wait, cell.waitMs(cell.units(cost), inFront, now, leaving))
      }
      return wait
    },

    cell(dimension, stated) {
      const known = cells.find((cell) => cell.dimension === dimension)
      if (known !== undefined || stated === undefined) return known
      return add(dimension, stated, Infinity)
    },

    blockUntil(time) {
      blockedUntil = Math.max(blockedUntil, time)
      for (const cell of cells) if (cell.dimension !== 'requests-day') cell.blockUntil(time)
    },

    accepted(now) {
      if (learned.share >= 1) return
      learned.accepted(now)
      pace(now)
    },

    throttled(now) {
      learned.throttled()
      pace(now)
    },

    ramped(now) {
      learned.ramped(now)
      pace(now)
    },

    snapshot: (now) =>
      cells.map((cell) => ({
        dimension: cell.dimension,
        limit: cell.limit,
        burst: cell.burst,
        available: now < blockedUntil ? 0 : cell.available(now),
      })),

    isIdle: (now) =>
      now >= blockedUntil && learned.share >= 1 && cells.every((cell) => cell.isFull(now)),
  }
}

function aheadOf(cell: BucketCell, ahead: Ahead): number {
  switch (cell.dimension) {
    case 'requests':
    case 'requests-day':
      return ahead.requests
    case 'tokens':
    case 'input-tokens':
    case 'output-tokens':
      return cell.units(ahead)
  }
}
