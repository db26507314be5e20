import { findPostgres, findRedis, startPostgres, startRedis } from '@signalbox/test-servers'
import { describe, expect, test } from 'vitest'

import { admin, type MadeKey, sleep, until } from './admin.ts'
import { type GatewayProcess, startGateway } from './gateway-process.ts'
import { ask, failures, startLoad } from './load.ts'
import { scaleOf } from './scale.ts'
import { startUpstream, unlimited } from './upstream.ts'

const scale = scaleOf(process.env)
const fixed = 'a-key-of-acme-0123456789'
const isMissing = findPostgres() === undefined || findRedis() === undefined

const statusOf = async ({ url }: GatewayProcess, key: string): Promise<number> =>
  (await ask({ to: () => url, key })).status
const tell = (name: string, figures: object): void =>
  void process.stdout.write(`postgres ${name}: ${JSON.stringify(figures)}\n`)

describe.skipIf(isMissing)('two replicas over PostgreSQL and Redis', () => {
  test(
    'end a key everywhere within a second; serve known keys while the database is away; start without both',
    { timeout: 180_000 + 2 * scale.databaseAwayMs },
    async () => {
      await using postgres = await startPostgres()
      await using redis = await startRedis()
      if (postgres === undefined || redis === undefined) throw new TypeError('no servers')
      await using upstream = await startUpstream()
      const options = {
        config: {
          providers: upstream.providers,
          store: postgres.url,
          redis: redis.url,
          tenants: { acme: { keys: [{ id: 'app', value: fixed }] } },
        },
      }
      const [a, b] = await Promise.all([startGateway(options), startGateway(options)])
      await using stack = new AsyncDisposableStack()
      stack.use(a)
      stack.use(b)

      for (const [way, end] of endings(a.url)) {
        const tenant = `t-${way}`
        await admin(a.url, 'POST', 'tenants', { name: tenant })
        const made = await admin<MadeKey>(a.url, 'POST', 'keys', { tenant, user: 'ann' })
        await until(`B knows the key (${way})`, async () => (await statusOf(b, made.key)) === 200)
        await end(tenant, made.id)
        const took = await until(`B refuses it (${way})`, async () =>
          [401, 403].includes(await statusOf(b, made.key)),
        )
        tell(`revoked by ${way}`, { ms: Math.round(took) })
        expect(took).toBeLessThan(1000)
      }

      await admin(a.url, 'POST', 'tenants', { name: 'kept' })
      const known = await admin<MadeKey>(a.url, 'POST', 'keys', { tenant: 'kept' })
      await until('B knows the key', async () => (await statusOf(b, known.key)) === 200)
      const printed = b.printed()
      const load = startLoad({ to: () => b.url, key: known.key, model: unlimited }, scale.perSecond)
      await sleep(500)
      await postgres.stop('SIGQUIT')
      expect(await statusOf(b, unknownKey(known.key))).toBe(401)
      await sleep(scale.databaseAwayMs)
      const other = await otherKey()
      const refusal = await ask({ to: () => b.url, key: other })
      expect([refusal.status, refusal.detail]).toEqual([
        503,
        expect.stringContaining('auth_store_unavailable'),
      ])
      const samples = await load.stop()
      expect(failures(samples)).toEqual([])
      expect((b.printed() - printed) / samples.length).toBeLessThanOrEqual(200)
      tell('away', {
        seconds: scale.databaseAwayMs / 1000,
        requests: samples.length,
        failed: 0,
        bytesPerRequest: Math.round((b.printed() - printed) / samples.length),
      })

      await postgres.start()
      const backAt = performance.now()
      await until(
        'B says 401 of a key that never was',
        async () => (await statusOf(b, other)) === 401,
      )
      await until('keys can be made', async () => {
        try {
          await admin(b.url, 'POST', 'keys', { tenant: 'kept' })
          return true
        } catch {
          return false
        }
      })
      const recovery = performance.now() - backAt
      tell('back', { ms: Math.round(recovery) })
      expect(recovery).toBeLessThan(5000)

      // The copy of the last good state is written a moment after a change.
      await sleep(1000)
      expect(await b.stop()).toBe(0)
      await postgres.stop('SIGQUIT')
      await redis.kill()
      await using alone = await startGateway({ ...options, folder: b.folder })
      const usual = await startGateway({ config: { providers: upstream.providers } })
      await usual[Symbol.asyncDispose]()
      tell('boot without both', {
        ms: Math.round(alone.bootMs),
        withoutStoresMs: Math.round(usual.bootMs),
      })
      expect(alone.bootMs - usual.bootMs).toBeLessThan(3000)
      expect(await statusOf(alone, known.key)).toBe(200)
      expect(await statusOf(alone, other)).toBe(503)
      expect(await statusOf(alone, fixed)).toBe(200)
    },
  )
})

/** Every way in which a key can end. */
function endings(
  url: string,
): readonly (readonly [string, (tenant: string, id: string) => Promise<unknown>])[] {
  return [
    ['revoke', (_, id) => admin(url, 'POST', `keys/${id}/revoke`)],
    ['delete', (_, id) => admin(url, 'DELETE', `keys/${id}`)],
    ['rotation', (_, id) => admin(url, 'POST', `keys/${id}/rotate`, { overlap_seconds: 0 })],
    ['blocking', (tenant) => admin(url, 'PATCH', `tenants/${tenant}`, { blocked: true })],
    ['tenant', (tenant) => admin(url, 'DELETE', `tenants/${tenant}`)],
  ]
}

/** Of the right form but with a wrong checksum: no store is asked. */
function unknownKey(key: string): string {
  return `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`
}

/** A well-formed key of another installation. */
async function otherKey(): Promise<string> {
  const { memoryEngine } = await import('@signalbox/store')
  const { createTenancy } = await import('@signalbox/tenancy')
  const tenancy = createTenancy({ store: memoryEngine() })
  await tenancy.putTenant({ name: 'x' })
  const { key } = await tenancy.issue('x')
  tenancy.close()
  return key
}
