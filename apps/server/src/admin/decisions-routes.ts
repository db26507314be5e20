import type { Router } from '@signalbox/router'
import { Hono, type Hono as HonoApp } from 'hono'

const mostListed = 10_000

/** `GET /admin/v1/decisions`: the last ones as lines of JSON, newest first, as `signalbox router diff` reads them. */
export function decisionsRoutes(router: () => Router): HonoApp {
  return new Hono().get('/admin/v1/decisions', (c) => {
    const limit = Math.min(mostListed, Number(c.req.query('limit') ?? 1000) || 0)
    const lines = router()
      .recent(limit)
      .map(({ request, decision }) =>
        JSON.stringify({
          v: 1,
          id: decision.id,
          policy: decision.policy,
          policy_version: decision.policyVersion,
          // What the names stood for may have changed since; they are looked up again.
          request: { ...request, asked: undefined },
          chosen: decision.targets[0]?.id ?? null,
        }),
      )
    return c.body(lines.map((line) => `${line}\n`).join(''), 200, {
      'content-type': 'application/jsonl; charset=utf-8',
    })
  })
}
