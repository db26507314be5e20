import type { AuditRow, AuditStore } from '@signalbox/core'

const mostKept = 10_000

/** What operators did in one process: the last 10,000, gone with it. */
export function memoryAuditStore(): AuditStore {
  let rows: readonly AuditRow[] = []
  return {
    async record(row) {
      if (rows.some(({ id }) => id === row.id)) return
      rows = [...rows, structuredClone(row)].slice(-mostKept)
    },
    async audit({ before, who, action, limit }) {
      return rows
        .filter(
          (row) =>
            (before === undefined || row.id < before) &&
            (who === undefined || row.who === who) &&
            (action === undefined || row.action === action),
        )
        .toSorted((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, limit)
        .map((row) => structuredClone(row))
    },
    async forget(olderThan) {
      rows = rows.filter(({ ts }) => ts >= olderThan)
    },
  }
}
