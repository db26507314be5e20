import { systemClock } from '@signalbox/core'
import type { ProviderState } from '@signalbox/resilience'
import type { KeyView } from '@signalbox/secrets'

/** A target as `GET /admin/v1/providers` tells it. */
export interface ProviderRow {
  readonly target: string
  readonly provider: string
  readonly model: string
  readonly state: string
  readonly reason: string | null
  readonly since: string
  readonly until: string | null
  readonly share: number
  readonly p95_ms: number | null
  readonly error_rate: number
  readonly consecutive_failures: number
  readonly buckets: {
    readonly requests: number | null
    readonly tokens: number | null
    readonly share: number
    readonly blocked_until: string | null
  }
  readonly concurrency: { readonly inflight: number; readonly limit: number | null }
  readonly keys: readonly string[]
  readonly key_states: readonly KeyRow[]
}

interface KeyRow {
  readonly id: string
  readonly state: string
  readonly reason: string | null
  readonly until: string | null
  readonly used: number
  readonly requests_today: number
  readonly tokens_today: number
}

/** Every target that was used in this process. */
export function providerRows(
  providers: readonly ProviderState[],
  pools: Readonly<Record<string, readonly KeyView[]>>,
): readonly ProviderRow[] {
  return providers.flatMap((state) => state.limits.map((limit) => describe(state, limit, pools)))
}

/** What several processes know, as one: the worst state of each target, and sums of what runs. */
export function mergeProviderRows(
  views: readonly (readonly ProviderRow[])[],
): readonly ProviderRow[] {
  const rows = new Map<string, ProviderRow>()
  for (const row of views.flat()) {
    const known = rows.get(row.target)
    rows.set(row.target, known === undefined ? row : merge(known, row))
  }
  return [...rows.values()]
}

const fromBest = ['healthy', 'degraded', 'half_open', 'open', 'disabled']

function merge(a: ProviderRow, b: ProviderRow): ProviderRow {
  const worst = fromBest.indexOf(b.state) > fromBest.indexOf(a.state) ? b : a
  return {
    ...worst,
    p95_ms: most(a.p95_ms, b.p95_ms),
    error_rate: Math.max(a.error_rate, b.error_rate),
    consecutive_failures: Math.max(a.consecutive_failures, b.consecutive_failures),
    concurrency: {
      inflight: a.concurrency.inflight + b.concurrency.inflight,
      limit: sum(a.concurrency.limit, b.concurrency.limit),
    },
    key_states: a.key_states.map((key) => {
      const other = b.key_states.find(({ id }) => id === key.id)
      return other === undefined ? key : mergeKeys(key, other)
    }),
  }
}

function mergeKeys(a: KeyRow, b: KeyRow): KeyRow {
  return {
    ...(a.state === 'active' ? b : a),
    used: Math.max(a.used, b.used),
    requests_today: a.requests_today + b.requests_today,
    tokens_today: a.tokens_today + b.tokens_today,
  }
}

function most(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}

/** No limit is `null`. */
function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}

function describe(
  state: ProviderState,
  { target, bucket, concurrency }: ProviderState['limits'][number],
  pools: Readonly<Record<string, readonly KeyView[]>>,
): ProviderRow {
  const keys = pools[state.provider] ?? []
  return {
    target,
    provider: state.provider,
    model: state.model,
    state: state.state.replace('-', '_'),
    reason: state.reason ?? null,
    since: atWall(state.since),
    until: state.until === undefined ? null : atWall(state.until),
    share: state.share,
    p95_ms: state.p95Ms ?? null,
    error_rate: state.errorRate,
    consecutive_failures: state.consecutiveFailures,
    buckets: {
      requests: finite(bucket.requests),
      tokens: finite(bucket.tokens),
      share: bucket.share,
      blocked_until: bucket.blockedUntil === undefined ? null : atWall(bucket.blockedUntil),
    },
    concurrency: { inflight: concurrency.inflight, limit: finite(concurrency.limit) },
    keys: keys.map(({ id }) => id),
    key_states: keys.map(describeKey),
  }
}

function describeKey({ id, state, reason, until, used, today }: KeyView): KeyRow {
  return {
    id,
    state,
    reason: reason ?? null,
    until: until === undefined ? null : new Date(until).toISOString(),
    used,
    requests_today: today.requests,
    tokens_today: today.tokens,
  }
}

/** Circuits count in monotonic time; people read a calendar. */
function atWall(monotonicMs: number): string {
  return new Date(systemClock.wall() + monotonicMs - systemClock.now()).toISOString()
}

/** No limit is `null` in JSON. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
