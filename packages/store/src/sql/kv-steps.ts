import type { Steps } from './statement.ts'

/** A value that has not expired. */
export function* getValue(key: string): Steps<Uint8Array | undefined> {
  const [row] = yield {
    sql: 'SELECT value FROM sb_kv WHERE key = ? AND expires_at > {now}',
    params: [key],
  }
  const value = row?.['value']
  return value instanceof Uint8Array ? value : undefined
}

/** Sets a value and the end of its time. */
export function* setValue(key: string, value: Uint8Array, ttlMs: number): Steps<void> {
  yield {
    sql: `INSERT INTO sb_kv (key, value, expires_at) VALUES (?, ?, {now} + CAST(? AS {int}))
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
    params: [key, value, Math.ceil(ttlMs)],
  }
}

/** Sets a value where there is none; answers whether it did. */
export function* insertValue(key: string, value: Uint8Array, ttlMs: number): Steps<boolean> {
  const rows = yield {
    sql: `INSERT INTO sb_kv AS known (key, value, expires_at)
      VALUES (?, ?, {now} + CAST(? AS {int}))
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
      WHERE known.expires_at <= {now}
      RETURNING key`,
    params: [key, value, Math.ceil(ttlMs)],
  }
  return rows.length > 0
}

/** Deletes a value; nothing to delete is no error. */
export function* deleteValue(key: string): Steps<void> {
  yield { sql: 'DELETE FROM sb_kv WHERE key = ?', params: [key] }
}

/** Makes room: a slice of what has expired. */
export function* purgeValues(): Steps<void> {
  yield {
    sql: `DELETE FROM sb_kv WHERE key IN
      (SELECT key FROM sb_kv WHERE expires_at <= {now} ORDER BY expires_at LIMIT 1000)`,
    params: [],
  }
}
