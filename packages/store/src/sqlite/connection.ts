import type { DatabaseSync, StatementSync } from 'node:sqlite'

import { storable } from '../row-key.ts'
import {
  inDialect,
  type SqlRow,
  type SqlValue,
  type Statement,
  type Steps,
} from '../sql/statement.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

const maxPrepared = 500

/** Runs steps on a database, each statement prepared once. */
export interface Connection {
  readonly run: <Answer>(steps: Steps<Answer>) => Answer
  readonly exec: (sql: string) => void
}

/** Whole numbers are read as bigint: money has no rounding. */
export function connection(db: DatabaseSync): Connection {
  const prepared = new Map<string, StatementSync>()

  function prepare(sql: string): StatementSync {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const statement = db.prepare(inDialect(sql, sqliteDialect))
    statement.setReadBigInts(true)
    if (prepared.size >= maxPrepared) prepared.clear()
    prepared.set(sql, statement)
    return statement
  }

  function rowsOf({ sql, params }: Statement): readonly SqlRow[] {
    const statement = prepare(sql)
    const values = params.map(bindable)
    return statement.all(...values)
  }

  return {
    exec: (sql) => db.exec(sql),
    run(steps) {
      let step = steps.next()
      while (step.done !== true) step = steps.next(rowsOf(step.value))
      return step.value
    },
  }
}

function bindable(value: SqlValue): SqlValue {
  if (typeof value === 'string') return storable(value)
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
}
