import type { DatabaseSync, StatementSync } from 'node:sqlite'

import type { Ask, Row } from '../query.ts'

/** Questions differ by their filters and lengths of lists; some hundred are all that are asked often. */
const mostKnown = 200

/** The rows that a SQLite database has for a question. */
export function sqliteRows(db: DatabaseSync): (ask: Ask) => readonly Row[] {
  const known = new Map<string, StatementSync>()
  return ({ sql, values, isPlain = false }) => {
    const statement = known.get(sql) ?? db.prepare(sql)
    if (known.size < mostKnown) known.set(sql, statement)
    statement.setReturnArrays(isPlain)
    return statement.all(...values)
  }
}
