import { hash } from 'node:crypto'

import type { Logger } from '@signalbox/core'
import { simulate, type Simulator } from '@signalbox/simulator'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { dialects } from '../dialects.ts'
import { openStores, type Stores } from '../stores/open-stores.ts'
import { fillPath } from './compile-path.ts'
import { dialectRows } from './dialect-rows.ts'
import { ownRows } from './own-rows.ts'
import type { RouteRow } from './route-row.ts'

/** The key of operators in tests. */
export const adminSecret = 'admin-secret-0123456789'
/** A key of the tenant acme. */
export const acmeKey = 'a-key-of-acme-0123456789'
/** A key of the tenant beta. */
export const betaKey = 'a-key-of-beta-0123456789'
/** A key of acme whose time is over. */
export const expiredKey = 'an-old-key-of-acme-0123456789'

/** Everything the server answers. */
export const everyRow: readonly RouteRow[] = [...dialectRows(dialects), ...ownRows]

/** A gateway with two tenants, a revoked key and one simulated provider. */
export interface OpenGateway extends AsyncDisposable {
  readonly gateway: Gateway
  readonly simulator: Simulator
  readonly stores: Stores
  /** Made and ended again. */
  readonly revokedKey: string
  /** What the store keeps of keys. */
  readonly hashes: readonly string[]
  readonly errors: readonly unknown[]
}

/** Opens it. */
export async function openGateway(): Promise<OpenGateway> {
  const simulator = await simulate({ port: 0, seed: 1 })
  const config = await parseConfig({
    version: 1,
    server: { adminKey: adminSecret },
    providers: {
      main: { adapter: 'openai', apiKey: 'sk-upstream', baseUrl: `${simulator.url}/openai/v1` },
    },
    models: { auto: { targets: ['main/sim-fast'] } },
    tenants: {
      acme: {
        keys: [
          { id: 'app', value: acmeKey },
          { id: 'old', value: expiredKey, expires: '2020-01-01T00:00:00Z' },
        ],
      },
      beta: { keys: [{ id: 'app', value: betaKey }] },
    },
  })
  const stores = openStores({ store: 'memory:' })
  const errors: unknown[] = []
  const quiet = () => undefined
  const logger: Logger = {
    debug: quiet,
    info: quiet,
    warn: quiet,
    error: (message, fields) => void errors.push([message, fields]),
  }
  const gateway = createGateway(config, { stores, logger })
  const admin = async (path: string, body: object) => {
    const response = await gateway.fetch(
      new Request(`http://gateway/admin/v1/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${adminSecret}` },
        body: JSON.stringify(body),
      }),
    )
    return (await response.json()) as { key: string; id: string }
  }
  await admin('tenants', { name: 'gamma' })
  const { key, id } = await admin('keys', { tenant: 'gamma' })
  await admin('keys', { tenant: 'gamma' })
  await admin(`keys/${id}/revoke`, {})
  const { value } = await stores.engine.load()
  const stored = JSON.stringify(value).match(/[A-Za-z0-9+/=_-]{40,}/g) ?? []
  return {
    gateway,
    simulator,
    stores,
    revokedKey: key,
    hashes: [...stored, hash('sha256', acmeKey), hash('sha256', adminSecret)],
    errors,
    async [Symbol.asyncDispose]() {
      await gateway.close()
      await simulator.close()
    },
  }
}

/** The path of a row with its names filled in. */
export function pathOf(row: RouteRow, value = 'sim-fast'): string {
  const names = [...row.path.matchAll(/\{(\w+)\*?\}/g)].map(([, name = '']) => name)
  return fillPath(row.path, Object.fromEntries(names.map((name) => [name, value]))) ?? row.path
}

/** A body that the row takes. */
export function bodyOf(row: RouteRow): string | FormData | undefined {
  if (row.method === 'GET') return undefined
  if (row.bodyType !== 'multipart') return JSON.stringify(row.example ?? {})
  const form = new FormData()
  form.append('model', 'auto')
  form.append('file', new File(['RIFF'], 'a.wav'))
  return form
}
