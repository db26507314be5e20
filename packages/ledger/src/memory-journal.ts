import type { UsageRow } from '@signalbox/core'

import { nameOf, type Journal } from './journal.ts'

/** A journal that ends with its process: what was reserved then is charged by the lease's expiry. */
export function memoryJournal(): Journal {
  const leases = new Set<string>()
  const reserved = new Map<string, UsageRow>()
  const settled = new Map<string, UsageRow>()
  return {
    load: async () => ({
      leases: [...leases],
      reserved: [...reserved.values()],
      settled: [...settled.values()],
    }),
    lease: async (id) => void leases.add(id),
    forget: async (ids) => {
      for (const id of ids) leases.delete(id)
    },
    reserve: async (row) => void reserved.set(nameOf(row), row),
    settle: async (row) => {
      reserved.delete(nameOf(row))
      settled.set(nameOf(row), row)
    },
    ack: async (rows) => {
      for (const row of rows) {
        reserved.delete(nameOf(row))
        settled.delete(nameOf(row))
      }
    },
    close: async () => undefined,
  }
}
