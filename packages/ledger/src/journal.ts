import type { UsageRow } from '@signalbox/core'

/** What names a row for ever. */
export type RowKey = Pick<UsageRow, 'requestId' | 'attempt' | 'ts'>

/** What an earlier process left behind. */
export interface JournalContents {
  /** Leases that nobody has closed. */
  readonly leases: readonly string[]
  /** Attempts that nobody has settled, as the rows that stand for them. */
  readonly reserved: readonly UsageRow[]
  /** Settled rows that the store has not acknowledged. */
  readonly settled: readonly UsageRow[]
}

/** What one replica must not forget. Promises resolve when the entry survives the process. */
export interface Journal {
  load(): Promise<JournalContents>
  /** Before the lease is asked for. */
  lease(id: string): Promise<void>
  /** Once the store has closed them. */
  forget(leases: readonly string[]): Promise<void>
  /** Before the attempt is dispatched: the row that stands if nobody hears of it again. */
  reserve(row: UsageRow): Promise<void>
  /** Takes the place of the reservation. */
  settle(row: UsageRow): Promise<void>
  /** Once the store has them. */
  ack(rows: readonly RowKey[]): Promise<void>
  close(): Promise<void>
}

/** One word for a key. */
export function nameOf({ requestId, attempt, ts }: RowKey): string {
  return `${String(ts)} ${String(attempt)} ${requestId}`
}
