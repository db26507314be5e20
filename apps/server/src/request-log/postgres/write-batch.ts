import { gradeColumns, gradeKey, gradeValues, type Grade } from '../grade.ts'
import type { LoggedRequest } from '../log-line.ts'
import type { LoggedLines } from '../log-writer.ts'
import type { SqlValue } from '../query.ts'
import { rollUp, type Deltas, type ViewDelta } from '../rollup.ts'
import {
  attemptColumns,
  attemptValues,
  contentColumns,
  contentValues,
  requestColumns,
  requestValues,
} from '../row-values.ts'
import { sumColumns, sumValues } from '../sums.ts'
import { addedToViews, mergedSketches, viewCounts, viewSketches } from '../view-rows.ts'
import type { PostgresConnection } from './postgres-connection.ts'

/** What one run writes at once. */
export interface PostgresBatch {
  readonly session: string
  readonly batch: number
  readonly lines: LoggedLines
}

/** Rows of one statement: PostgreSQL takes 65,535 values. */
const mostRows = 1000

/** Writes a batch whole, or not at all; false: it was there before. */
export function writeBatch(
  connection: PostgresConnection,
  { session, batch, lines: { requests, grades } }: PostgresBatch,
): Promise<boolean> {
  return connection.transaction(async () => {
    const [row] = await connection.rows({
      sql: 'SELECT last_batch FROM sessions WHERE id = ? FOR UPDATE',
      values: [session],
    })
    if (Number(row?.['last_batch'] ?? 0) >= batch) return false
    await writeRows(connection, requests)
    await writeRollups(connection, session, rollUp(requests))
    await writeGrades(connection, grades)
    await connection.rows({
      sql: 'UPDATE sessions SET last_batch = ?, last_ts = ? WHERE id = ?',
      values: [batch, Date.now(), session],
    })
    return true
  })
}

async function writeRows(
  connection: PostgresConnection,
  requests: readonly LoggedRequest[],
): Promise<void> {
  const numbers = await connection.rows({
    sql: `SELECT nextval('requests_seq') AS seq FROM generate_series(1, ?)`,
    values: [requests.length],
  })
  const rows = requests.map((request, index) => ({
    request,
    seq: Number(numbers[index]?.['seq']),
  }))
  const insert = (table: string, columns: readonly string[], values: Values) =>
    insertRows(connection, { table, columns: ['seq', ...columns] }, values)
  await insert(
    'requests',
    requestColumns,
    rows.map(({ request, seq }) => [seq, ...requestValues(request)]),
  )
  await insert(
    'attempts',
    attemptColumns,
    rows.flatMap(({ request, seq }) =>
      request.attempts.map((each) => [seq, ...attemptValues(each, request.startMs)]),
    ),
  )
  await insert(
    'contents',
    contentColumns,
    rows.flatMap(({ request, seq }) => {
      const values = contentValues(request)
      return values === undefined ? [] : [[seq, ...values]]
    }),
  )
}

/** A statement may not touch a row twice: of two grades the later one is written. */
function writeGrades(connection: PostgresConnection, grades: readonly Grade[]): Promise<void> {
  const last = new Map(grades.map((grade) => [keyOf([grade.id, grade.metric]), grade]))
  const replaced = gradeColumns.filter((name) => !gradeKey.includes(name))
  return insertRows(
    connection,
    { table: 'grades', columns: gradeColumns, key: gradeKey, replaced },
    [...last.values()].map(gradeValues),
  )
}

type Values = readonly (readonly SqlValue[])[]

async function writeRollups(
  connection: PostgresConnection,
  session: string,
  { sums, views }: Deltas,
): Promise<void> {
  const sumKey = ['res', 'bucket', 'provider', 'model', 'route', 'tenant', 'key_id', 'session']
  await insertRows(
    connection,
    { table: 'sums', columns: [...sumKey, ...sumColumns], key: sumKey, added: sumColumns },
    [...sums.values()].map((row) => [...row.at, session, ...sumValues(row.sums)]),
  )
  const deltas = [...views.values()]
  const before = await sketchesOf(connection, session, deltas)
  const viewKey = ['res', 'dim', 'value', 'bucket', 'session']
  await insertRows(
    connection,
    {
      table: 'views',
      columns: [...viewKey, ...addedToViews, ...viewSketches],
      key: viewKey,
      added: addedToViews,
      replaced: viewSketches,
    },
    deltas.map((row) => [
      ...row.at,
      session,
      ...viewCounts(row),
      ...mergedSketches(row, before.get(keyOf(row.at))),
    ]),
  )
}

/** The rows as they stand; nobody else writes those of this run. */
async function sketchesOf(
  connection: PostgresConnection,
  session: string,
  deltas: readonly ViewDelta[],
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const known = new Map<string, Readonly<Record<string, unknown>>>()
  for (const part of slices(deltas)) {
    const rows = await connection.rows({
      sql: `SELECT res, dim, value, bucket, total, ttft, overhead FROM views
        WHERE session = ? AND (res, dim, value, bucket) IN (${marks(4, part.length)})`,
      values: [session, ...part.flatMap(({ at }) => at)],
    })
    for (const row of rows)
      known.set(keyOf([row['res'], row['dim'], row['value'], row['bucket']]), row)
  }
  return known
}

function keyOf(at: readonly unknown[]): string {
  return at.join('\u0000')
}

interface Insertion {
  readonly table: string
  readonly columns: readonly string[]
  /** What makes two rows one: then these add up, and those are the later one's. */
  readonly key?: readonly string[]
  readonly added?: readonly string[]
  readonly replaced?: readonly string[]
}

async function insertRows(
  connection: PostgresConnection,
  { table, columns, key, added = [], replaced = [] }: Insertion,
  rows: Values,
): Promise<void> {
  const sets = [
    ...added.map((name) => `${name} = ${table}.${name} + excluded.${name}`),
    ...replaced.map((name) => `${name} = excluded.${name}`),
  ]
  const conflict =
    key === undefined ? '' : `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${sets.join(', ')}`
  for (const part of slices(rows))
    await connection.rows({
      sql: `INSERT INTO ${table} (${columns.join(', ')})
        VALUES ${marks(columns.length, part.length)} ${conflict}`,
      values: part.flat(),
    })
}

function marks(width: number, count: number): string {
  const one = `(${Array.from({ length: width }, () => '?').join(', ')})`
  return Array.from({ length: count }, () => one).join(', ')
}

function slices<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / mostRows) }, (_, index) =>
    items.slice(index * mostRows, (index + 1) * mostRows),
  )
}
