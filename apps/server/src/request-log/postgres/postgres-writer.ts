import type { LogWriter } from '../log-writer.ts'
import { horizonOf } from '../retention.ts'
import { postgresConnection, type PostgresConnection } from './postgres-connection.ts'
import { migrate } from './schema.ts'
import { writeBatch } from './write-batch.ts'

/** Deleted at a time, so that no batch waits long. */
const chunk = 2000

/**
 * Writes into PostgreSQL, beside other replicas. A run that lives holds a lock that ends with its
 * connection: so the next one knows which of those that said no goodbye were cut off.
 */
export async function postgresWriter(url: string, session: string): Promise<LogWriter> {
  const lock = lockOf(session)
  const connection = postgresConnection(url, {
    statementMs: 30_000,
    onOpen: async (opened) => {
      await migrate(opened)
      await opened.rows({ sql: 'SELECT pg_try_advisory_lock(?)', values: [lock] })
    },
  })
  const cutOff = await register(connection, session, lock)
  return {
    cutOff,
    write: (batch, lines) => writeBatch(connection, { session, batch, lines }),
    async prune(retention, now) {
      const { request, content, minute, tenMinutes, hour } = horizonOf(retention, now)
      const [deleted] = await connection.rows({
        sql: `WITH old AS (
            DELETE FROM requests WHERE seq IN (
              SELECT seq FROM requests WHERE ts < ? ORDER BY ts LIMIT ${String(chunk)} FOR UPDATE SKIP LOCKED)
            RETURNING seq),
          gone AS (DELETE FROM attempts USING old WHERE attempts.seq = old.seq)
          SELECT COUNT(*) AS count FROM old`,
        values: [request],
      })
      await connection.rows({ sql: 'DELETE FROM contents WHERE ts < ?', values: [content] })
      await connection.rows({ sql: 'DELETE FROM grades WHERE ts < ?', values: [request] })
      for (const table of ['sums', 'views'])
        await connection.rows({
          sql: `DELETE FROM ${table} WHERE (res = 1 AND bucket < ?) OR (res = 10 AND bucket < ?)
            OR (res = 60 AND bucket < ?)`,
          values: [minute, tenMinutes, hour],
        })
      return Number(deleted?.['count'] ?? 0) >= chunk
    },
    async close() {
      await connection.rows({
        sql: 'UPDATE sessions SET closed = ? WHERE id = ?',
        values: [Date.now(), session],
      })
      await connection.close()
    },
  }
}

/** Enters this run, and answers when those wrote last that ended without a word. */
async function register(
  connection: PostgresConnection,
  session: string,
  lock: number,
): Promise<readonly number[]> {
  const open = await connection.rows({
    sql: 'SELECT id, lock, last_ts FROM sessions WHERE closed IS NULL AND id <> ?',
    values: [session],
  })
  const cutOff: number[] = []
  for (const row of open) {
    const values = [Number(row['lock'])]
    const [tried] = await connection.rows({
      sql: 'SELECT pg_try_advisory_lock(?) AS got',
      values,
    })
    if (tried?.['got'] !== true) continue
    const ended = await connection.rows({
      sql: 'UPDATE sessions SET closed = -1 WHERE id = ? AND closed IS NULL RETURNING id',
      values: [String(row['id'])],
    })
    await connection.rows({ sql: 'SELECT pg_advisory_unlock(?)', values })
    if (ended.length > 0) cutOff.push(Number(row['last_ts']))
  }
  await connection.rows({
    sql: 'INSERT INTO sessions VALUES (?, ?, ?, 0, 0, NULL) ON CONFLICT (id) DO NOTHING',
    values: [session, lock, Date.now()],
  })
  return cutOff
}

/** 48 bits of a UUID. */
function lockOf(session: string): number {
  return Number.parseInt(session.replaceAll('-', '').slice(-12), 16)
}
