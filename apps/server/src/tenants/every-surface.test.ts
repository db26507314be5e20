import { simulate, type Simulator } from '@signalbox/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { dialects } from '../dialects.ts'

const good = 'a-key-of-acme-0123456789'
const old = 'an-old-key-of-acme-0123456789'

let simulator: Simulator
let gateway: Gateway
beforeAll(async () => {
  simulator = await simulate({ port: 0, seed: 1 })
  const config = await parseConfig({
    version: 1,
    server: { adminKey: 'admin-secret-key' },
    providers: {
      main: { adapter: 'openai', apiKey: 'sk-up', baseUrl: `${simulator.url}/openai/v1` },
    },
    tenants: {
      acme: {
        keys: [
          { id: 'app', value: good },
          { id: 'old', value: old, expires: '2020-01-01T00:00:00Z' },
        ],
      },
    },
  })
  gateway = createGateway(config)
})
afterAll(async () => {
  await gateway.close()
  await simulator.close()
})

const text = 'Hi'
/** What any of the surfaces may want. */
const body = {
  model: 'main/sim-fast',
  messages: [{ role: 'user', content: text }],
  contents: [{ role: 'user', parts: [{ text }] }],
  content: { parts: [{ text }] },
  requests: [{ model: 'models/m', content: { parts: [{ text }] } }],
  input: text,
  prompt: text,
  query: text,
  documents: [text],
  max_tokens: 5,
}

const surfaces = dialects
  .flatMap((dialect) => dialect.surfaces)
  .filter(({ auth }) => auth !== 'public')
  .map(({ method, path }) => ({
    method,
    path: path.replaceAll(/\{model\*?\}/g, 'sim-fast').replaceAll(/\{[^}]*\}/g, 'x'),
  }))
const admin = [
  { method: 'GET', path: '/admin/v1/tenants' },
  { method: 'POST', path: '/admin/v1/keys' },
  { method: 'PUT', path: '/admin/v1/secrets/a/b' },
  { method: 'GET', path: '/admin/v1/providers' },
]
const reading = ['/v1/models', '/v1/models/x', '/v1beta/models', '/v1/responses/x'].map((path) => ({
  method: 'GET',
  path,
}))

const wrong: readonly (readonly [string, readonly string[]])[] = [
  ['none', []],
  ['garbage', ['Bearer not-a-key']],
  ['an expired one', [`Bearer ${old}`]],
  ['one of ours that was never made', ['Bearer sb-abcdefghij-' + 'a'.repeat(43) + '-000000']],
  ['a piece of SQL', ["Bearer ' OR 1=1 --"]],
  ['a right one and more', [`Bearer ${good}x`]],
  ['an object of JavaScript', ['Bearer __proto__']],
  ['two schemes', ['Basic YWRtaW46YWRtaW4=']],
]

test.each(wrong)('no path that spends or tells lets anybody in with %s', async (_what, sent) => {
  await fetch(`${simulator.url}/journal`, { method: 'DELETE' })
  const inside: string[] = []
  for (const { method, path } of [...surfaces, ...admin, ...reading]) {
    const [authorization] = sent
    const response = await gateway.fetch(
      new Request(`http://gateway${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(authorization === undefined ? {} : { authorization }),
        },
        ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
      }),
    )
    // A body that is read before the key is asked for may be refused as such.
    if (![400, 401, 403].includes(response.status))
      inside.push(`${method} ${path}: ${String(response.status)}`)
    await response.body?.cancel()
  }
  expect(inside).toEqual([])
  const journal = (await (await fetch(`${simulator.url}/journal`)).json()) as { entries: object[] }
  expect(journal.entries).toEqual([])
})

test('the table is that of all dialects, and the right key opens it', async () => {
  expect(surfaces.length).toBeGreaterThan(30)
  const response = await gateway.fetch(
    new Request('http://gateway/v1/chat/completions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${good}` },
      body: JSON.stringify({ model: body.model, messages: body.messages }),
    }),
  )
  expect(response.status).toBe(200)
})
