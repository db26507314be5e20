import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { parseConfig } from '../config/parse-config.ts'
import { createGateway, type Gateway } from '../create-gateway.ts'
import { openStores } from '../stores/open-stores.ts'

const adminSecret = 'admin-secret-0123456789'
const providerKey = 'sk-canary-provider-0123456789'
const folder = mkdtempSync(join(tmpdir(), 'signalbox-audit-'))

interface Row {
  readonly id: string
  readonly time: string
  readonly who: string
  readonly action: string
  readonly subject: string
  readonly status: number
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

const file = (more = '') => `version: 1
server: { adminKey: "${adminSecret}" }
providers: { main: { adapter: openai, apiKey: "${providerKey}" } }
${more}`

let gateway: Gateway
beforeAll(async () => {
  const config = await parseConfig({
    version: 1,
    server: { adminKey: adminSecret },
    providers: { main: { adapter: 'openai', apiKey: providerKey } },
  })
  const stores = openStores({ store: `sqlite:${join(folder, 'a.db')}` })
  gateway = createGateway(config, { stores })
})
afterAll(async () => {
  await gateway.close()
  rmSync(folder, { recursive: true })
})

async function admin(method: string, path: string, body?: unknown, key = adminSecret) {
  const response = await gateway.fetch(
    new Request(`http://gateway/admin/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const rows = async (query = '') => {
  const { body } = await admin('GET', `audit${query}`)
  return body as unknown as { data: readonly Row[]; next: string | null }
}
const newest = async () => (await rows()).data[0]

describe('a call that changes something leaves a row', () => {
  test('with what came, what went and what became of it', async () => {
    await admin('POST', 'tenants', { name: 'acme', limits: { rpm: 10, tpm: 99 } })
    expect(await newest()).toMatchObject({
      action: 'POST /admin/v1/tenants',
      subject: '/admin/v1/tenants',
      status: 201,
      before: null,
      after: { name: 'acme', limits: { rpm: 10 } },
    })
    await admin('PATCH', 'tenants/acme', { limits: { rpm: 20, tpm: 99 } })
    expect(await newest()).toMatchObject({
      subject: '/admin/v1/tenants/acme',
      status: 200,
      before: { limits: { rpm: 10 } },
      after: { limits: { rpm: 20 } },
    })
    expect(Object.keys((await newest())?.after ?? {})).toEqual(['limits'])
    await admin('DELETE', 'tenants/acme')
    expect(await newest()).toMatchObject({ before: { name: 'acme' }, after: null })
  })

  test('never with a key, made or rotated, nor with a secret', async () => {
    await admin('POST', 'tenants', { name: 'beta' })
    const made = await admin('POST', 'keys', { tenant: 'beta', label: 'web' })
    const { key, id } = made.body as { key: string; id: string }
    expect(await newest()).toMatchObject({ before: null, after: { id, label: 'web' } })
    const rotated = await admin('POST', `keys/${id}/rotate`, { overlap_seconds: 1 })
    await admin('POST', `keys/${id}/revoke`)
    expect(await newest()).toMatchObject({
      before: { state: 'active' },
      after: { state: 'revoked' },
    })
    const stored = await admin('PUT', 'secrets/openai/main', { value: 'canary-of-a-vault' })
    expect(stored.status).toBe(200)
    expect(await newest()).toMatchObject({ subject: '/admin/v1/secrets/openai/main' })
    const text = JSON.stringify((await rows('?limit=500')).data)
    for (const secret of [key, String(rotated.body['key']), 'canary', adminSecret])
      expect(text).not.toContain(secret)
  })

  test('of the configuration with only what changed, secrets hidden', async () => {
    const changed = await admin('PUT', 'config', file('cache: { exact: { ttlSeconds: 60 } }'))
    expect(changed).toMatchObject({ status: 200, body: { applied: true } })
    const row = await newest()
    expect(row).toMatchObject({
      action: 'PUT /admin/v1/config',
      before: { values: { 'cache.exact.ttlSeconds': null } },
      after: { values: { 'cache.exact.ttlSeconds': 60 } },
    })
    expect(JSON.stringify(row)).not.toMatch(/canary|admin-secret/)
  })

  test('also when it was refused by what it asked, but not at the door', async () => {
    await admin('PUT', 'config', 'version: 9')
    expect(await newest()).toMatchObject({ action: 'PUT /admin/v1/config', status: 400 })
    const before = (await rows('?limit=500')).data.length
    await admin('PUT', 'config', file(), 'wrong')
    await admin('GET', 'config')
    await admin('POST', 'config/validate', 'version: 9')
    expect((await rows('?limit=500')).data).toHaveLength(before)
  })

  test('by a name that is no key', async () => {
    const row = await newest()
    expect(row?.who).toMatch(/^key:[0-9a-f]{12}$/)
    expect(row?.time).toMatch(/^\d{4}-\d\d-\d\dT/)
  })
})

test('rows come in pages and can be looked through', async () => {
  const all = (await rows('?limit=500')).data.map(({ id }) => id)
  expect(all.length).toBeGreaterThan(7)
  const paged: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page = await rows(`?limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
    paged.push(...page.data.map(({ id }) => id))
    cursor = page.next
  }
  expect(paged).toEqual(all)
  expect((await rows('?action=POST%20/admin/v1/keys')).data).toHaveLength(1)
  expect((await rows('?who=key:000000000000')).data).toEqual([])
})

describe('the configuration', () => {
  test('is shown without its secrets', async () => {
    const { body } = await admin('GET', 'config')
    expect(body['values']).toMatchObject({
      'server.host': '127.0.0.1',
      'server.adminKey': '[secret]',
      'providers.main.adapter': 'openai',
      'providers.main.apiKey': '[secret]',
    })
    expect(JSON.stringify(body)).not.toMatch(/canary|admin-secret/)
  })

  test('is checked without being changed', async () => {
    const good = await admin('POST', 'config/validate', file())
    expect(good.body).toMatchObject({ valid: true, errors: [] })
    const bad = await admin('POST', 'config/validate', file('modles: {}'))
    expect(bad.body['valid']).toBe(false)
    expect(JSON.stringify(bad.body)).toContain('did you mean')
    expect(JSON.stringify(bad.body)).not.toContain('canary')
    const { body } = await admin('GET', 'config')
    expect(body['values']).toMatchObject({ 'cache.exact.ttlSeconds': 60 })
  })
})
