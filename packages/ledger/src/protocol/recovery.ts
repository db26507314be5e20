import type { UsageRow } from '@signalbox/core'

import type { JournalContents } from '../journal.ts'
import type { Closing } from './closing.ts'
import type { Outbox } from './outbox.ts'
import type { ProtocolPort } from './protocol-port.ts'

/** Sends what an earlier process left, then gives its leases back. */
export function recover(
  contents: JournalContents,
  { port, outbox, closing }: { port: ProtocolPort; outbox: Outbox; closing: Closing },
  recovered: () => void,
): void {
  const rows: readonly UsageRow[] = [...contents.settled, ...contents.reserved]
  let left = rows.length
  const closeAll = () => {
    for (const lease of contents.leases) closing.close(lease)
    recovered()
  }
  if (left === 0) return closeAll()
  for (const row of contents.reserved) port.journal.settle(row)
  for (const row of rows)
    outbox.push(row, () => {
      left--
      if (left === 0) closeAll()
    })
}
