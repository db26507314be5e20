import type { Moment } from './key-use.ts'
import type { KeyStateName } from './pool-options.ts'
import type { DrainRules, PooledKey, RetiredVersion } from './pooled-key.ts'

/** A key as an operator may see it. */
export interface KeyView {
  readonly id: string
  readonly state: KeyStateName
  readonly reason?: string | undefined
  /** Unix ms at which it is tried again. */
  readonly until?: number | undefined
  /** The used share of its tightest limit. */
  readonly used: number
  readonly today: { readonly requests: number; readonly tokens: number; readonly nanoUsd: bigint }
  readonly version?: string | undefined
  readonly retired: readonly RetiredVersion[]
}

/** What may be shown of a key. */
export function viewKey(key: PooledKey, moment: Moment, rules: DrainRules): KeyView {
  const { out, until } = key.health
  const back = moment.wall + until - moment.now
  return {
    id: key.id,
    state: key.state(moment, rules),
    ...(out === undefined ? {} : { reason: out.reason }),
    ...(out === undefined || !Number.isFinite(back) ? {} : { until: back }),
    used: key.use.used(moment),
    today: key.use.today(moment.wall),
    ...(key.current === undefined ? {} : { version: key.current.version }),
    retired: key.retired,
  }
}
