import type { JsonObject, Logger } from '@signalbox/core'
import { memorySnapshotStore } from '@signalbox/store'
import { expect, test, vi } from 'vitest'

import { followPolicies } from './stored-policies.ts'

const cheap = { support: { objective: { preset: 'cheap' } } } as const
const fast = { support: { objective: { preset: 'fast' } } } as const

function told() {
  const lines: string[] = []
  const log = (message: string) => void lines.push(message)
  return { lines, logger: { debug: log, info: log, warn: log, error: log } satisfies Logger }
}

function follow(store = memorySnapshotStore(), onChange = vi.fn<() => void>()) {
  const { lines, logger } = told()
  return { store, onChange, lines, policies: followPolicies({ store, logger, onChange }) }
}

test('what was stored is there after a restart, and a change is heard by every replica', async () => {
  const { store, policies: one, onChange } = follow()
  await one.replace(cheap)
  expect(onChange).toHaveBeenCalledTimes(1)
  const { policies: two } = follow(store)
  await vi.waitFor(() => expect(two.current()).toEqual(cheap))
  await one.replace(fast)
  await vi.waitFor(() => expect(two.current()).toEqual(fast))
  await two.replace({})
  await vi.waitFor(() => expect(one.current()).toEqual({}))
  expect((await store.load()).value['policies']).toBeUndefined()
  one.close()
  two.close()
})

test('policies that cannot be in force are told of, and the last good ones stay', async () => {
  const { store, policies, onChange, lines } = follow()
  await policies.replace(cheap)
  onChange.mockImplementation(() => {
    throw new Error('a name would be left without a target')
  })
  await store.write({ path: ['policies'], value: fast })
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  expect(policies.current()).toEqual(cheap)
  const wrong: JsonObject = { support: { objektive: {} } }
  await store.write({ path: ['policies'], value: wrong })
  await vi.waitFor(() => expect(lines).toHaveLength(2))
  expect(policies.current()).toEqual(cheap)
  policies.close()
})

test('a store that is away is told of once; nothing changes, and nothing can be stored', async () => {
  const store = memorySnapshotStore()
  const away = {
    ...store,
    load: () => Promise.reject(new Error('away')),
    write: () => Promise.reject(new Error('away')),
  }
  const { policies, lines } = follow(away)
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  await expect(policies.replace(cheap)).rejects.toThrow('away')
  expect(policies.current()).toEqual({})
  policies.close()
})
