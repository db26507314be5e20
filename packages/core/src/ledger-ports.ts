import type { Usage } from './response.ts'

/** What a budget counts: nano-USD or tokens, always whole numbers. */
export type BudgetUnit = 'usd' | 'tokens'

/** One budget in one period; the next period is another row. */
export interface BudgetRow {
  /** `name@periodStart`, chosen by the ledger. */
  readonly id: string
  /** Whose budget it is, e.g. `tenant:acme` or `key:acme/app`. */
  readonly scope: string
  readonly unit: BudgetUnit
  /** Unix ms, inclusive. */
  readonly periodStart: number
  /** Unix ms, exclusive; undefined for a budget without end. */
  readonly periodEnd?: number | undefined
  /** In nano-USD or tokens. */
  readonly limit: bigint
  readonly mode: 'strict' | 'soft' | 'observe'
}

/** A budget with what has gone from it. */
export interface BudgetState extends BudgetRow {
  /** Charged by rows, and by leases whose replica was lost. */
  readonly settled: bigint
  /** Handed to replicas and not yet charged. */
  readonly leased: bigint
}

/** What one row takes from one budget, through the lease it was reserved in. */
export interface Charge {
  readonly budget: string
  /** Empty, or unknown to the store: nothing was set aside, and `actual` is charged straight to the budget. */
  readonly lease: string
  /** What was reserved, in the unit of the budget. */
  readonly estimate: bigint
  /** What it came to; equal to the estimate until the attempt has settled. */
  readonly actual: bigint
}

/** How an attempt ended for the books. */
export type UsageKind =
  | 'ok'
  | 'partial'
  | 'failed'
  | 'unknown'
  | 'orphan'
  | 'coalesced'
  | 'cached'
  | 'adjust'

/** One attempt in the books; `requestId`, `attempt` and `ts` name it for ever. */
export interface UsageRow {
  readonly requestId: string
  /** From 1. */
  readonly attempt: number
  /** Unix ms of the reservation, fixed there. */
  readonly ts: number
  readonly tenant?: string | undefined
  readonly keyId?: string | undefined
  /** The id of the provider's key that was used. */
  readonly credential?: string | undefined
  readonly route?: string | undefined
  readonly target: string
  readonly provider: string
  readonly model: string
  readonly kind: UsageKind
  readonly usage?: Usage | undefined
  /** Null: there is no price, which is not zero. */
  readonly nanoUsd: bigint | null
  /** What an answer cost when it was made, that was given again for nothing. */
  readonly savedNanoUsd?: bigint | undefined
  readonly basis?: string | undefined
  readonly confidence?: string | undefined
  readonly priceRowId?: string | undefined
  readonly charges: readonly Charge[]
}

/** By what rows are added up. */
export type UsageGroup = 'provider' | 'model' | 'route' | 'tenant' | 'key' | 'credential' | 'day'

/** Which rows to add up: from `from` to before `to`, Unix ms. */
export interface UsageQuery {
  readonly from: number
  readonly to: number
  readonly tenant?: string | undefined
  readonly keyId?: string | undefined
  /** `credential`: by the provider's key, as `provider/id`. */
  readonly groupBy?: UsageGroup | undefined
}

/** Sums of rows; token buckets do not overlap. */
export interface UsageSum {
  /** The value of `groupBy`, '' without one. */
  readonly group: string
  readonly requests: number
  readonly attempts: number
  readonly errors: number
  readonly inputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly outputTokens: number
  readonly reasoningTokens: number
  readonly nanoUsd: bigint
  /** What answers of a cache would have cost. */
  readonly savedNanoUsd: bigint
  /** Requests with a row without a price. */
  readonly costUnknown: number
}

/** The truth about money. Every call may be repeated: its effect is the same once or twice. */
export interface LedgerStore {
  /** Keeps a replica alive; false when it was declared dead: take a new id, use no old lease. */
  beat(replica: string): Promise<boolean>
  /** Replicas that are alive. */
  replicas(): Promise<number>
  /** Adds budgets, or changes limit and mode of those that are there. */
  define(budgets: readonly BudgetRow[]): Promise<void>
  budgets(ids: readonly string[]): Promise<readonly BudgetState[]>
  /** Hands out at most `want`; a repeated lease id answers what was granted first, a denial stays one. */
  grant(ask: {
    readonly lease: string
    readonly budget: string
    readonly replica: string
    readonly want: bigint
  }): Promise<bigint>
  flush(rows: readonly UsageRow[]): Promise<void>
  /** Gives back what a lease has left; an unknown one can never be granted afterwards. */
  close(lease: string): Promise<void>
  /** Declares replicas dead that did not beat for `ttlMs`, and charges what they may have spent. */
  sweep(ttlMs: number): Promise<number>
  usage(query: UsageQuery): Promise<readonly UsageSum[]>
  /** The latest rows without a price that no later row has corrected, with what a price can be found by. */
  unpriced(limit: number): Promise<readonly UsageRow[]>
  /**
   * Puts some rows from before a time (Unix ms) into sums by day, which `usage` goes on to count, each
   * request where its first attempt was; answers how many rows, 0 when none are left.
   */
  fold(before: number): Promise<number>
}
