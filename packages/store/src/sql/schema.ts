/** One forward step of the schema; only ever added to, so that two versions may run at once. */
export interface Migration {
  /** With `!` at its end: versions that do not know it cannot run on it. */
  readonly name: string
  readonly statements: readonly string[]
}

/** Every migration, oldest first; released ones never change. */
export const migrations: readonly Migration[] = [
  {
    name: '0001-first',
    statements: [
      `CREATE TABLE sb_kv (key TEXT PRIMARY KEY, value {bytes} NOT NULL, expires_at {int} NOT NULL) {strict}`,
      `CREATE INDEX sb_kv_expires ON sb_kv (expires_at)`,
      `CREATE TABLE sb_bucket (key TEXT PRIMARY KEY, tokens {real} NOT NULL, at {int} NOT NULL,
        granted {real} NOT NULL) {strict}`,
      `CREATE TABLE sb_replica (id TEXT PRIMARY KEY, beat_at {int} NOT NULL, state TEXT NOT NULL) {strict}`,
      `CREATE TABLE sb_budget (id TEXT PRIMARY KEY, scope TEXT NOT NULL, unit TEXT NOT NULL,
        period_start {int} NOT NULL, period_end {int}, lim {int} NOT NULL, mode TEXT NOT NULL,
        settled {int} NOT NULL DEFAULT 0, leased {int} NOT NULL DEFAULT 0 CHECK (leased >= 0)) {strict}`,
      `CREATE TABLE sb_lease (id TEXT PRIMARY KEY, budget TEXT NOT NULL, replica TEXT NOT NULL,
        granted {int} NOT NULL, spent {int} NOT NULL DEFAULT 0, unconfirmed {int} NOT NULL DEFAULT 0,
        state TEXT NOT NULL, changed_at {int} NOT NULL) {strict}`,
      `CREATE INDEX sb_lease_state ON sb_lease (state, replica)`,
      `CREATE INDEX sb_lease_changed ON sb_lease (changed_at)`,
      `CREATE TABLE sb_usage (request_id TEXT NOT NULL, attempt {int} NOT NULL, ts {int} NOT NULL,
        tenant TEXT, key_id TEXT, route TEXT, target TEXT NOT NULL, provider TEXT NOT NULL,
        model TEXT NOT NULL, kind TEXT NOT NULL, input {int} NOT NULL, cache_read {int} NOT NULL,
        cache_write {int} NOT NULL, output {int} NOT NULL, reasoning {int} NOT NULL, nano_usd {int},
        basis TEXT, confidence TEXT, price_row TEXT, usage TEXT, charges TEXT NOT NULL,
        PRIMARY KEY (request_id, attempt, ts)) {strict}`,
      `CREATE INDEX sb_usage_ts ON sb_usage (ts)`,
      `CREATE INDEX sb_usage_tenant ON sb_usage (tenant, ts)`,
      `CREATE INDEX sb_usage_key ON sb_usage (key_id, ts)`,
      `CREATE TABLE sb_settings_version (id {int} PRIMARY KEY, version {int} NOT NULL) {strict}`,
      `INSERT INTO sb_settings_version (id, version) VALUES (1, 0)`,
      `CREATE TABLE sb_settings (path TEXT {bytewise} PRIMARY KEY, version {int} NOT NULL, value TEXT) {strict}`,
      `CREATE INDEX sb_settings_order ON sb_settings (version)`,
      `CREATE TABLE sb_job (id TEXT PRIMARY KEY, type TEXT NOT NULL, payload TEXT NOT NULL,
        state TEXT NOT NULL, available_at {int} NOT NULL, attempts {int} NOT NULL, dedupe TEXT,
        UNIQUE (type, dedupe)) {strict}`,
      `CREATE INDEX sb_job_next ON sb_job (state, type, available_at)`,
    ],
  },
  {
    name: '0002-audit',
    statements: [
      `CREATE TABLE sb_audit (id TEXT {bytewise} PRIMARY KEY, ts {int} NOT NULL, who TEXT NOT NULL,
        action TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL) {strict}`,
      `CREATE INDEX sb_audit_ts ON sb_audit (ts)`,
    ],
  },
  {
    name: '0003-slots',
    statements: [
      `CREATE TABLE sb_slot (key TEXT NOT NULL, holder TEXT NOT NULL, held {int} NOT NULL,
        turn {int} NOT NULL, expires_at {int} NOT NULL, PRIMARY KEY (key, holder)) {strict}`,
      `CREATE INDEX sb_slot_expires ON sb_slot (expires_at)`,
    ],
  },
  {
    name: '0004-credential-and-saved',
    statements: [
      `ALTER TABLE sb_usage ADD COLUMN credential TEXT`,
      `ALTER TABLE sb_usage ADD COLUMN saved_nano_usd {int}`,
    ],
  },
  {
    name: '0005-usage-by-day',
    statements: [
      `CREATE TABLE sb_usage_day (day {int} NOT NULL, tenant TEXT NOT NULL, key_id TEXT NOT NULL,
        credential TEXT NOT NULL, route TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,
        requests {int} NOT NULL, attempts {int} NOT NULL, errors {int} NOT NULL, input {int} NOT NULL,
        cache_read {int} NOT NULL, cache_write {int} NOT NULL, output {int} NOT NULL,
        reasoning {int} NOT NULL, nano_usd {int} NOT NULL, saved_nano_usd {int} NOT NULL,
        unpriced {int} NOT NULL,
        PRIMARY KEY (day, tenant, key_id, credential, route, provider, model)) {strict}`,
      `CREATE INDEX sb_usage_unpriced ON sb_usage (ts) WHERE nano_usd IS NULL`,
    ],
  },
]
