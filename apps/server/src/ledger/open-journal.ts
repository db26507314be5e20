import { join } from 'node:path'

import type { Logger } from '@signalbox/core'
import { memoryJournal, type Journal } from '@signalbox/ledger'
import { sqliteJournal } from '@signalbox/ledger/node'

/** The journal of this replica; in memory where there is no folder, or where another process has it. */
export function openJournal(
  folder: string | undefined,
  logger: Pick<Logger, 'warn'> | undefined,
): Journal {
  if (folder === undefined) return memoryJournal()
  const file = sqliteJournal({ path: join(folder, 'journal.db') })
  const chosen = choose()

  async function choose(): Promise<Journal> {
    try {
      await file.load()
      return file
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      logger?.warn(`the journal is kept in memory: a crash charges what was set aside (${message})`)
      return memoryJournal()
    }
  }

  return {
    load: async () => (await chosen).load(),
    lease: async (id) => (await chosen).lease(id),
    forget: async (leases) => (await chosen).forget(leases),
    reserve: async (row) => (await chosen).reserve(row),
    settle: async (row) => (await chosen).settle(row),
    ack: async (rows) => (await chosen).ack(rows),
    close: async () => (await chosen).close(),
  }
}
