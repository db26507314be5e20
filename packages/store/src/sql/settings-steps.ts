import type { JsonObject, SnapshotChange } from '@signalbox/core'

import { applyChange, type Draft, pathKey } from '../snapshot-path.ts'
import { text, whole } from './columns.ts'
import type { SqlRow, Steps } from './statement.ts'

/** All settings; only the last change of each path is kept, so this is what all of them together give. */
export function* loadSettings(): Steps<{ version: bigint; value: JsonObject }> {
  const [row] = yield { sql: 'SELECT version FROM sb_settings_version WHERE id = 1', params: [] }
  const root: Draft = {}
  for (const { path, value } of yield* changesAfter(0n)) applyChange(root, path, value)
  return { version: whole(row, 'version'), value: root }
}

/** Changes in order; one that a later change of the same path has replaced is left out. */
export function* changesAfter(version: bigint): Steps<readonly SnapshotChange[]> {
  const rows = yield {
    sql: `SELECT path, version, value FROM sb_settings WHERE version > CAST(? AS {int})
      ORDER BY version`,
    params: [version],
  }
  return rows.map(changeOf)
}

/** One change; the version row makes writers wait for each other, so that versions commit in order. */
export function* writeSetting(change: {
  readonly path: readonly string[]
  readonly value?: JsonObject | undefined
}): Steps<bigint> {
  const { key, below, after } = pathKey(change.path)
  const [row] = yield {
    sql: 'UPDATE sb_settings_version SET version = version + 1 WHERE id = 1 RETURNING version',
    params: [],
  }
  const version = whole(row, 'version')
  yield {
    sql: 'DELETE FROM sb_settings WHERE path = ? OR (path >= ? AND path < ?)',
    params: [key, below, after],
  }
  yield {
    sql: 'INSERT INTO sb_settings (path, version, value) VALUES (?, CAST(? AS {int}), ?)',
    params: [key, version, change.value === undefined ? null : JSON.stringify(change.value)],
  }
  return version
}

function changeOf(row: SqlRow): SnapshotChange {
  const value = row['value']
  return {
    version: whole(row, 'version'),
    path: JSON.parse(text(row, 'path')) as readonly string[],
    value: typeof value === 'string' ? (JSON.parse(value) as JsonObject) : undefined,
  }
}
