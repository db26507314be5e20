import { systemClock } from './clock.ts'
import { Gcra } from './gcra.ts'
import type { Clock, Store } from './ports.ts'
import { createSlotBook } from './slot-book.ts'

/** Where a memory store takes its time from and how much it may hold. */
export interface MemoryStoreOptions {
  readonly clock?: Pick<Clock, 'now' | 'wall'> | undefined
  /** Of keys and values; the least recently used go first. */
  readonly maxBytes?: number | undefined
  /** Shared limits kept at once, of each kind; full buckets go first, they lose nothing. */
  readonly maxBuckets?: number | undefined
}

interface Entry {
  readonly value: Uint8Array
  readonly expiresAt: number
}

interface Bucket {
  readonly cell: Gcra
  cap: number
  ratePerSec: number
}

const entryOverheadBytes = 100

/** The store of one process: bounded, gone with it. `retryAtMs` is wall time, 0 when all was granted. */
export function memoryStore(options: MemoryStoreOptions = {}): Store {
  const { clock = systemClock, maxBytes = 64 * 1024 * 1024, maxBuckets = 100_000 } = options
  const entries = new Map<string, Entry>()
  const buckets = new Map<string, Bucket>()
  const slots = createSlotBook({ clock, maxKeys: maxBuckets })
  let bytes = 0

  function remove(key: string): void {
    const entry = entries.get(key)
    if (entry === undefined) return
    entries.delete(key)
    bytes -= sizeOf(key, entry.value)
  }

  function bucketOf(key: string, cap: number, ratePerSec: number): Bucket {
    const rate = { limit: ratePerSec, periodMs: 1000, burst: cap }
    const known = buckets.get(key)
    buckets.delete(key)
    if (known === undefined && buckets.size >= maxBuckets) makeRoom()
    const bucket = known ?? { cell: new Gcra(rate), cap, ratePerSec }
    if (bucket.cap !== cap || bucket.ratePerSec !== ratePerSec)
      bucket.cell.configure(rate, clock.now())
    bucket.cap = cap
    bucket.ratePerSec = ratePerSec
    buckets.set(key, bucket)
    return bucket
  }

  function makeRoom(): void {
    const now = clock.now()
    for (const [key, { cell }] of buckets) if (cell.isFull(now)) buckets.delete(key)
    const [oldest] = buckets.keys()
    if (oldest !== undefined && buckets.size >= maxBuckets) buckets.delete(oldest)
  }

  return {
    async get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      if (entry.expiresAt <= clock.now()) {
        remove(key)
        return undefined
      }
      entries.delete(key)
      entries.set(key, entry)
      return entry.value.slice()
    },

    async set(key, value, ttlMs) {
      remove(key)
      const size = sizeOf(key, value)
      if (ttlMs <= 0 || size > maxBytes) return
      entries.set(key, { value: value.slice(), expiresAt: clock.now() + ttlMs })
      bytes += size
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) return
        remove(oldest)
      }
    },

    async del(key) {
      remove(key)
    },

    async lease(key, { cap, ratePerSec, want }) {
      const now = clock.now()
      const { cell } = bucketOf(key, cap, ratePerSec)
      const granted = Math.min(want, Math.floor(cell.available(now)))
      if (granted > 0) cell.tryTake(granted, now)
      if (granted >= want) return { granted: Math.max(0, granted), retryAtMs: 0 }
      const waitMs = cell.waitMs(Math.min(want, cap), now)
      return { granted, retryAtMs: Math.ceil(clock.wall() + waitMs) }
    },

    hold: async (key, ask) => slots.hold(key, ask),

    async [Symbol.asyncDispose]() {
      entries.clear()
      slots.clear()
      buckets.clear()
      bytes = 0
    },
  }
}

function sizeOf(key: string, value: Uint8Array): number {
  return key.length * 2 + value.byteLength + entryOverheadBytes
}
