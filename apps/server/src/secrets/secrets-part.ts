import { hash } from 'node:crypto'

import type { Logger, Middleware } from '@signalbox/core'
import { createKeyPool, type ManagedKeyPool, type PoolKey, type Redactor } from '@signalbox/secrets'

import type { Config, ProviderConfig } from '../config/config.ts'
import type { Stores } from '../stores/open-stores.ts'
import { secretSources } from './secret-sources.ts'

/** The keys of all providers. */
export interface SecretsPart {
  readonly keys: ManagedKeyPool
  /** Outermost of each attempt: counts what it took to the key it used. */
  readonly meter: Middleware
}

/** What keys are made with. */
export interface SecretsShared {
  readonly stores: Stores
  readonly redactor: Redactor
  readonly logger: Logger | undefined
}

/** Pools keep what they have learnt as long as no key and no source has changed. */
export function secretsPart(
  config: Config,
  { stores, redactor, logger }: SecretsShared,
  before?: { readonly config: Config; readonly part: SecretsPart },
): SecretsPart {
  if (before !== undefined && told(before.config) === told(config)) return before.part
  const { ttlSeconds } = config.secrets ?? {}
  const keys = createKeyPool({
    sources: secretSources(config.secrets, stores),
    pools: Object.fromEntries(config.providers.map(({ name, keys: own }) => [name, poolOf(own)])),
    ttlMs: ttlSeconds === undefined ? undefined : ttlSeconds * 1000,
    redactor,
    logger,
  })
  const meter = keys.meter(
    ({ facts }, { id }) =>
      facts.calls?.findLast(({ target }) => target.id === id)?.cost?.nanoUsd ?? null,
  )
  return { keys, meter }
}

function poolOf(keys: ProviderConfig['keys']): readonly PoolKey[] {
  return keys.map(({ value, isReference, ...key }) => ({
    ...key,
    ...(isReference === true ? { ref: value.reveal() } : { value }),
  }))
}

function told({ providers, secrets }: Config): string {
  const keys = providers.map(({ name, keys: own }) => [
    name,
    own.map(({ value, ...key }) => [key, hash('sha256', value.reveal())]),
  ])
  return JSON.stringify([keys, secrets])
}
