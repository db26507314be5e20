import { createServer } from 'node:http'

import type { Logger } from '@signalbox/core'
import { simulate, type Simulator } from '@signalbox/simulator'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { openStores } from '../stores/open-stores.ts'

/** The key of operators in tests. */
export const adminSecret = 'admin-secret-0123456789'
/** A key of the tenant acme. */
export const acmeKey = 'a-key-of-acme-0123456789'

/** A gateway on a real socket, in front of a simulator. */
export interface OpenBooks extends AsyncDisposable {
  readonly url: string
  readonly gateway: Gateway
  readonly simulator: Simulator
  readonly said: readonly string[]
  readonly ask: (
    path: string,
    body: object,
    init?: { key?: string; signal?: AbortSignal },
  ) => Promise<Response>
  readonly admin: <Answer>(
    path: string,
    init?: { method?: string; body?: object },
  ) => Promise<Answer>
}

/** What a test configures: budgets of acme, a store, further sections. */
export interface OpenBooksOptions {
  readonly budgets?: readonly object[]
  readonly folder?: string
  readonly sections?: object
  /** Stays open; default: one of its own. */
  readonly simulator?: Simulator
}

/** Opens it; `main/by-output` costs a USD per million output tokens and nothing else. */
export async function openBooks(options: OpenBooksOptions = {}): Promise<OpenBooks> {
  const { budgets, folder, sections = {} } = options
  const simulator =
    options.simulator ?? (await simulate({ port: 0, seed: 1, journalEntries: 20_000 }))
  const config = await parseConfig(configOf(simulator.url, budgets, sections))
  const said: string[] = []
  const quiet = () => undefined
  const say = (text: string) => void said.push(text)
  const logger: Logger = { debug: quiet, info: quiet, warn: say, error: say }
  const stores = openStores(
    folder === undefined ? {} : { store: 'sqlite:signalbox.db' },
    folder === undefined ? {} : { cwd: folder },
  )
  // A busy machine takes its time to open a file; no test is of that.
  await stores.engine.ready()
  const gateway = createGateway(config, { stores, logger })
  const server = createServer(gateway.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const url = `http://127.0.0.1:${String(port)}`
  return {
    url,
    gateway,
    simulator,
    said,
    ask: (path, body, { key = acmeKey, signal } = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify(body),
        ...(signal === undefined ? {} : { signal }),
      }),
    async admin<Answer>(path: string, { method, body }: { method?: string; body?: object } = {}) {
      const response = await fetch(`${url}/admin/v1/${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: { authorization: `Bearer ${adminSecret}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return (await response.json()) as Answer
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await gateway.close()
      if (options.simulator === undefined) await simulator.close()
    },
  }
}

/** The configuration of those tests as plain values. */
export function configOf(
  simulatorUrl: string,
  budgets: readonly object[] | undefined,
  sections: object = {},
): object {
  return {
    version: 1,
    server: { adminKey: adminSecret },
    providers: {
      main: { adapter: 'openai', apiKey: 'sk-upstream', baseUrl: `${simulatorUrl}/openai/v1` },
      claude: { adapter: 'anthropic', apiKey: 'sk-upstream', baseUrl: `${simulatorUrl}/anthropic` },
      gemini: { adapter: 'google', apiKey: 'sk-upstream', baseUrl: `${simulatorUrl}/google` },
    },
    catalog: {
      overrides: ['main', 'claude', 'gemini'].map((provider) => ({
        match: `${provider}/by-output`,
        prices: { input: '0', output: '1' },
      })),
    },
    tenants: {
      acme: {
        keys: [{ id: 'app', value: acmeKey }],
        ...(budgets === undefined ? {} : { budgets }),
      },
    },
    ...sections,
  }
}
