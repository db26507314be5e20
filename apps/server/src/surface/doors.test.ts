import { Secret } from '@signalbox/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { isPresented } from '../door-key.ts'
import {
  acmeKey,
  adminSecret,
  betaKey,
  bodyOf,
  everyRow,
  expiredKey,
  openGateway,
  pathOf,
  type OpenGateway,
} from './open-gateway.fixture.ts'
import type { RouteRow } from './route-row.ts'

let open: OpenGateway
beforeAll(async () => {
  open = await openGateway()
})
afterAll(async () => {
  await open[Symbol.asyncDispose]()
})

const guarded = everyRow.filter(({ auth }) => auth !== 'public')

async function call(row: RouteRow, headers: Record<string, string>, path = pathOf(row)) {
  const body = bodyOf(row)
  const response = await open.gateway.fetch(
    new Request(`http://gateway${path}`, {
      method: row.method,
      headers: {
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    }),
  )
  const text = await response.text()
  return { status: response.status, text, headers: response.headers }
}

/** Calls every guarded row and tells of those that did not say no. */
async function letIn(headersFor: (row: RouteRow) => Record<string, string>, rows = guarded) {
  const inside: string[] = []
  for (const row of rows) {
    const { status } = await call(row, headersFor(row))
    if (status !== 401 && status !== 403)
      inside.push(`${row.method} ${row.path}: ${String(status)}`)
  }
  return inside
}

const bearer = (key: string) => () => ({ authorization: `Bearer ${key}` })

describe(`each of ${String(guarded.length)} paths that are not public says no`, () => {
  test('without a key', async () => {
    expect(await letIn(() => ({}))).toEqual([])
  })

  test.each([
    ['garbage', 'garbage'],
    ['nothing behind Bearer', ' '],
    ['SQL', "' OR '1'='1' --"],
    ['more SQL', `x"; DROP TABLE sb_settings; SELECT '`],
    ['a header inside', 'x%0d%0ax-signalbox-admin: 1'],
    ['a pattern', '*'],
    ['a name of every object', '__proto__'],
    ['a key that is far too long', 'k'.repeat(9000)],
    ['a beginning of the right keys', acmeKey.slice(0, -1)],
    ['more than the right key', `${acmeKey}0`],
    ['the right key in capitals', acmeKey.toUpperCase()],
    ['an expired key', expiredKey],
    ['an id of a key', 'app'],
  ])('to %s', async (_name, key) => {
    expect(await letIn(bearer(key))).toEqual([])
  })

  test('to a revoked key', async () => {
    expect(open.revokedKey).toMatch(/^sb-/)
    expect(await letIn(bearer(open.revokedKey))).toEqual([])
  })

  test('to what the store keeps of keys', async () => {
    expect(open.hashes.length).toBeGreaterThan(3)
    for (const stored of open.hashes) expect(await letIn(bearer(stored))).toEqual([])
  })

  test('in whichever header the wrong key comes', async () => {
    for (const name of ['x-api-key', 'api-key', 'x-goog-api-key', 'cookie', 'proxy-authorization'])
      expect(await letIn(() => ({ [name]: 'garbage' }))).toEqual([])
    expect(await letIn(() => ({ authorization: adminSecret }))).toEqual([])
    expect(await letIn(() => ({ authorization: `Basic ${btoa(`a:${adminSecret}`)}` }))).toEqual([])
  })

  test('to a key in the query where it is no Gemini path', async () => {
    const inside: string[] = []
    for (const row of guarded.filter(({ path }) => !/^\/(?:v1beta|gemini)\/|:\w+$/.test(path))) {
      const { status } = await call(row, {}, `${pathOf(row)}?key=${acmeKey}&api_key=${acmeKey}`)
      if (status !== 401 && status !== 403) inside.push(`${row.method} ${row.path}`)
    }
    expect(inside).toEqual([])
  })
})

test('the right keys open all of them', async () => {
  // One never ends, the other would end the key that is tried.
  const rows = guarded.filter(
    ({ method, path }) =>
      path !== '/admin/v1/live' && !(method === 'PUT' && path === '/admin/v1/config'),
  )
  const right = ({ auth }: RouteRow) => bearer(auth === 'admin' ? adminSecret : acmeKey)()
  const inside = await letIn(right, rows)
  expect(inside).toHaveLength(rows.length)
  expect(inside.filter((each) => / 5\d\d$/.test(each))).toEqual([])
})

describe('a key of one door', () => {
  const admin = guarded.filter(({ auth }) => auth === 'admin')

  test('of a tenant opens nothing of the operators', async () => {
    expect(admin.length).toBeGreaterThan(25)
    expect(await letIn(bearer(acmeKey), admin)).toEqual([])
  })

  test('of the operators is nobody’s key', async () => {
    const clients = guarded.filter(({ auth }) => auth === 'key')
    expect(await letIn(bearer(adminSecret), clients)).toEqual([])
  })

  test('of another tenant sees nothing of what was asked', async () => {
    const asked = await open.gateway.fetch(
      new Request('http://gateway/v1/responses', {
        method: 'POST',
        headers: { authorization: `Bearer ${acmeKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'auto', input: 'canary', store: true }),
      }),
    )
    const { id } = (await asked.json()) as { id: string }
    const request = asked.headers.get('x-request-id') ?? ''
    const paths = [
      ['GET', `/v1/responses/${id}`],
      ['GET', `/v1/responses/${id}/input_items`],
      ['GET', `/v1/route/decisions/${request}`],
      ['GET', `/v1/generations/${request}`],
      ['POST', `/v1/responses/${id}/cancel`],
      ['DELETE', `/v1/responses/${id}`],
    ] as const
    const seen = async (key: string) =>
      Promise.all(
        paths.slice(0, 3).map(async ([method, path]) => {
          const headers = { authorization: `Bearer ${key}` }
          return (
            await open.gateway.fetch(new Request(`http://gateway${path}`, { method, headers }))
          ).status
        }),
      )
    for (const [method, path] of paths) {
      const headers = { authorization: `Bearer ${betaKey}` }
      const response = await open.gateway.fetch(
        new Request(`http://gateway${path}`, { method, headers }),
      )
      expect(`${path} ${String(response.status)}`).toBe(`${path} 404`)
      expect(await response.text()).not.toContain('canary')
    }
    expect(await seen(acmeKey)).toEqual([200, 200, 200])
  })
})

test('the admin key is compared by digests: any length is only wrong', () => {
  const key = new Secret(adminSecret)
  const given = ['', 'a', adminSecret.slice(1), `${adminSecret}x`, 'é', 'k'.repeat(100_000)]
  for (const text of given)
    expect(isPresented(['authorization', `Bearer ${text}`], key)).toBe(false)
  expect(isPresented(['authorization', `Bearer ${adminSecret}`], key)).toBe(true)
  expect(isPresented(['x-api-key', adminSecret], key)).toBe(true)
})

test('a refusal is in the envelope of its path', async () => {
  const of = async (path: string, headers: Record<string, string> = {}) => {
    const request = new Request(`http://gateway${path}`, { headers })
    return (await (await open.gateway.fetch(request)).json()) as Record<string, unknown>
  }
  expect(await of('/admin/v1/keys')).toMatchObject({ error: { code: 'authentication' } })
  expect(await of('/v1/models')).toMatchObject({ error: { code: 'authentication' } })
  expect(await of('/v1/models', { 'anthropic-version': '2023-06-01' })).toMatchObject({
    type: 'error',
    error: { type: 'authentication_error' },
  })
  expect(await of('/v1beta/models')).toMatchObject({ error: { status: 'UNAUTHENTICATED' } })
  expect(await of('/admin/v1/nothing')).toMatchObject({ error: { code: 'invalid_request' } })
})

test.each([
  ['/livez', 200, {}],
  ['/v1/models', 200, {}],
  ['/v1/models/nope', 404, {}],
  ['/v1/models/nope', 404, { 'anthropic-version': '2023-06-01' }],
  ['/v1beta/models/nope', 404, {}],
  ['/v1/responses/nope', 404, {}],
  ['/v1/route/decisions/nope', 404, {}],
  ['/v1/generations/nope', 404, {}],
  ['/admin/v1/nothing', 404, {}],
])('%s answers %i under the id of its request', async (path, status, headers) => {
  const ask = async (id: Record<string, string>) => {
    const init = { headers: { authorization: `Bearer ${acmeKey}`, ...headers, ...id } }
    const response = await open.gateway.fetch(new Request(`http://gateway${path}`, init))
    expect(response.status).toBe(status)
    const told = response.headers.get('x-request-id') ?? ''
    const inBody = /"request_id":"([^"]*)"/.exec(await response.text())?.[1]
    expect(inBody).toBe(status === 404 ? told : undefined)
    return told
  }
  expect(await ask({})).toMatch(/^[0-9a-f-]{36}$/)
  expect(await ask({ 'x-request-id': 'mine-1' })).toBe('mine-1')
  expect(await ask({ 'x-request-id': 'no id "of" mine' })).toMatch(/^[0-9a-f-]{36}$/)
})
