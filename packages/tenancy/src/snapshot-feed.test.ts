import { virtualClock } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { ask, chat, outcome } from '../test-support/ask.ts'
import { toyBus, toySnapshots } from '../test-support/toy-snapshots.ts'
import { createTenancy, type Tenancy } from './create-tenancy.ts'
import type { SnapshotFile } from './snapshot-file.ts'

async function twoReplicas() {
  const clock = virtualClock()
  const store = toySnapshots()
  const bus = toyBus()
  const a = createTenancy({ store, clock, bus })
  const b = createTenancy({ store, clock, bus })
  await a.putTenant({ name: 'acme' })
  const { key, id } = await a.issue('acme', { user: 'ann' })
  await clock.advance(0)
  return { clock, store, bus, a, b, key, id }
}

const ways: readonly (readonly [
  string,
  (t: Tenancy, id: string, at: number) => Promise<unknown>,
])[] = [
  ['revoked', (t, id) => t.revoke(id)],
  ['deleted', (t, id) => t.deleteKey(id)],
  ['rotated without overlap', (t, id) => t.rotate(id, { overlapMs: 0 })],
  ['its user gone', (t) => t.revokeUser('acme', 'ann')],
  ['its tenant gone', (t) => t.deleteTenant('acme')],
  ['its tenant blocked', (t) => t.putTenant({ name: 'acme', blocked: true })],
]

describe('a key ends on the other replica within a second', () => {
  test.each(ways)('%s', async (_way, end) => {
    const { clock, a, b, key, id } = await twoReplicas()
    expect(await outcome(ask(b, chat(key)))).toBe('ok')
    await end(a, id, clock.wall())
    await clock.advance(1000)
    expect(await outcome(ask(b, chat(key)))).not.toBe('ok')
    expect(await outcome(ask(a, chat(key)))).not.toBe('ok')
    a.close()
    b.close()
  })

  test('by the bus alone, when the store says nothing', async () => {
    const { clock, store, a, b, key, id } = await twoReplicas()
    store.mute = true
    await a.revoke(id)
    await clock.advance(1000)
    expect(await outcome(ask(b, chat(key)))).toBe('authentication')
    a.close()
    b.close()
  })
})

test('without a word from anybody the poll finds out in 10 s', async () => {
  const { clock, store, a, key, id } = await twoReplicas()
  const deaf = createTenancy({ store, clock })
  await clock.advance(0)
  store.mute = true
  await a.revoke(id)
  await clock.advance(9000)
  expect(await outcome(ask(deaf, chat(key)))).toBe('ok')
  await clock.advance(1000)
  expect(await outcome(ask(deaf, chat(key)))).toBe('authentication')
  a.close()
  deaf.close()
})

test('a gap between versions loads everything', async () => {
  const { clock, store, a, b } = await twoReplicas()
  a.close()
  const before = store.loads
  store.skip()
  await store.write({ path: ['tenants', 'late'], value: {} })
  await clock.advance(0)
  expect(store.loads).toBe(before + 1)
  expect(b.tenants().map(({ name }) => name)).toContain('late')
  b.close()
})

test('a closed one leaves nobody asleep', async () => {
  const { clock, a, b } = await twoReplicas()
  a.close()
  b.close()
  await clock.advance(0)
  expect(clock.sleepers).toBe(0)
})

describe('the kept copy', () => {
  const macKey = new Uint8Array(32).fill(7)

  async function kept() {
    const clock = virtualClock()
    let bytes: Uint8Array | undefined
    const file: SnapshotFile = {
      read: async () => bytes,
      write: async (written) => void (bytes = written),
      macKey,
    }
    const store = toySnapshots()
    const tenancy = createTenancy({ store, clock, file })
    await tenancy.putTenant({ name: 'acme', limits: { rpm: 5 }, settings: { budgets: [1] } })
    const { key } = await tenancy.issue('acme', { models: ['a/*'] })
    await clock.advance(300)
    tenancy.close()
    return {
      clock,
      file,
      key,
      change: (edit: (b: Uint8Array) => Uint8Array) =>
        void (bytes = edit(bytes ?? new Uint8Array())),
    }
  }

  test('serves a start without the store, and gives way when the store comes', async () => {
    const { clock, file, key } = await kept()
    const store = toySnapshots()
    store.away = true
    const tenancy = createTenancy({ store, clock, file })
    await tenancy.ready
    expect(tenancy.isKnown()).toBe(true)
    expect(tenancy.tenants()).toMatchObject([
      { name: 'acme', limits: { rpm: 5 }, settings: { budgets: [1] } },
    ])
    expect(await outcome(ask(tenancy, chat(key, { model: 'a/b' })))).toBe('ok')
    expect(await outcome(ask(tenancy, chat(key, { model: 'b/b' })))).toBe('permission')
    store.away = false
    await clock.advance(10_000)
    expect(await outcome(ask(tenancy, chat(key)))).toBe('authentication')
    tenancy.close()
  })

  test('holds no key, and is not believed when somebody changed it', async () => {
    const { clock, file, key, change } = await kept()
    const text = new TextDecoder().decode(await file.read())
    expect(text).toContain('acme')
    expect(text).not.toContain(key)
    change((bytes) => new TextEncoder().encode(new TextDecoder().decode(bytes).replace('a/*', '*')))
    const store = toySnapshots()
    store.away = true
    const tenancy = createTenancy({ store, clock, file })
    await tenancy.ready
    expect(tenancy.tenants()).toEqual([])
    expect(tenancy.isKnown()).toBe(false)
    expect(await outcome(ask(tenancy, chat(key)))).toBe('auth_store_unavailable')
    tenancy.close()
  })
})
