import type { AuditStore } from '@signalbox/core'
import { Hono, type Hono as HonoApp } from 'hono'

const most = 500

/** `GET /admin/v1/audit`: who changed what, newest first. */
export function auditRoutes(store: () => AuditStore): HonoApp {
  return new Hono().get('/admin/v1/audit', async (c) => {
    const { cursor, limit: wanted, who, action } = c.req.query()
    const limit = Math.min(most, Math.max(1, Math.floor(Number(wanted ?? 50)) || 50))
    const rows = await store().audit({ limit, before: cursor, who, action })
    return c.json({
      data: rows.map(({ ts, detail, ...row }) => ({
        ...row,
        time: new Date(ts).toISOString(),
        ...detail,
      })),
      next: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
    })
  })
}
