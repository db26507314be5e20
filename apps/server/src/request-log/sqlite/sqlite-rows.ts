import type { DatabaseSync } from 'node:sqlite'

import type { Ask, Row } from '../query.ts'

/** The rows that a SQLite database has for a question. */
export function sqliteRows(db: DatabaseSync): (ask: Ask) => readonly Row[] {
  return ({ sql, values, isPlain = false }) => {
    const statement = db.prepare(sql)
    statement.setReturnArrays(isPlain)
    return statement.all(...values)
  }
}
