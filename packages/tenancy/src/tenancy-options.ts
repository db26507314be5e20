import type {
  Bus,
  Clock,
  LeaseStore,
  Logger,
  Secret,
  SlotStore,
  SnapshotStore,
} from '@signalbox/core'

import type { FillRandom } from './key-format.ts'
import type { LimitedParty, LimitEvent } from './limiter.ts'
import type { ModelTargets } from './may-use.ts'
import type { KeyRecord, TenantRecord } from './records.ts'
import type { SnapshotFile } from './snapshot-file.ts'

/** A key that the configuration gives, of any form; found by its hash like all others. */
export interface FixedKey extends Omit<KeyRecord, 'tenant' | 'hashes'> {
  readonly value: Secret
}

/** A tenant that the configuration gives. */
export interface FixedTenant extends TenantRecord {
  readonly keys?: readonly FixedKey[] | undefined
}

/** Where tenants come from and how their limits are counted; everything may be left out. */
export interface TenancyOptions {
  /** Keeps tenants and keys; without one there are only those of the configuration. */
  readonly store?: SnapshotStore | undefined
  /** Shares limits with the other replicas; without one each process counts alone. */
  readonly leases?: LeaseStore | undefined
  /** Shares limits of requests at once; without one each process has its static share. */
  readonly slots?: SlotStore | undefined
  /** Tells the other replicas of changes at once. */
  readonly bus?: Bus | undefined
  readonly tenants?: readonly FixedTenant[] | undefined
  /** The last good copy, for a start without the store. */
  readonly file?: SnapshotFile | undefined
  /** How often the store is asked although it said nothing; default 10 s. */
  readonly pollMs?: number | undefined
  /** Last known live replicas; default 1. */
  readonly replicas?: (() => number) | undefined
  /** What passes without the store of leases; default: the static share of each limit. */
  readonly onOutage?: 'share' | 'closed' | undefined
  /** How much of a minute's limit may come at once; default: all of it. */
  readonly burstMs?: number | undefined
  /** Limits that several tenants share, of the groups above one. */
  readonly above?: ((tenant: TenantRecord) => readonly LimitedParty[]) | undefined
  /** What an alias leads to, so that a key for `openai/*` may use it. */
  readonly targetsOf?: ModelTargets | undefined
  /** Tags that every target must carry for a class of data; default `restricted` → `local`. */
  readonly dataClasses?: Readonly<Record<string, readonly string[]>> | undefined
  /** Hexadecimal SHA-256 of a text; default: a portable one, some microseconds slower. */
  readonly hash?: ((text: string) => string) | undefined
  readonly clock?: Clock | undefined
  readonly random?: FillRandom | undefined
  readonly logger?: Logger | undefined
  /** Tenants or keys of the store are other ones now. */
  readonly onChange?: (() => void) | undefined
  readonly onEvent?: ((event: LimitEvent) => void) | undefined
}
