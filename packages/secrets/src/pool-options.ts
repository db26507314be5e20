import type { Clock, Logger, Secret, SecretSource } from '@signalbox/core'

import type { Redactor } from './redactor.ts'

/** What a key may do in a minute, a day or a month; absent: as much as the provider allows. */
export interface KeyLimits {
  readonly rpm?: number | undefined
  readonly tpm?: number | undefined
  readonly requestsPerDay?: number | undefined
  readonly tokensPerDay?: number | undefined
  readonly usdPerDay?: number | undefined
  readonly usdPerMonth?: number | undefined
}

/** One key of a pool: by reference, or by value where the configuration has it in clear. */
export interface PoolKey {
  /** Shown in logs and pages; the place in the pool when absent. */
  readonly id?: string | undefined
  readonly ref?: string | undefined
  readonly value?: Secret | undefined
  /** Further references, e.g. the second half of a key pair. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  /** Share among keys that have as much left; default 1. */
  readonly weight?: number | undefined
  readonly limits?: KeyLimits | undefined
  /** Keys of one account fall together when the account does. */
  readonly account?: string | undefined
}

/** A key, or its reference alone. */
export type PoolEntry = string | PoolKey

/** A key near the end of its budget. */
export interface RotationAsk {
  readonly pool: string
  readonly id: string
  /** The largest used share of a day's or month's threshold. */
  readonly used: number
}

/** What happened to a key, for logs and alerts. */
export interface KeyEvent {
  readonly type: 'key'
  readonly pool: string
  readonly id: string
  readonly state: KeyStateName
  readonly reason: string
}

/** The states of a key. */
export type KeyStateName =
  | 'active'
  | 'draining'
  | 'resting'
  | 'revoked'
  | 'exhausted'
  | 'quarantined'
  | 'unconfigured'

/** Pools by the name that targets ask for: their credential, else their provider. */
export interface KeyPoolOptions {
  readonly sources?: readonly SecretSource[] | undefined
  readonly pools?: Readonly<Record<string, readonly PoolEntry[]>> | undefined
  /** Before a reference is looked at again; default 60 s, 5 s for files. */
  readonly ttlMs?: number | undefined
  /** Used share at which a key gets no new requests; default 0.9. */
  readonly drainAt?: number | undefined
  /** Used share below which it gets them again; default 0.7. */
  readonly resumeAt?: number | undefined
  /** Mints a successor when 80 % of a day's or month's threshold are used. */
  readonly rotate?: ((ask: RotationAsk) => Promise<Secret | undefined>) | undefined
  /** Learns every value, so that none is ever written. */
  readonly redactor?: Redactor | undefined
  readonly clock?: Clock | undefined
  readonly random?: (() => number) | undefined
  readonly logger?: Logger | undefined
  readonly onEvent?: ((event: KeyEvent) => void) | undefined
}
