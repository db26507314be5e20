import {
  GatewayError,
  systemClock,
  type Clock,
  type HealthView,
  type LeaseStore,
  type Observation,
  type Target,
} from '@signalbox/core'

import {
  adaptiveConcurrency,
  fixedConcurrency,
  type AdaptiveConcurrencyOptions,
} from './adaptive-concurrency.ts'
import { GatePermit, type GateLane } from './gate-permit.ts'
import type { GateSnapshot } from './gate-snapshot.ts'
import { createLeasedBucket } from './leased-bucket.ts'
import { correctLimits, type Refill } from './limits-correction.ts'
import type { GateCost, Permit, TrafficClass } from './permit.ts'
import {
  createProviderBuckets,
  type CellSnapshot,
  type LeaseFactory,
  type ProviderBuckets,
  type ProviderLimits,
} from './provider-buckets.ts'
import { isLocal, quotaKey } from './quota-key.ts'
import { createWaitingRoom, type WaitingRoom } from './waiting-room.ts'

export type { GateCost, Permit, TrafficClass } from './permit.ts'

/** How a provider counts; data of its row in the catalogue. */
export interface CountingProfile {
  readonly refill?: Refill | undefined
  /** False where an estimate is charged in full and failed requests count. */
  readonly refunds?: boolean | undefined
}

/** What is known of the providers' limits, and what to do about them. */
export interface GateOptions {
  /** Asked once per target. */
  readonly limits?: ((target: Target) => ProviderLimits | undefined) | undefined
  readonly profile?: ((target: Target) => CountingProfile | undefined) | undefined
  /** For targets tagged `local` without a stated concurrency. */
  readonly adaptive?: AdaptiveConcurrencyOptions | undefined
  /** `shadow` counts and refuses nobody. */
  readonly mode?: 'enforce' | 'shadow' | undefined
  /** Requests that may wait per quota group. */
  readonly roomCap?: number | undefined
  readonly maxTargets?: number | undefined
  /** Shares the limits with other replicas. */
  readonly leases?: LeaseStore | undefined
  readonly replicas?: (() => number) | undefined
  readonly clock?: Clock | undefined
  readonly random?: (() => number) | undefined
}

/** How long a request may wait, and behind whom. */
export interface AcquireOptions {
  readonly class: TrafficClass
  readonly signal: AbortSignal
  readonly waitMaxMs: number
}

/** Keeps every provider inside its limits. */
export interface Gate {
  /** Neither promise, queue nor timer; `undefined` when there is no room or others wait before it. */
  tryAcquire(target: Target, cost: GateCost, trafficClass?: TrafficClass): Permit | undefined
  /** Throws `rate_limited` with a delay when the wait would be too long. */
  acquire(target: Target, cost: GateCost, options: AcquireOptions): Promise<Permit>
  /** With the time at which the request was sent, headers are read exactly. */
  observe(seen: Observation, sentAt?: number): void
  bucket(id: string): ReturnType<HealthView['bucket']>
  concurrency(id: string): ReturnType<HealthView['concurrency']>
  snapshot(): readonly GateSnapshot[]
  /** Lets nobody new wait; resolves when nobody waits any more. */
  drain(): Promise<void>
}

interface Group {
  readonly key: string
  readonly provider: string
  readonly buckets: ProviderBuckets
  readonly room: WaitingRoom
  readonly lanes: Map<string, Lane>
  shadowed: number
}

interface Lane extends GateLane {
  readonly group: Group
  readonly refill: Refill
}

/**
 * One gate per process. A request that finds room takes it synchronously; what finds none waits by
 * class in the room of its quota group.
 *
 * @example createGate({ limits: () => ({ rpm: 600, tpm: 200_000 }) })
 */
