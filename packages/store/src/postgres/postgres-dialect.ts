import { storable } from '../row-key.ts'
import { inDialect, type SqlDialect, type SqlValue, type Statement } from '../sql/statement.ts'

const dialect: SqlDialect = {
  int: 'BIGINT',
  real: 'DOUBLE PRECISION',
  bytes: 'BYTEA',
  bytewise: 'COLLATE "C"',
  strict: '',
  now: 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)',
  lock: 'FOR UPDATE',
  share: 'FOR SHARE',
  skipLocked: 'FOR UPDATE SKIP LOCKED',
}

/** The words of PostgreSQL, with `$1` for `?` and values it can keep. */
export function postgresStatement({ sql, params }: Statement): {
  readonly text: string
  readonly values: SqlValue[]
} {
  let index = 0
  const text = inDialect(sql, dialect).replaceAll('?', () => `$${String(++index)}`)
  return { text, values: params.map(valueOf) }
}

function valueOf(value: SqlValue): SqlValue {
  if (typeof value === 'string') return storable(value)
  return value instanceof Uint8Array ? Buffer.from(value) : value
}
