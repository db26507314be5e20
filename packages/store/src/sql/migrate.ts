import type { MigrationNames } from '../engine.ts'
import { StoreError } from '../store-error.ts'
import { text } from './columns.ts'
import { type Migration, migrations } from './schema.ts'
import type { Steps } from './statement.ts'

/** Applies what is missing, inside a transaction that holds the lock; names it does not know are newer ones and stay, unless nobody else can run on them. */
export function* migrate(known: readonly Migration[] = migrations): Steps<readonly string[]> {
  const applied = new Set(yield* namesOf())
  const names = new Set(known.map(({ name }) => name))
  const newer = [...applied].filter((name) => name.endsWith('!') && !names.has(name))
  if (newer.length > 0) throw tooNew(newer)
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

function tooNew(names: readonly string[]): StoreError {
  return new StoreError(
    'newer-schema',
    `A later version has changed the store in a way that this one cannot read (${names.join(', ')}). Run that version, or restore a copy from before.`,
  )
}

function* namesOf(): Steps<readonly string[]> {
  yield {
    sql: 'CREATE TABLE IF NOT EXISTS sb_migration (name TEXT PRIMARY KEY, applied_at {int} NOT NULL) {strict}',
    params: [],
  }
  const rows = yield { sql: 'SELECT name FROM sb_migration ORDER BY name', params: [] }
  return rows.map((row) => text(row, 'name'))
}
