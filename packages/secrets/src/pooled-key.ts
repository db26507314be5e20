import type { Secret, SecretVersion } from '@signalbox/core'

import { KeyHealth } from './key-health.ts'
import { KeyUse, type Moment } from './key-use.ts'
import type { KeyStateName, PoolKey } from './pool-options.ts'

/** A version that requests in flight may still carry. */
export interface RetiredVersion {
  readonly version: string
  /** Unix ms. */
  readonly retiredAt: number
}

/** When draining begins and ends, as used shares. */
export interface DrainRules {
  readonly drainAt: number
  readonly resumeAt: number
}

const maxRetired = 5

/** One entry of a pool through all versions of its secret. */
export class PooledKey {
  readonly id: string
  readonly entry: PoolKey
  readonly use: KeyUse
  readonly health: KeyHealth = new KeyHealth()
  /** Set while the provider has refused the secret and its source is asked for another. */
  renewing: Promise<unknown> | undefined
  lastPickAt: number = -Infinity
  /** When its source failed last; monotonic ms. */
  failedAt: number = -Infinity
  askedForSuccessor = false
  #current: SecretVersion | undefined
  #retired: readonly RetiredVersion[] = []
  #isDraining = false

  constructor(id: string, entry: PoolKey) {
    this.id = id
    this.entry = entry
    this.use = new KeyUse(entry.limits ?? {})
    if (entry.value !== undefined) this.#current = { value: entry.value, version: '1' }
  }

  get current(): SecretVersion | undefined {
    return this.#current
  }

  get retired(): readonly RetiredVersion[] {
    return this.#retired
  }

  /** True when the version is a new one. */
  become(secret: SecretVersion, wall: number): boolean {
    const before = this.#current
    if (before?.version === secret.version) return false
    this.#current = secret
    if (before === undefined) return true
    const old = { version: before.version, retiredAt: wall }
    this.#retired = [old, ...this.#retired].slice(0, maxRetired)
    this.health.renew()
    this.askedForSuccessor = false
    return true
  }

  /** A successor that was minted, not read from a source. */
  succeed(value: Secret, wall: number): void {
    this.become({ value, version: `minted ${new Date(wall).toISOString()}` }, wall)
  }

  /** Draining has a memory: it ends lower than it began. */
  isDraining(used: number, { drainAt, resumeAt }: DrainRules): boolean {
    this.#isDraining = this.#isDraining ? used >= resumeAt : used >= drainAt
    return this.#isDraining
  }

  state(moment: Moment, rules: DrainRules): KeyStateName {
    if (this.#current === undefined) return 'unconfigured'
    if (this.health.out !== undefined) return this.health.out.state
    return this.isDraining(this.use.used(moment), rules) ? 'draining' : 'active'
  }
}
