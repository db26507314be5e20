import type { BudgetRow, BudgetState, UsageRow } from '@signalbox/core'

import type { RowKey } from '../journal.ts'

/** Answers a call to the store; undefined: nobody knows whether it took place. */
export type Answer<Value> = (value: Value | undefined) => void

/** Everything the protocol does to the world, as calls whose answers come later; every call is answered. */
export interface ProtocolPort {
  /** Monotonic ms. */
  now(): number
  /** Unix ms. */
  wall(): number
  timer(ms: number, run: () => void): void
  /** Never the same twice, on no replica. */
  freshId(): string
  /** Answers with the number of live replicas, or false when this one was declared dead. */
  beat(replica: string, answer: Answer<number | false>): void
  define(budget: BudgetRow, answer: Answer<true>): void
  view(budgets: readonly string[], answer: Answer<readonly BudgetState[]>): void
  grant(
    ask: { lease: string; budget: string; replica: string; want: bigint },
    answer: Answer<bigint>,
  ): void
  flush(rows: readonly UsageRow[], answer: Answer<true>): void
  close(lease: string, answer: Answer<true>): void
  sweep(ttlMs: number): void
  /** Asks the other replicas to close idle leases of a budget. */
  recall(budget: string): void
  readonly journal: {
    lease(id: string, answer: Answer<true>): void
    forget(leases: readonly string[]): void
    reserve(row: UsageRow, answer: Answer<true>): void
    settle(row: UsageRow): void
    ack(rows: readonly RowKey[]): void
  }
}

/** Times and bounds of the protocol. */
export interface ProtocolTimes {
  /** A replica that was silent for so long is declared dead. */
  readonly ttlMs: number
  readonly heartbeatMs: number
  /** A lease that nobody used for so long is given back. */
  readonly idleMs: number
  /** How long a request may wait for money that others may give back. */
  readonly denyAfterMs: number
  /** How long a request may wait for a store that does not answer. */
  readonly giveUpAfterMs: number
  /** How long others have to answer a recall. */
  readonly recallMs: number
  /** A refusal holds for so long without asking again. */
  readonly refusedForMs: number
  readonly flushMs: number
  readonly flushRows: number
  /** Rows that may wait for the store before nothing more is admitted. */
  readonly maxPendingRows: number
}

/** Chosen, not measured, but for the flush. */
export const defaultTimes: ProtocolTimes = {
  ttlMs: 90_000,
  heartbeatMs: 3_000,
  idleMs: 5_000,
  denyAfterMs: 200,
  giveUpAfterMs: 3_000,
  recallMs: 50,
  refusedForMs: 250,
  flushMs: 50,
  flushRows: 200,
  maxPendingRows: 100_000,
}
