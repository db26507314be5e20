import type { JsonObject } from './json.ts'
import type { Secret } from './secret.ts'

/** Versioned settings that every replica holds a copy of: tenants, keys, policies. */
export interface SnapshotStore {
  load(): Promise<{ readonly version: bigint; readonly value: JsonObject }>
  /** Changes after a version, in order, as they come; ends when the iterator is returned. */
  changes(since: bigint): AsyncIterable<SnapshotChange>
  /** One top-level or nested key set or removed; answers the new version. */
  write(change: { readonly path: readonly string[]; readonly value?: JsonObject }): Promise<bigint>
}

/** One change of a snapshot; without a value the path was removed. */
export interface SnapshotChange {
  readonly version: bigint
  readonly path: readonly string[]
  readonly value?: JsonObject | undefined
}

/** Work that survives a restart: at least once. */
export interface JobStore {
  /** `dedupe`: a second job with the same word is the first one. */
  enqueue(job: {
    readonly type: string
    readonly payload: JsonObject
    readonly runAt?: number | undefined
    readonly dedupe?: string | undefined
  }): Promise<string>
  claim(type: string, count: number, leaseMs: number): Promise<readonly Job[]>
  extend(id: string, leaseMs: number): Promise<void>
  complete(id: string): Promise<void>
  /** Back to the queue at `retryAt` (Unix ms), or never again. */
  fail(id: string, retryAt?: number): Promise<void>
}

/** A claimed job. */
export interface Job {
  readonly id: string
  readonly payload: JsonObject
  /** From 1. */
  readonly attempt: number
}

/** What operators did, for those who ask later. */
export interface AuditStore {
  /** The same id twice is one row. */
  record(row: AuditRow): Promise<void>
  /** Newest first. */
  audit(query: AuditQuery): Promise<readonly AuditRow[]>
  /** Deletes rows from before a time, Unix ms. */
  forget(olderThan: number): Promise<void>
}

/** One thing that somebody did. */
export interface AuditRow {
  /** Sorts by time. */
  readonly id: string
  /** Unix ms. */
  readonly ts: number
  /** A fingerprint, never a key. */
  readonly who: string
  readonly action: string
  readonly subject: string
  /** Without secrets. */
  readonly detail: JsonObject
}

/** Which rows. */
export interface AuditQuery {
  readonly limit: number
  /** Only rows older than the one with this id. */
  readonly before?: string | undefined
  readonly who?: string | undefined
  readonly action?: string | undefined
}

/** Reads secrets of one scheme, e.g. `env:NAME` or `vault:path#field`. */
export interface SecretSource {
  readonly scheme: string
  /** `ref` without its scheme; throws when there is no such secret. */
  resolve(ref: string): Promise<SecretVersion>
}

/** A secret as it is now. */
export interface SecretVersion {
  readonly value: Secret
  /** Changes when the secret does. */
  readonly version: string
  /** Unix ms. */
  readonly expiresAt?: number | undefined
}
