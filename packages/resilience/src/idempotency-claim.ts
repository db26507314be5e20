import { GatewayError, type Clock, type KvStore } from '@signalbox/core'

import { decodeRecord, encodeRecord, type IdempotencyRecord } from './idempotency-record.ts'

/** A key-value store; with `insert` a key is claimed once among all replicas. */
export interface IdempotencyStore extends KvStore {
  /** False when the key has a value already; look and write are one atomic step. */
  insert?(key: string, value: Uint8Array, ttlMs: number): Promise<boolean>
}

/** Who may run the request of a key. */
export interface Claims {
  /** Undefined: the caller runs it. Else what is known of the one that did or does. */
  claim(
    id: string,
    fingerprint: string,
    options: { readonly bestEffort: boolean },
  ): Promise<IdempotencyRecord | undefined>
  /** Ends a claim with what is to be known from now on; `undefined` frees the key. */
  settle(id: string, record: IdempotencyRecord | undefined): Promise<void>
}

/** Bounds of claims. */
export interface ClaimOptions {
  readonly ttlMs: number
  readonly runningTtlMs: number
  /** Claims of this process held at once; the oldest are then known to the store alone. */
  readonly maxRunning: number
  readonly clock: Pick<Clock, 'now'>
}

interface Held {
  readonly record: IdempotencyRecord
  readonly until: number
  /** False when the store was away: what it holds may be somebody else's. */
  stored: boolean
}

/** Claims over a store; in one process a key is claimed once whatever the store can do. */
export function createClaims(store: IdempotencyStore, options: ClaimOptions): Claims {
  const { ttlMs, runningTtlMs, maxRunning, clock } = options
  const held = new Map<string, Held>()

  function hold(id: string, record: IdempotencyRecord): Held {
    const claim = { record, until: clock.now() + runningTtlMs, stored: true }
    held.set(id, claim)
    const [oldest] = held.keys()
    if (held.size > maxRunning && oldest !== undefined) held.delete(oldest)
    return claim
  }

  async function read(id: string): Promise<IdempotencyRecord | undefined> {
    const bytes = await store.get(id)
    return bytes === undefined ? undefined : decodeRecord(bytes)
  }

  async function write(
    id: string,
    record: IdempotencyRecord & { state: 'running' },
  ): Promise<IdempotencyRecord | undefined> {
    const bytes = encodeRecord(record)
    if (store.insert !== undefined) {
      if (await store.insert(id, bytes, runningTtlMs)) return undefined
      // It may just have expired; then whoever comes next gets it.
      return (await read(id)) ?? record
    }
    const known = await read(id)
    if (known !== undefined) return known
    await store.set(id, bytes, runningTtlMs)
    const now = await read(id)
    return now?.state === 'running' && now.owner === record.owner ? undefined : now
  }

  return {
    async claim(id, fingerprint, { bestEffort }) {
      const running = held.get(id)
      if (running !== undefined && running.until > clock.now()) return running.record
      const record = { fingerprint, state: 'running', owner: crypto.randomUUID() } as const
      const claim = hold(id, record)
      try {
        const known = await write(id, record)
        if (known !== undefined) held.delete(id)
        return known
      } catch (cause) {
        claim.stored = false
        if (bestEffort) return undefined
        held.delete(id)
        throw storeAway(cause)
      }
    },
    async settle(id, record) {
      const stored = held.get(id)?.stored !== false
      try {
        if (record !== undefined) await store.set(id, encodeRecord(record), ttlMs)
        else if (stored) await store.del(id)
      } finally {
        held.delete(id)
      }
    },
  }
}

function storeAway(cause: unknown): GatewayError {
  return new GatewayError(
    'overloaded',
    'Repetitions cannot be told from new requests now; retry later, or send x-signalbox-idempotency: best-effort.',
    { origin: 'gateway', ran: 'no', scope: 'request', retryAfterMs: 1000, cause },
  )
}
