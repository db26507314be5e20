import { Gcra, type Clock, type GcraRate, type LeaseStore } from '@signalbox/core'

/** A limit that several replicas share, and how this one reaches it. */
export interface LeasedBucketOptions {
  readonly key: string
  readonly store: LeaseStore
  readonly clock: Clock
  readonly limit: number
  readonly periodMs: number
  readonly burst: number
  /** Last known live replicas, this one included. */
  readonly replicas?: (() => number) | undefined
  /** Tokens have arrived, or the store is gone: whoever waits should look again. */
  readonly onChange?: (() => void) | undefined
}

/** Tokens of a shared limit, taken from it in chunks ahead of need. */
export interface LeasedBucket {
  /** Whether the units are here; asks the store for more when few are left. */
  has(units: number, now: number): boolean
  take(units: number, now: number): void
  giveBack(units: number): void
  configure(limit: number, burst: number): void
  /** Until it is worth looking again. */
  waitMs(units: number, now: number): number
}

const refillAt = 0.25
const chunkMs = 20
const scarceChunkMs = 200
const staleMs = 1000
const patienceMs = 250
const retryStoreMs = 1000
// What replicas hold unspent counts against the burst, so that no window is ever broken.
const sharedPart = 0.6

/**
 * One call in flight at a time; without the store it spends what it has, then its static share.
 * Units above what the store gives at once leave a debt.
 */
export function createLeasedBucket(options: LeasedBucketOptions): LeasedBucket {
  const { key, store, clock, periodMs, replicas = () => 1, onChange } = options
  let { limit, burst } = options
  let balance = 0
  let touchedAt = -Infinity
  let askedAt: number | undefined
  let askAgainAt = -Infinity
  let lost = false
  let scarce = false
  const share = new Gcra(shareNow())

  function live(): number {
    return Math.max(1, replicas())
  }

  function shareNow(): GcraRate {
    return { limit: limit / live(), periodMs, burst: Math.max(1, burst / live()) }
  }

  function most(): number {
    return Math.max(1, Math.floor(burst / (4 * live())))
  }

  function chunk(): number {
    const worthMs = scarce ? scarceChunkMs : chunkMs
    return Math.min(most(), Math.max(1, Math.ceil((limit / periodMs) * (worthMs / live()))))
  }

  function cap(): number {
    return Math.max(1, Math.floor(burst * sharedPart))
  }

  function isLost(now: number): boolean {
    return lost || (askedAt !== undefined && now - askedAt > patienceMs)
  }

  function shareWaitMs(units: number, now: number): number {
    return share.waitMs(Math.min(units - Math.max(0, balance), Math.max(1, burst / live())), now)
  }

  function ask(units: number, now: number): void {
    if (askedAt !== undefined || now < askAgainAt || limit <= 0) return
    askedAt = now
    const want = Math.min(cap(), Math.max(chunk(), Math.ceil(units - balance)))
    const ratePerSec = (limit / periodMs) * 1000
    store.lease(key, { cap: cap(), ratePerSec, want }).then(arrive, fail)
  }

  function arrive({ granted, retryAtMs }: { granted: number; retryAtMs: number }): void {
    const now = clock.now()
    askedAt = undefined
    lost = false
    scarce = retryAtMs > 0
    balance += granted
    touchedAt = now
    askAgainAt = retryAtMs > 0 ? now + Math.max(1, retryAtMs - clock.wall()) : -Infinity
    if (granted > 0) onChange?.()
  }

  function fail(): void {
    askedAt = undefined
    askAgainAt = clock.now() + retryStoreMs
    if (lost) return
    lost = true
    share.configure(shareNow(), clock.now())
    onChange?.()
  }

  return {
    has(units, now) {
      if (now - touchedAt > staleMs) balance = Math.min(balance, 0)
      touchedAt = now
      const need = Math.min(units, cap())
      if (balance - need < chunk() * refillAt) ask(need, now)
      return balance >= need || (isLost(now) && shareWaitMs(need, now) === 0)
    },

    take(units, now) {
      const own = balance >= Math.min(units, cap()) ? units : Math.max(0, balance)
      balance -= own
      if (units > own) share.settle(0, units - own, now)
    },

    giveBack(units) {
      balance = Math.min(balance + units, Math.max(balance, most()))
    },

    configure(nextLimit, nextBurst) {
      limit = nextLimit
      burst = nextBurst
      share.configure(shareNow(), clock.now())
    },

    waitMs(units, now) {
      const need = Math.min(units, cap())
      if (balance >= need) return 0
      if (isLost(now)) return shareWaitMs(need, now)
      return Math.max(1, (askedAt === undefined ? askAgainAt : askedAt + patienceMs) - now)
    },
  }
}
