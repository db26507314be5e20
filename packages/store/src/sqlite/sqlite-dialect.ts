import type { SqlDialect } from '../sql/statement.ts'

/** The one writer needs no locks. */
export const sqliteDialect: SqlDialect = {
  int: 'INTEGER',
  real: 'REAL',
  bytes: 'BLOB',
  bytewise: '',
  strict: 'STRICT',
  now: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
  lock: '',
  share: '',
  skipLocked: '',
}
