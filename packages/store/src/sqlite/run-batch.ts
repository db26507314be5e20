import type { DatabaseSync } from 'node:sqlite'

import { listMigrations, migrate } from '../sql/migrate.ts'
import { type OperationName, operations } from '../sql/operations.ts'
import type { Steps } from '../sql/statement.ts'
import type { Connection } from './connection.ts'
import type { ThreadReply, ThreadRequest } from './protocol.ts'
import { reasonOf, sqliteFailure } from './sqlite-failure.ts'

/** Where a batch runs; `path` is for messages. */
export interface BatchPlace {
  readonly db: DatabaseSync
  readonly connection: Connection
  readonly path: string
}

/** All requests in one transaction; one that fails takes nothing with it, a full disk takes all. */
export function runBatch(
  place: BatchPlace,
  requests: readonly ThreadRequest[],
): readonly ThreadReply[] {
  const { db, connection } = place
  try {
    connection.exec('BEGIN IMMEDIATE')
    const replies = requests.map((request) => runInSavepoint(place, request))
    connection.exec('COMMIT')
    return replies
  } catch (error) {
    // After an error like a full disk SQLite has rolled back by itself.
    if (db.isTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

/** One request without a transaction, for a connection that only reads. */
export function runAlone(place: BatchPlace, request: ThreadRequest): ThreadReply {
  const { id } = request
  try {
    return { id, value: place.connection.run(stepsOf(request)) }
  } catch (error) {
    return { id, failure: sqliteFailure(error, place.path) }
  }
}

function runInSavepoint(place: BatchPlace, request: ThreadRequest): ThreadReply {
  const { db, connection } = place
  const { id } = request
  connection.exec('SAVEPOINT one')
  try {
    const value = connection.run(stepsOf(request))
    connection.exec('RELEASE one')
    return { id, value }
  } catch (error) {
    if (!db.isTransaction || reasonOf(error) !== 'failed') throw error
    connection.exec('ROLLBACK TO one')
    connection.exec('RELEASE one')
    return { id, failure: sqliteFailure(error, place.path) }
  }
}

function stepsOf({ name, given }: ThreadRequest): Steps<unknown> {
  if (name === 'migrate') return migrate()
  if (name === 'migrations') return listMigrations()
  if (name === 'integrity') return integrity()
  const operation = operations[name as OperationName] as (
    ...all: readonly unknown[]
  ) => Steps<unknown>
  return operation(...given)
}

function* integrity(): Steps<readonly string[]> {
  const rows = yield { sql: 'PRAGMA integrity_check', params: [] }
  return rows.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok')
}
