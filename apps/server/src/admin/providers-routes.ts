import { systemClock } from '@signalbox/core'
import type { ProviderState, Resilience } from '@signalbox/resilience'
import type { KeyView } from '@signalbox/secrets'
import { Hono, type Hono as HonoApp } from 'hono'

/** What the routes read and steer. */
export interface ProvidersRoutesOptions {
  readonly resilience: () => Resilience
  readonly keys: () => Readonly<Record<string, readonly KeyView[]>>
}

const actions = ['open', 'close', 'probe', 'drain'] as const

/** `GET /admin/v1/providers`: every target that was used, its state and why; `POST …/{id}/{action}` by hand. */
export function providersRoutes({ resilience, keys: pools }: ProvidersRoutesOptions): HonoApp {
  return new Hono()
    .get('/admin/v1/providers', (c) => {
      const keys = pools()
      const data = resilience()
        .providers()
        .flatMap((state) => state.limits.map((limit) => describe(state, limit, keys)))
      return c.json({ data })
    })
    .post('/admin/v1/providers/:rest{.+}', (c) => {
      const rest = c.req.param('rest')
      const cut = rest.lastIndexOf('/')
      const action = actions.find((name) => name === rest.slice(cut + 1))
      const id = rest.slice(0, cut)
      const known = resilience()
        .providers()
        .some(({ targets }) => targets.includes(id))
      if (action === undefined || !known)
        return c.json(
          {
            error: {
              code: 'invalid_request',
              message: `POST …/providers/{target}/{${actions.join('|')}} of a target that GET lists.`,
            },
          },
          404,
        )
      resilience().force(id, action)
      return c.json({ target: id, ...resilience().health.circuit(id) })
    })
}

function describe(
  state: ProviderState,
  { target, bucket, concurrency }: ProviderState['limits'][number],
  pools: Readonly<Record<string, readonly KeyView[]>>,
): object {
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

function describeKey({ id, state, reason, until, used, today }: KeyView): object {
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
