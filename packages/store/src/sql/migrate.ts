import type { MigrationNames } from '../engine.ts'
import { text } from './columns.ts'
import { type Migration, migrations } from './schema.ts'
import type { Steps } from './statement.ts'

/** Applies what is missing, inside a transaction that holds the lock; names it does not know are newer ones and stay. */
export function* migrate(known: readonly Migration[] = migrations): Steps<readonly string[]> {
  const applied = new Set(yield* namesOf())
  const missing = known.filter(({ name }) => !applied.has(name))
  for (const { name, statements } of missing) {
    for (const sql of statements) yield { sql, params: [] }
    yield { sql: 'INSERT INTO sb_migration (name, applied_at) VALUES (?, {now})', params: [name] }
  }
  return missing.map(({ name }) => name)
}

/** What was applied and what is missing; only the table of names itself is made. */
export function* listMigrations(known: readonly Migration[] = migrations): Steps<MigrationNames> {
  const applied = yield* namesOf()
  const pending = known.map(({ name }) => name).filter((name) => !applied.includes(name))
  return { applied, pending }
}

function* namesOf(): Steps<readonly string[]> {
  yield {
    sql: 'CREATE TABLE IF NOT EXISTS sb_migration (name TEXT PRIMARY KEY, applied_at {int} NOT NULL) {strict}',
    params: [],
  }
  const rows = yield { sql: 'SELECT name FROM sb_migration ORDER BY name', params: [] }
  return rows.map((row) => text(row, 'name'))
}
