import { userInfo } from 'node:os'

import { newRequestId, type AuditRow } from '@signalbox/core'
import { createTenancy } from '@signalbox/tenancy'
import { Hono } from 'hono'

import type { Config } from '../config/config.ts'
import { defaultStore, openStores } from '../stores/open-stores.ts'
import { refusal } from '../surface/refusal.ts'
import { fixedTenantsOf } from './fixed-tenants.ts'
import { keysRoutes } from './keys-routes.ts'
import { tenantsRoutes } from './tenants-routes.ts'

/** Where commands make and end keys: the running gateway, else its store. */
export interface KeyDesk extends AsyncDisposable {
  /** One call of the admin API, e.g. `keys/abc/rotate`; throws the sentence of a refusal. */
  call(path: string, init?: { method?: string; body?: object }): Promise<unknown>
  /** What is being talked to, in words. */
  readonly place: string
}

const patienceMs = 3000

/** The desk of a configuration; a running gateway owns its store, so it is asked first. */
export async function openKeyDesk(
  config: Config,
  options: { readonly cwd: string },
): Promise<KeyDesk> {
  const { host, port } = config.server
  const origin = `http://${host.includes(':') ? `[${host}]` : host.replace('0.0.0.0', '127.0.0.1')}:${String(port)}`
  if (await isRunning(origin)) return deskAt(origin, config)
  return deskOver(config, options.cwd)
}

function deskAt(origin: string, { server }: Config): KeyDesk {
  const key = server.adminKey?.reveal()
  return {
    place: origin,
    call: (path, init) =>
      ask((request) => fetch(request), new URL(`/admin/v1/${path}`, origin), {
        ...init,
        headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      }),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

function deskOver(config: Config, cwd: string): KeyDesk {
  const { store = defaultStore } = config
  if (store === 'memory:')
    throw new TypeError('The configuration keeps keys in memory only: start the gateway first.')
  const stores = openStores({ ...config, store }, { cwd })
  const { engine, bus } = stores
  const tenancy = createTenancy({ store: engine, bus, tenants: fixedTenantsOf(config) })
  const app = new Hono()
    .route(
      '/',
      tenantsRoutes(() => config, tenancy),
    )
    .route('/', keysRoutes(tenancy))
    .onError((thrown, c) => refusal(c, thrown))
  return {
    place: store.replace(/\/\/[^@/]*@/, '//'),
    async call(path, init) {
      await engine.ready()
      const answer = await ask(
        async (request) => app.fetch(request),
        new URL(`http://desk/admin/v1/${path}`),
        { ...init, headers: {} },
      )
      const { method = init?.body === undefined ? 'GET' : 'POST' } = init ?? {}
      if (method !== 'GET') await engine.record(deskRow(method, `/admin/v1/${path}`))
      return answer
    },
    async [Symbol.asyncDispose]() {
      tenancy.close()
      await stores.close()
    },
  }
}

/** There is no key at this desk: who may open the file may change what is in it. */
function deskRow(method: string, subject: string): AuditRow {
  const ts = Date.now()
  const who = `user:${userInfo().username}`
  return { id: newRequestId(ts), ts, who, action: `${method} offline`, subject, detail: {} }
}

async function isRunning(origin: string): Promise<boolean> {
  try {
    const answer = await fetch(`${origin}/livez`, { signal: AbortSignal.timeout(patienceMs) })
    return answer.ok && (await answer.text()) === 'ok'
  } catch {
    // Nobody is there, which is an answer.
    return false
  }
}

async function ask(
  send: (request: Request) => Promise<Response>,
  url: URL,
  init: { method?: string; body?: object; headers: Record<string, string> },
): Promise<unknown> {
  const { method = init.body === undefined ? 'GET' : 'POST', body, headers } = init
  const response = await send(
    new Request(url, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
  const answer = (await response.json()) as { readonly error?: { readonly message?: string } }
  if (!response.ok)
    throw new TypeError(answer.error?.message ?? `status ${String(response.status)}`)
  return answer
}
