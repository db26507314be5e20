import type { JsonObject } from '@signalbox/core'

/** What may pass per minute and at once; `shadow` counts and refuses nobody. */
export interface TenantLimits {
  readonly rpm?: number | undefined
  /** Input and output together. */
  readonly tpm?: number | undefined
  readonly inputTpm?: number | undefined
  readonly outputTpm?: number | undefined
  readonly concurrency?: number | undefined
  readonly mode?: 'enforce' | 'shadow' | undefined
}

/** What a tenant or a key may do; a request must be allowed by both. */
export interface Rights {
  /** Patterns such as `openai/*`; absent: every model. */
  readonly models?: readonly string[] | undefined
  /** Operations such as `chat` or `embed`; absent: all of them. */
  readonly scopes?: readonly string[] | undefined
  readonly limits?: TenantLimits | undefined
  readonly dataClass?: string | undefined
  readonly tags?: readonly string[] | undefined
}

/** Somebody who uses the gateway. */
export interface TenantRecord extends Rights {
  readonly name: string
  /** Of each of its users, by the `user` of keys; `limits` are of all of them together. */
  readonly userLimits?: TenantLimits | undefined
  /** Nothing of this tenant is served. */
  readonly blocked?: boolean | undefined
  /** Of other packages, kept with the tenant and not read here. */
  readonly settings?: JsonObject | undefined
  /** Unix ms. */
  readonly createdAt?: number | undefined
}

/** One secret of a key, as its hash; times are Unix ms. */
export interface KeyHash {
  /** SHA-256 of the whole key, hexadecimal. */
  readonly hash: string
  /** An old secret after a rotation is good until then. */
  readonly until?: number | undefined
}

/** A gateway key without its secret; times are Unix ms. */
export interface KeyRecord extends Rights {
  readonly id: string
  readonly tenant: string
  readonly label?: string | undefined
  readonly user?: string | undefined
  readonly hashes: readonly KeyHash[]
  readonly createdAt?: number | undefined
  readonly expiresAt?: number | undefined
  readonly revokedAt?: number | undefined
}
