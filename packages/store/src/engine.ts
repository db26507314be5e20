import type {
  AuditStore,
  Bus,
  ClaimStore,
  JobStore,
  LedgerStore,
  SnapshotStore,
  Store,
} from '@signalbox/core'

/** An engine that may hold the truth: values, leases, money, settings, jobs, and who changed what. */
export interface Engine extends Store, LedgerStore, SnapshotStore, JobStore, AuditStore {
  /** Opens the store now instead of at the first call, and throws when it cannot. */
  readonly ready: () => Promise<void>
}

/** An engine that lives with its schema: forward only, applied at the first use. */
export interface SqlEngine extends Engine {
  /** Brings the schema up to date now; answers what was applied. */
  readonly migrate: () => Promise<readonly string[]>
  /** Steps of the schema by name; asking applies none. */
  readonly migrations: () => Promise<MigrationNames>
}

/** What a store has of the schema. */
export interface MigrationNames {
  /** Also those of a later version of this package. */
  readonly applied: readonly string[]
  readonly pending: readonly string[]
}

/** An engine that reaches the other replicas as well. */
export interface SharedEngine extends SqlEngine, ClaimStore, Bus {}
