import { isJsonObject, type AuditQuery, type AuditRow, type JsonObject } from '@signalbox/core'

import { text, whole } from './columns.ts'
import type { SqlRow, SqlValue, Steps } from './statement.ts'

/** Writes one row; the same id twice is one row. */
export function* addAudit(row: AuditRow): Steps<void> {
  const { id, ts, who, action, subject, detail } = row
  yield {
    sql: `INSERT INTO sb_audit (id, ts, who, action, subject, detail)
      VALUES (?, CAST(? AS {int}), ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    params: [id, ts, who, action, subject, JSON.stringify(detail)],
  }
}

/** Rows, newest first. */
export function* readAudit({ before, limit, ...wanted }: AuditQuery): Steps<readonly AuditRow[]> {
  const where: string[] = []
  const params: SqlValue[] = []
  const add = (condition: string, value: string | undefined): void => {
    if (value === undefined) return
    where.push(condition)
    params.push(value)
  }
  add('id < ?', before)
  add('who = ?', wanted.who)
  add('action = ?', wanted.action)
  const rows = yield {
    sql: `SELECT id, ts, who, action, subject, detail FROM sb_audit
      ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
      ORDER BY id DESC LIMIT CAST(? AS {int})`,
    params: [...params, limit],
  }
  return rows.map(rowOf)
}

/** Makes room: rows older than a time, Unix ms. */
export function* purgeAudit(olderThan: number): Steps<void> {
  yield { sql: 'DELETE FROM sb_audit WHERE ts < CAST(? AS {int})', params: [olderThan] }
}

function rowOf(row: SqlRow): AuditRow {
  return {
    id: text(row, 'id'),
    ts: Number(whole(row, 'ts')),
    who: text(row, 'who'),
    action: text(row, 'action'),
    subject: text(row, 'subject'),
    detail: detailOf(text(row, 'detail')),
  }
}

function detailOf(json: string): JsonObject {
  const value: unknown = JSON.parse(json)
  return isJsonObject(value) ? value : {}
}
