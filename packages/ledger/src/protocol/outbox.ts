import type { UsageRow } from '@signalbox/core'

import type { ProtocolPort, ProtocolTimes } from './protocol-port.ts'

const firstRetryMs = 100
const longestRetryMs = 2_000

/** Rows on their way to the store: none is dropped before the store has it. */
export interface Outbox {
  /** `acked` is called once the store has the row. */
  push(row: UsageRow, acked: () => void): void
  readonly size: number
}

interface Entry {
  readonly row: UsageRow
  readonly acked: () => void
}

/** Batches by time and number; `prepare` runs before rows of a budget are sent. */
export function createOutbox(
  port: ProtocolPort,
  { flushMs, flushRows }: ProtocolTimes,
  prepare: (rows: readonly UsageRow[], ready: (ok: boolean) => void) => void,
): Outbox {
  const entries: Entry[] = []
  let isSending = false
  let isPlanned = false
  let retryMs = firstRetryMs

  function plan(ms: number): void {
    if (isPlanned) return
    isPlanned = true
    port.timer(ms, () => {
      isPlanned = false
      send()
    })
  }

  function send(): void {
    if (isSending || entries.length === 0) return
    isSending = true
    const batch = entries.slice(0, flushRows)
    const rows = batch.map(({ row }) => row)
    prepare(rows, (ok) => {
      if (!ok) return failed()
      port.flush(rows, (done) => {
        if (done !== true) return failed()
        isSending = false
        retryMs = firstRetryMs
        entries.splice(0, batch.length)
        port.journal.ack(rows)
        for (const { acked } of batch) acked()
        if (entries.length >= flushRows) send()
        else if (entries.length > 0) plan(flushMs)
      })
    })
  }

  function failed(): void {
    isSending = false
    plan(retryMs)
    retryMs = Math.min(2 * retryMs, longestRetryMs)
  }

  return {
    get size() {
      return entries.length
    },
    push(row, acked) {
      entries.push({ row, acked })
      if (entries.length < flushRows) plan(flushMs)
      else if (!isPlanned) send()
    },
  }
}
