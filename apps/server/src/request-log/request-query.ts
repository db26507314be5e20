import { usdText } from '@signalbox/core'

import type { Query, SqlValue } from './query.ts'

/** Which requests to list, newest first. */
export interface RequestsArgs {
  readonly limit: number
  readonly cursor?: string | undefined
  /** Unix ms. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly id?: string | undefined
  readonly provider?: string | undefined
  readonly model?: string | undefined
  readonly route?: string | undefined
  readonly tenant?: string | undefined
  readonly key?: string | undefined
  readonly outcome?: string | undefined
  readonly errorType?: string | undefined
  readonly cache?: string | undefined
  readonly minMs?: number | undefined
  readonly minUsd?: number | undefined
}

/** Which request; a tenant sees its own only. */
export interface RequestArgs {
  readonly id: string
  readonly tenant?: string | undefined
}

/** One line of a list, or the head of a record. */
export type RequestRow = Readonly<Record<string, unknown>>

/** A page; `next` is null at the end. */
export interface RequestsAnswer {
  readonly data: readonly RequestRow[]
  readonly next: string | null
}

const columns = `seq, ts, id, tenant, key_id, provider, model, route, status, class, error_type,
  stream, total_ms, ttft_ms, overhead_us, input, cache_read, cache_write, output, reasoning,
  CAST(cost_nano AS TEXT) AS cost, CAST(saved_nano AS TEXT) AS saved, cost_unknown, cache, attempts`

const attemptColumns = `n, target, provider, model, reason, outcome, start_ms, total_ms, ttft_ms,
  chunks, key_id, status, error_type, verdict, upstream_request_id, response_model, finish_reason,
  input, cache_read, cache_write, output, reasoning, CAST(cost_nano AS TEXT) AS cost, basis,
  confidence, price_row`

/** A page of requests, by a key and never by an offset. */
export function* requestsQuery(args: RequestsArgs): Query<RequestsAnswer> {
  const { where, values } = filterOf(args)
  const rows = yield {
    sql: `SELECT ${columns} FROM requests ${where} ORDER BY ts DESC, seq DESC LIMIT ?`,
    values: [...values, args.limit + 1],
  }
  const page = rows.slice(0, args.limit)
  const last = rows.length > args.limit ? page.at(-1) : undefined
  return {
    data: page.map(rowOf),
    next: last === undefined ? null : `${String(last['ts'])}.${String(last['seq'])}`,
  }
}

function filterOf(args: RequestsArgs): {
  readonly where: string
  readonly values: readonly SqlValue[]
} {
  const { cursor, minUsd } = args
  const [ts, seq] = cursor?.split('.').map(Number) ?? []
  const minNano = minUsd === undefined ? undefined : BigInt(Math.round(minUsd * 1e9))
  const tests: readonly (readonly [string, SqlValue | undefined])[] = [
    ['ts >= ?', args.from],
    ['ts < ?', args.to],
    ['id = ?', args.id],
    ['provider = ?', args.provider],
    ['model = ?', args.model],
    ['route = ?', args.route],
    ['tenant = ?', args.tenant],
    ['key_id = ?', args.key],
    ['class = ?', args.outcome],
    ['error_type = ?', args.errorType],
    ['cache = ?', args.cache],
    ['total_ms >= ?', args.minMs],
    ['cost_nano >= ?', minNano],
  ]
  const used = tests.flatMap(([text, value]) => (value === undefined ? [] : [{ text, value }]))
  const texts = used.map(({ text }) => text)
  const values = used.map(({ value }) => value)
  if (ts !== undefined && seq !== undefined) {
    texts.push('(ts, seq) < (?, ?)')
    values.push(ts, seq)
  }
  return { where: texts.length === 0 ? '' : `WHERE ${texts.join(' AND ')}`, values }
}

/** One request with its attempts, the newest of an id that was used again. */
export function* requestQuery({ id, tenant }: RequestArgs): Query<RequestRow | null> {
  const [row] = yield {
    sql: `SELECT ${columns}, detail FROM requests WHERE id = ? ${ofTenant(tenant)}
       ORDER BY seq DESC LIMIT 1`,
    values: [id, ...(tenant === undefined ? [] : [tenant])],
  }
  if (row === undefined) return null
  const attempts = yield {
    sql: `SELECT ${attemptColumns} FROM attempts WHERE seq = ? ORDER BY n`,
    values: [Number(row['seq'])],
  }
  return { ...rowOf(row), ...detailOf(String(row['detail'])), attempts: attempts.map(attemptOf) }
}

/** What was kept of its prompt and answer, the newest of an id that was used again. */
export function* contentQuery({ id, tenant }: RequestArgs): Query<RequestRow | null> {
  const [row] = yield {
    sql: `SELECT input, system, tools, output FROM contents WHERE id = ? ${ofTenant(tenant)}
       ORDER BY ts DESC LIMIT 1`,
    values: [id, ...(tenant === undefined ? [] : [tenant])],
  }
  if (row === undefined) return null
  const { input, system, tools, output } = row
  return { input, system, tools, output }
}

function ofTenant(tenant: string | undefined): string {
  return tenant === undefined ? '' : 'AND tenant = ?'
}

function rowOf(row: RequestRow): RequestRow {
  const startMs = Number(row['ts'])
  return {
    id: row['id'],
    time: new Date(startMs).toISOString(),
    tenant: named(row['tenant']),
    key: named(row['key_id']),
    provider: named(row['provider']),
    model: named(row['model']),
    route: named(row['route']),
    status: row['status'],
    outcome: row['class'],
    error_type: named(row['error_type']),
    stream: row['stream'] === 1,
    total_ms: row['total_ms'],
    ttft_ms: row['ttft_ms'],
    overhead_ms: Number(row['overhead_us']) / 1000,
    ...tokensOf(row),
    cost_usd: usdText(BigInt(row['cost'] as string)),
    cost_unknown: row['cost_unknown'] === 1,
    saved_usd: usdText(BigInt(row['saved'] as string)),
    cache: named(row['cache']),
    attempt_count: row['attempts'],
  }
}

function attemptOf(row: RequestRow): RequestRow {
  const cost = row['cost']
  return {
    n: row['n'],
    target: row['target'],
    provider: row['provider'],
    model: row['model'],
    reason: row['reason'],
    outcome: row['outcome'],
    start_ms: row['start_ms'],
    total_ms: row['total_ms'],
    ttft_ms: row['ttft_ms'],
    chunks: row['chunks'],
    key: row['key_id'],
    status: row['status'],
    error_type: row['error_type'],
    verdict: row['verdict'],
    upstream_request_id: row['upstream_request_id'],
    response_model: row['response_model'],
    finish_reason: row['finish_reason'],
    ...tokensOf(row),
    cost_usd: typeof cost === 'string' ? usdText(BigInt(cost)) : null,
    cost_basis: row['basis'],
    cost_confidence: row['confidence'],
    price_row: row['price_row'],
  }
}

/** The tokens of a row, in disjoint buckets. */
export function tokensOf(row: RequestRow): RequestRow {
  return {
    input_tokens: row['input'],
    cache_read_tokens: row['cache_read'],
    cache_write_tokens: row['cache_write'],
    output_tokens: row['output'],
    reasoning_tokens: row['reasoning'],
  }
}

function detailOf(text: string): RequestRow {
  const detail = JSON.parse(text) as Readonly<Record<string, unknown>>
  return {
    trace_id: detail['traceId'] ?? null,
    span_id: detail['spanId'] ?? null,
    queue_ms: detail['queueMs'],
    method: detail['method'],
    path: detail['httpRoute'],
    surface: detail['surface'],
    operation: detail['operation'],
    requested_model: detail['requestedModel'],
    strategy: detail['strategy'] ?? null,
    decision_id: detail['decisionId'] ?? null,
    experiment: detail['experiment'] ?? null,
    variant: detail['variant'] ?? null,
    tags: detail['tags'] ?? [],
    error_code: detail['errorCode'] ?? null,
    finish_reason: detail['finishReason'] ?? null,
    steps: detail['steps'] ?? [],
    guards: detail['guards'],
    warnings: detail['warnings'],
  }
}

/** A text, null where there is none. */
export function named(value: unknown): unknown {
  return value === '' ? null : value
}