export function createGate(options: GateOptions = {}): Gate {
  const {
    clock = systemClock,
    random = Math.random,
    mode = 'enforce',
    maxTargets = 10_000,
  } = options
  const lanes = new Map<string, Lane>()
  const groups = new Map<string, Group>()
  let draining = false

  function laneOf(target: Target): Lane {
    const known = lanes.get(target.id)
    if (known !== undefined) return known
    if (lanes.size >= maxTargets) makeRoom()
    const limits = options.limits?.(target)
    const group = groupOf(target, limits)
    const profile = options.profile?.(target)
    const concurrency =
      isLocal(target) && limits?.concurrency === undefined
        ? adaptiveConcurrency(options.adaptive)
        : fixedConcurrency(limits?.concurrency)
    const lane: Lane = {
      group,
      buckets: group.buckets,
      room: group.room,
      concurrency,
      refill: profile?.refill ?? 'continuous',
      refunds: profile?.refunds ?? true,
      clock,
      heldMs: 0,
    }
    lanes.set(target.id, lane)
    group.lanes.set(target.id, lane)
    return lane
  }

  function groupOf(target: Target, limits: ProviderLimits | undefined): Group {
    const key = quotaKey(target)
    const known = groups.get(key)
    if (known !== undefined) return known
    const room = createWaitingRoom({ clock, cap: options.roomCap })
    const buckets = createProviderBuckets(limits, leaseOf(key, room))
    const { provider } = target
    const group: Group = { key, provider, buckets, room, lanes: new Map(), shadowed: 0 }
    groups.set(key, group)
    return group
  }

  function leaseOf(key: string, room: WaitingRoom): LeaseFactory | undefined {
    const { leases: store, replicas } = options
    if (store === undefined) return undefined
    return (dimension, rate) =>
      createLeasedBucket({
        key: `bucket:${key}:${dimension}`,
        store,
        clock,
        ...rate,
        replicas,
        onChange: () => room.wake(),
      })
  }

  function makeRoom(): void {
    const now = clock.now()
    const [oldest] = lanes.keys()
    for (const [id, { group, concurrency }] of lanes)
      if (id === oldest || (concurrency.inflight === 0 && group.buckets.isIdle(now))) drop(id)
  }

  function drop(id: string): void {
    const group = lanes.get(id)?.group
    lanes.delete(id)
    group?.lanes.delete(id)
    if (group?.lanes.size === 0) groups.delete(group.key)
  }

  function take(lane: Lane, cost: GateCost, trafficClass: TrafficClass): Permit | undefined {
    if (!lane.concurrency.hasRoom()) return undefined
    const now = clock.now()
    const taken = lane.buckets.tryTake(cost, now, leftBy[trafficClass])
    return taken === undefined ? undefined : new GatePermit(lane, taken, now)
  }

  function takeAtOnce(lane: Lane, cost: GateCost, trafficClass: TrafficClass): Permit | undefined {
    const { room } = lane
    const isFirst = room.size === 0 || room.isEmptyFor(trafficClass)
    const permit = isFirst ? take(lane, cost, trafficClass) : undefined
    if (permit !== undefined || mode === 'enforce') return permit
    lane.group.shadowed += 1
    return new GatePermit(lane, undefined, clock.now())
  }

  function placeMs({ concurrency, heldMs }: Lane, ahead: number): number {
    return concurrency.hasRoom() ? 0 : (heldMs * (ahead + 1)) / concurrency.limit
  }

  return {
    tryAcquire: (target, cost, trafficClass = 'interactive') =>
      takeAtOnce(laneOf(target), cost, trafficClass),

    async acquire(target, cost, { class: trafficClass, signal, waitMaxMs }) {
      const lane = laneOf(target)
      const permit = takeAtOnce(lane, cost, trafficClass)
      if (permit !== undefined) return permit
      if (draining)
        throw new GatewayError('overloaded', 'The gateway is shutting down; try again.', {
          origin: 'gateway',
          ran: 'no',
          retryAfterMs: 1000,
        })
      return lane.room.wait({
        class: trafficClass,
        cost,
        signal,
        waitMaxMs,
        take: () => take(lane, cost, trafficClass),
        waitMs: (ahead) => lane.buckets.waitMs(cost, ahead, clock.now(), leftBy[trafficClass]),
        placeMs: (ahead) => placeMs(lane, ahead),
      })
    },

    observe(seen, sentAt) {
      const lane = laneOf(seen.target)
      const { refill, concurrency, room, buckets } = lane
      correctLimits(buckets, seen, { now: clock.now(), wall: clock.wall(), random, refill, sentAt })
      if (seen.error === undefined) concurrency.succeeded()
      else if (isStrain(seen.error)) concurrency.strained()
      if (room.size > 0) room.wake()
    },

    bucket(id) {
      const lane = lanes.get(id)
      const now = clock.now()
      if (lane === undefined) return { requests: Infinity, tokens: Infinity, share: 1 }
      return { ...whatIsLeft(lane.buckets.snapshot(now)), ...blockOf(lane.buckets, now) }
    },

    concurrency(id) {
      const limit = lanes.get(id)?.concurrency
      return { inflight: limit?.inflight ?? 0, limit: limit?.limit ?? Infinity }
    },

    snapshot() {
      const now = clock.now()
      return Array.from(groups.values(), (group) => ({
        key: group.key,
        provider: group.provider,
        blockedUntil: undefined,
        ...blockOf(group.buckets, now),
        rateShare: group.buckets.rateShare,
        limits: group.buckets.snapshot(now),
        waiting: group.room.size,
        waitingBy: group.room.sizeBy(),
        refused: { ...group.room.refused },
        shadowed: group.shadowed,
        targets: Array.from(group.lanes, ([id, { concurrency }]) => ({
          id,
          inflight: concurrency.inflight,
          limit: concurrency.limit,
        })),
      }))
    },

    async drain() {
      draining = true
      await Promise.all(Array.from(groups.values(), ({ room }) => room.whenEmpty()))
    },
  }
}

/** Of each burst: work that has time leaves room for who comes next, who has none. */
const leftBy: Readonly<Record<TrafficClass, number>> = {
  interactive: 0,
  standard: 0,
  background: 0.5,
}

function isStrain({ kind, details: { verdict, origin } }: GatewayError): boolean {
  if (origin !== 'provider') return false
  return verdict === 'rate_limited' || verdict === 'overloaded' || kind === 'upstream_timeout'
}

function blockOf({ blockedUntil }: ProviderBuckets, now: number): { blockedUntil?: number } {
  return blockedUntil > now ? { blockedUntil } : {}
}

function whatIsLeft(cells: readonly CellSnapshot[]) {
  const left = { requests: Infinity, tokens: Infinity, share: 1 }
  for (const { dimension, available, burst } of cells) {
    const counts = dimension === 'requests' || dimension === 'requests-day' ? 'requests' : 'tokens'
    left[counts] = Math.min(left[counts], available)
    left.share = Math.min(left.share, burst > 0 ? available / burst : 0)
  }
  return left
}
