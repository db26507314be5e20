import { isDeepStrictEqual } from 'node:util'

import { isJsonObject, type JsonObject, type Logger, type SnapshotStore } from '@signalbox/core'

import type { Config } from '../config/config.ts'
import type { PoliciesSection } from '../config/sections/policies.ts'
import { followSnapshot } from '../stores/follow-snapshot.ts'

/** Policies that operators put into the store: they outlive a restart and hold on every replica. */
export interface StoredPolicies {
  readonly current: () => PoliciesSection
  /** All of them, in place of those before; rejects when the store does not take them. */
  replace(policies: PoliciesSection): Promise<void>
  close(): void
}

/** What follows the store, and who hears of it. */
export interface StoredPoliciesOptions {
  readonly store: SnapshotStore
  readonly logger: Logger | undefined
  /** Others are stored now; what it throws is told, and stays without effect. */
  readonly onChange: () => void
}

/** A configuration with the policies of the store over its own. */
export function withPolicies(config: Config, stored: PoliciesSection): Config {
  if (Object.keys(stored).length === 0) return config
  return { ...config, policies: { ...config.policies, ...stored } }
}

const path = ['policies'] as const

/** Reads the store's policies and follows their changes; the last good ones stay while it is away. */
export function followPolicies(options: StoredPoliciesOptions): StoredPolicies {
  const { store, logger, onChange } = options
  let current: PoliciesSection = {}

  function take(policies: PoliciesSection): void {
    if (isDeepStrictEqual(policies, current)) return
    const before = current
    current = policies
    try {
      onChange()
    } catch (error) {
      current = before
      logger?.error('the stored policies are not used; the last good ones stay', { error })
    }
  }

  const { close } = followSnapshot({
    store,
    async onSnapshot({ policies: stored }) {
      if (!isJsonObject(stored)) return take({})
      // Schemas are loaded when there is something to read.
      const { policiesSection } = await import('../config/sections/policies.ts')
      const parsed = policiesSection.safeParse(stored)
      if (parsed.success) take(parsed.data)
      else
        logger?.error('the stored policies cannot be read; the last good ones stay', {
          error: parsed.error,
        })
    },
    onAway(error) {
      logger?.warn('the store of policies does not answer; the last good ones stay', { error })
    },
  })
  return {
    current: () => current,
    async replace(policies) {
      const isEmpty = Object.keys(policies).length === 0
      const value = JSON.parse(JSON.stringify(policies)) as JsonObject
      await store.write(isEmpty ? { path } : { path, value })
      take(policies)
    },
    close,
  }
}
