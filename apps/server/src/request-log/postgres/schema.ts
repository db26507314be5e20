import { logSchema, type PostgresConnection } from './postgres-connection.ts'

const sums = `
  requests BIGINT NOT NULL, attempts BIGINT NOT NULL, errors BIGINT NOT NULL,
  input BIGINT NOT NULL, cache_read BIGINT NOT NULL, cache_write BIGINT NOT NULL,
  output BIGINT NOT NULL, reasoning BIGINT NOT NULL,
  cost_nano BIGINT NOT NULL, cost_unknown BIGINT NOT NULL, saved_nano BIGINT NOT NULL`

/** Sums have rows per run: replicas that add to one row would wait for each other. */
const statements: readonly string[] = [
  `CREATE SEQUENCE IF NOT EXISTS requests_seq`,
  `CREATE TABLE IF NOT EXISTS requests (
    seq BIGINT PRIMARY KEY, ts BIGINT NOT NULL, id TEXT NOT NULL,
    tenant TEXT NOT NULL, key_id TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,
    route TEXT NOT NULL, status BIGINT NOT NULL, class TEXT NOT NULL, error_type TEXT NOT NULL,
    stream BIGINT NOT NULL, total_ms DOUBLE PRECISION NOT NULL, ttft_ms DOUBLE PRECISION,
    overhead_us BIGINT NOT NULL,
    input BIGINT NOT NULL, cache_read BIGINT NOT NULL, cache_write BIGINT NOT NULL,
    output BIGINT NOT NULL, reasoning BIGINT NOT NULL,
    cost_nano BIGINT NOT NULL, cost_unknown BIGINT NOT NULL, saved_nano BIGINT NOT NULL,
    cache TEXT NOT NULL, attempts BIGINT NOT NULL, detail TEXT NOT NULL)`,
  ...[
    'ts',
    'id',
    'provider, ts',
    'model, ts',
    'route, ts',
    'tenant, ts',
    'key_id, ts',
    'class, ts',
  ].map(
    (columns) =>
      `CREATE INDEX IF NOT EXISTS requests_${columns.replaceAll(/\W+/g, '_')} ON requests (${columns})`,
  ),
  `CREATE TABLE IF NOT EXISTS attempts (
    seq BIGINT NOT NULL, n BIGINT NOT NULL, ts BIGINT NOT NULL,
    target TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, reason TEXT NOT NULL,
    outcome TEXT NOT NULL, start_ms DOUBLE PRECISION NOT NULL, total_ms DOUBLE PRECISION NOT NULL,
    ttft_ms DOUBLE PRECISION, chunks BIGINT NOT NULL, key_id TEXT, status BIGINT, error_type TEXT,
    verdict TEXT, upstream_request_id TEXT, response_model TEXT, finish_reason TEXT,
    input BIGINT NOT NULL, cache_read BIGINT NOT NULL, cache_write BIGINT NOT NULL,
    output BIGINT NOT NULL, reasoning BIGINT NOT NULL,
    cost_nano BIGINT, basis TEXT, confidence TEXT, price_row TEXT,
    PRIMARY KEY (seq, n))`,
  `CREATE TABLE IF NOT EXISTS contents (
    seq BIGINT PRIMARY KEY, ts BIGINT NOT NULL, id TEXT NOT NULL, tenant TEXT NOT NULL,
    input TEXT NOT NULL, system TEXT, tools TEXT, output TEXT)`,
  `CREATE INDEX IF NOT EXISTS contents_id ON contents (id)`,
  `CREATE INDEX IF NOT EXISTS contents_ts ON contents (ts)`,
  `CREATE TABLE IF NOT EXISTS grades (
    id TEXT NOT NULL, metric TEXT NOT NULL, ts BIGINT NOT NULL, tenant TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL, task TEXT NOT NULL, language TEXT NOT NULL,
    PRIMARY KEY (id, metric))`,
  `CREATE INDEX IF NOT EXISTS grades_ts ON grades (ts)`,
  `CREATE TABLE IF NOT EXISTS sums (
    res BIGINT NOT NULL, bucket BIGINT NOT NULL,
    provider TEXT NOT NULL, model TEXT NOT NULL, route TEXT NOT NULL, tenant TEXT NOT NULL,
    key_id TEXT NOT NULL, session TEXT NOT NULL, ${sums},
    PRIMARY KEY (res, bucket, provider, model, route, tenant, key_id, session))`,
  `CREATE TABLE IF NOT EXISTS views (
    res BIGINT NOT NULL, dim TEXT NOT NULL, value TEXT NOT NULL, bucket BIGINT NOT NULL,
    session TEXT NOT NULL, ${sums},
    ok BIGINT NOT NULL, refused BIGINT NOT NULL, throttled BIGINT NOT NULL,
    failed BIGINT NOT NULL, aborted BIGINT NOT NULL, attempt_errors BIGINT NOT NULL,
    total BYTEA NOT NULL, ttft BYTEA NOT NULL, overhead BYTEA NOT NULL,
    PRIMARY KEY (res, dim, value, bucket, session))`,
  `CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, lock BIGINT NOT NULL, started BIGINT NOT NULL,
    last_batch BIGINT NOT NULL, last_ts BIGINT NOT NULL, closed BIGINT)`,
  `CREATE TABLE IF NOT EXISTS version (number BIGINT PRIMARY KEY)`,
]

const version = 1
const migrationLock = 7_307_129_055_421

/** Makes what is missing, one replica at a time; throws a sentence when it is from a later version. */
export async function migrate(connection: PostgresConnection): Promise<void> {
  const run = (sql: string) => connection.rows({ sql, values: [] })
  await connection.transaction(async () => {
    await run(`SELECT pg_advisory_xact_lock(${String(migrationLock)})`)
    await run(`CREATE SCHEMA IF NOT EXISTS ${logSchema}`)
    for (const statement of statements) await run(statement)
    const [row] = await run('SELECT MAX(number) AS number FROM version')
    const found = Number(row?.['number'] ?? 0)
    if (found > version)
      throw new Error(
        `The request log is of version ${String(found)}, this program knows ${String(version)}: update it.`,
      )
    if (found < version) await run(`INSERT INTO version VALUES (${String(version)})`)
  })
}
