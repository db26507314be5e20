import type { KvStore } from './ports.ts'

/** Whose turns, and the client's wire: tokens of one partition are never seen by another. */
export interface CustodyScope {
  readonly partition: string
  readonly wire: string
}

/** A key that all replicas share, and a store for clients that drop what they were given. */
export interface CustodyOptions {
  readonly key: Uint8Array
  readonly store: KvStore
}
