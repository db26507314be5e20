import type { DatabaseSync } from 'node:sqlite'

const sums = `
  requests INTEGER NOT NULL, attempts INTEGER NOT NULL, errors INTEGER NOT NULL,
  input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,
  output INTEGER NOT NULL, reasoning INTEGER NOT NULL,
  cost_nano INTEGER NOT NULL, cost_unknown INTEGER NOT NULL, saved_nano INTEGER NOT NULL`

const tables = `
CREATE TABLE IF NOT EXISTS requests (
  seq INTEGER PRIMARY KEY, ts INTEGER NOT NULL, id TEXT NOT NULL,
  tenant TEXT NOT NULL, key_id TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,
  route TEXT NOT NULL, status INTEGER NOT NULL, class TEXT NOT NULL, error_type TEXT NOT NULL,
  stream INTEGER NOT NULL, total_ms REAL NOT NULL, ttft_ms REAL, overhead_us INTEGER NOT NULL,
  input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,
  output INTEGER NOT NULL, reasoning INTEGER NOT NULL,
  cost_nano INTEGER NOT NULL, cost_unknown INTEGER NOT NULL, saved_nano INTEGER NOT NULL,
  cache TEXT NOT NULL, attempts INTEGER NOT NULL, detail TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS requests_ts ON requests (ts);
CREATE INDEX IF NOT EXISTS requests_id ON requests (id);
CREATE INDEX IF NOT EXISTS requests_provider ON requests (provider, ts);
CREATE INDEX IF NOT EXISTS requests_model ON requests (model, ts);
CREATE INDEX IF NOT EXISTS requests_route ON requests (route, ts);
CREATE INDEX IF NOT EXISTS requests_tenant ON requests (tenant, ts);
CREATE INDEX IF NOT EXISTS requests_key ON requests (key_id, ts);
CREATE INDEX IF NOT EXISTS requests_class ON requests (class, ts);
CREATE TABLE IF NOT EXISTS attempts (
  seq INTEGER NOT NULL, n INTEGER NOT NULL, ts INTEGER NOT NULL,
  target TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL, reason TEXT NOT NULL,
  outcome TEXT NOT NULL, start_ms REAL NOT NULL, total_ms REAL NOT NULL, ttft_ms REAL,
  chunks INTEGER NOT NULL, key_id TEXT, status INTEGER, error_type TEXT, verdict TEXT,
  upstream_request_id TEXT, response_model TEXT, finish_reason TEXT,
  input INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,
  output INTEGER NOT NULL, reasoning INTEGER NOT NULL,
  cost_nano INTEGER, basis TEXT, confidence TEXT, price_row TEXT,
  PRIMARY KEY (seq, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS grades (
  id TEXT NOT NULL, metric TEXT NOT NULL, ts INTEGER NOT NULL, tenant TEXT NOT NULL,
  value REAL NOT NULL, task TEXT NOT NULL, language TEXT NOT NULL,
  PRIMARY KEY (id, metric)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS grades_ts ON grades (ts);
CREATE TABLE IF NOT EXISTS sums (
  res INTEGER NOT NULL, bucket INTEGER NOT NULL,
  provider TEXT NOT NULL, model TEXT NOT NULL, route TEXT NOT NULL, tenant TEXT NOT NULL,
  key_id TEXT NOT NULL, ${sums},
  PRIMARY KEY (res, bucket, provider, model, route, tenant, key_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS views (
  res INTEGER NOT NULL, dim TEXT NOT NULL, value TEXT NOT NULL, bucket INTEGER NOT NULL, ${sums},
  ok INTEGER NOT NULL, refused INTEGER NOT NULL, throttled INTEGER NOT NULL,
  failed INTEGER NOT NULL, aborted INTEGER NOT NULL, attempt_errors INTEGER NOT NULL,
  total BLOB NOT NULL, ttft BLOB NOT NULL, overhead BLOB NOT NULL,
  PRIMARY KEY (res, dim, value, bucket)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY, started INTEGER NOT NULL, last_batch INTEGER NOT NULL,
  last_ts INTEGER NOT NULL, closed INTEGER);
`

const version = 1

/** Brings a database to this version; throws a sentence when it is from a later one. */
export function migrate(db: DatabaseSync): void {
  const found = Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (found > version)
    throw new Error(
      `The request log is of version ${String(found)}, this program knows ${String(version)}: update it, or name another file.`,
    )
  if (found === 0) db.exec('PRAGMA auto_vacuum = INCREMENTAL')
  // A killed process loses nothing that was committed; only a power cut could.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000')
  db.exec(tables)
  db.exec(`PRAGMA user_version = ${String(version)}`)
}
