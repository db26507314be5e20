import { text } from './columns.ts'
import { type Migration, migrations } from './schema.ts'
import type { Steps } from './statement.ts'

/** Applies what is missing, inside a transaction that holds the lock; names it does not know are newer ones and stay. */
export function* migrate(known: readonly Migration[] = migrations): Steps<readonly string[]> {
  yield {
    sql: 'CREATE TABLE IF NOT EXISTS sb_migration (name TEXT PRIMARY KEY, applied_at {int} NOT NULL) {strict}',
    params: [],
  }
  const rows = yield { sql: 'SELECT name FROM sb_migration', params: [] }
  const applied = new Set(rows.map((row) => text(row, 'name')))
  const missing = known.filter(({ name }) => !applied.has(name))
  for (const { name, statements } of missing) {
    for (const sql of statements) yield { sql, params: [] }
    yield { sql: 'INSERT INTO sb_migration (name, applied_at) VALUES (?, {now})', params: [name] }
  }
  return missing.map(({ name }) => name)
}
