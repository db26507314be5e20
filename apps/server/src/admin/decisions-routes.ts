import { loggedStateOf, type RecentDecision, type Router } from '@signalbox/router'
import { Hono, type Hono as HonoApp } from 'hono'

const mostListed = 10_000

/** `GET /admin/v1/decisions`: the last ones as lines of JSON, newest first, as `signalbox router diff` reads them. */
export function decisionsRoutes(router: () => Router): HonoApp {
  return new Hono().get('/admin/v1/decisions', (c) => {
    const limit = Math.min(mostListed, Number(c.req.query('limit') ?? 1000) || 0)
    const lines = router()
      .recent(limit)
      .map((recent) => `${JSON.stringify(lineOf(recent))}\n`)
    return c.body(lines.join(''), 200, {
      'content-type': 'application/jsonl; charset=utf-8',
    })
  })
}

function lineOf({ request, decision, at, usage, score }: RecentDecision): object {
  return {
    v: 1,
    id: decision.id,
    at: new Date(at).toISOString(),
    policy: decision.policy,
    policy_version: decision.policyVersion,
    // What the names stood for may have changed since; they are looked up again.
    request: { ...request, asked: undefined },
    state: loggedStateOf(decision),
    chosen: decision.targets[0]?.id ?? null,
    usage: usage ?? null,
    score: score ?? null,
  }
}
