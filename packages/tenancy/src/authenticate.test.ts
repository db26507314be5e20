import { Secret, type HeaderList } from '@signalbox/core'
import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { ask, chat, outcome } from '../test-support/ask.ts'
import { toySnapshots } from '../test-support/toy-snapshots.ts'
import { createTenancy } from './create-tenancy.ts'
import type { FixedTenant } from './tenancy-options.ts'

const value = 'a-key-of-the-file-0123456789'
const fixed: readonly FixedTenant[] = [
  { name: 'acme', keys: [{ id: 'app', value: new Secret(value) }] },
]

function withHeaders(headers: HeaderList) {
  return chat(undefined, { source: { wire: 'toy', body: {}, headers } })
}

async function stored() {
  const clock = virtualClock()
  const store = toySnapshots()
  const tenancy = createTenancy({ store, clock, tenants: fixed })
  await tenancy.putTenant({ name: 'beta' })
  return { clock, store, tenancy }
}

describe('keys of the configuration', () => {
  test.each(['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'])(
    'are taken from %s',
    async (name) => {
      const tenancy = createTenancy({ tenants: fixed })
      const sent = name === 'authorization' ? `Bearer ${value}` : value
      const { caller } = await ask(tenancy, withHeaders([name, sent]))
      expect(caller).toEqual({ tenant: 'acme', key: 'app' })
    },
  )

  test('none, a wrong one and its hash are refused', async () => {
    const tenancy = createTenancy({ tenants: fixed })
    expect(await outcome(ask(tenancy, chat(undefined)))).toBe('authentication')
    expect(await outcome(ask(tenancy, chat(`${value}x`)))).toBe('authentication')
    const [record] = tenancy.keys('acme')
    expect(await outcome(ask(tenancy, chat(record?.hashes[0]?.hash)))).toBe('authentication')
  })

  test('a new configuration takes keys away at once', async () => {
    const tenancy = createTenancy({ tenants: fixed })
    tenancy.configure([{ name: 'acme' }])
    expect(await outcome(ask(tenancy, chat(value)))).toBe('authentication')
  })
})

describe('keys of the store', () => {
  test('one is shown once; the store has only its hash', async () => {
    const { store, tenancy } = await stored()
    const { key, id } = await tenancy.issue('beta', { user: 'ann', tags: ['web'] })
    const { caller } = await ask(tenancy, chat(key))
    expect(caller).toEqual({ tenant: 'beta', key: id, user: 'ann', tags: ['web'] })
    const written = JSON.stringify((await store.load()).value)
    expect(written).not.toContain(key)
    expect(written).toContain(tenancy.keys('beta')[0]?.hashes[0]?.hash)
    tenancy.close()
  })

  test('a mistyped one is refused without asking the store', async () => {
    const { store, tenancy } = await stored()
    const { key } = await tenancy.issue('beta')
    store.away = true
    const before = store.loads
    expect(await outcome(ask(tenancy, chat(`${key.slice(0, -1)}!`)))).toBe('authentication')
    expect(store.loads).toBe(before)
    tenancy.close()
  })

  test('they end at their expiry', async () => {
    const { clock, tenancy } = await stored()
    const { key } = await tenancy.issue('beta', { expiresAt: clock.wall() + 5000 })
    expect(await outcome(ask(tenancy, chat(key)))).toBe('ok')
    await clock.advance(5000)
    expect(await outcome(ask(tenancy, chat(key)))).toBe('authentication')
    tenancy.close()
  })

  test('a rotated one keeps its id; the old secret is good for the overlap', async () => {
    const { clock, tenancy } = await stored()
    const first = await tenancy.issue('beta')
    const second = await tenancy.rotate(first.id, { overlapMs: 1000 })
    expect(second.id).toBe(first.id)
    expect(await outcome(ask(tenancy, chat(first.key)))).toBe('ok')
    expect(await outcome(ask(tenancy, chat(second.key)))).toBe('ok')
    await clock.advance(1000)
    expect(await outcome(ask(tenancy, chat(first.key)))).toBe('authentication')
    expect(await outcome(ask(tenancy, chat(second.key)))).toBe('ok')
    const third = await tenancy.rotate(first.id, { overlapMs: 0 })
    expect(await outcome(ask(tenancy, chat(second.key)))).toBe('authentication')
    expect(await outcome(ask(tenancy, chat(third.key)))).toBe('ok')
    expect(tenancy.keys('beta')[0]?.hashes).toHaveLength(1)
    tenancy.close()
  })

  test('a blocked tenant is told so', async () => {
    const { tenancy } = await stored()
    const { key } = await tenancy.issue('beta')
    await tenancy.putTenant({ name: 'beta', blocked: true })
    expect(await outcome(ask(tenancy, chat(key)))).toBe('permission')
    tenancy.close()
  })

  test('nobody gets a key of a tenant that is not there, nor without a store', async () => {
    const { tenancy } = await stored()
    await expect(tenancy.issue('gamma')).rejects.toThrow('There is no tenant "gamma"')
    await expect(createTenancy().issue('acme')).rejects.toThrow('where a store is configured')
    tenancy.close()
  })
})

describe('while the store is away', () => {
  test('known keys pass, an unknown one is 503 and never 401', async () => {
    const { clock, store, tenancy } = await stored()
    const { key } = await tenancy.issue('beta')
    const other = createTenancy({ store: toySnapshots(), clock })
    await other.putTenant({ name: 'x' })
    const { key: unknown } = await other.issue('x')
    store.away = true
    await clock.advance(3000)
    expect(await outcome(ask(tenancy, chat(key)))).toBe('ok')
    const loads = store.loads
    for (let i = 0; i < 20; i++)
      expect(await outcome(ask(tenancy, chat(unknown)))).toBe('auth_store_unavailable')
    expect(store.loads - loads).toBe(1)
    expect(await outcome(ask(tenancy, chat(value)))).toBe('ok')
    expect(await outcome(ask(tenancy, chat('some-other-key')))).toBe('authentication')
    store.away = false
    await clock.advance(2000)
    expect(await outcome(ask(tenancy, chat(unknown)))).toBe('authentication')
    tenancy.close()
    other.close()
  })

  test('an unknown key asks the store once and then not for a while', async () => {
    const { clock, store, tenancy } = await stored()
    const other = createTenancy({ store: toySnapshots(), clock })
    await other.putTenant({ name: 'x' })
    const { key } = await other.issue('x')
    await clock.advance(3000)
    const loads = store.loads
    for (let i = 0; i < 5; i++) {
      expect(await outcome(ask(tenancy, chat(key)))).toBe('authentication')
      await clock.advance(1500)
    }
    expect(store.loads - loads).toBeLessThanOrEqual(2)
    tenancy.close()
    other.close()
  })
})
