import {
  isJsonObject,
  type JsonObject,
  type SnapshotChange,
  type SnapshotStore,
} from '@signalbox/core'
import { expect } from 'vitest'

import type { ContractCheck } from './store-checks.ts'

async function under(store: SnapshotStore, key: string): Promise<JsonObject | undefined> {
  const { value } = await store.load()
  const found = value[key]
  return isJsonObject(found) ? found : undefined
}

async function next(changes: AsyncIterator<SnapshotChange>): Promise<SnapshotChange> {
  const { value, done } = await changes.next()
  if (done === true) throw new Error('expected another change')
  return value
}

/** What every store of settings promises, by sentence. */
export const settingsChecks: Readonly<Record<string, ContractCheck<SnapshotStore>>> = {
  'loads what was written, nested or whole': async (store, key) => {
    await store.write({ path: [key], value: { name: 'é漢🙂', list: [1, null, 'x'] } })
    await store.write({ path: [key, 'keys', 'a'], value: { n: 0 } })
    expect(await under(store, key)).toStrictEqual({
      name: 'é漢🙂',
      list: [1, null, 'x'],
      keys: { a: { n: 0 } },
    })
  },
  'removes a path, also inside a value that was written whole': async (store, key) => {
    await store.write({ path: [key], value: { a: { b: { c: 1 } }, d: 2 } })
    await store.write({ path: [key, 'a', 'b'] })
    expect(await under(store, key)).toStrictEqual({ a: {}, d: 2 })
    await store.write({ path: [key, 'not', 'there'] })
    await store.write({ path: [key] })
    expect(await under(store, key)).toBeUndefined()
  },
  'a value written whole replaces all that was below': async (store, key) => {
    await store.write({ path: [key, 'a'], value: { n: 1 } })
    await store.write({ path: [key, 'a b'], value: { n: 2 } })
    await store.write({ path: [key], value: { only: true } })
    expect(await under(store, key)).toStrictEqual({ only: true })
  },
  'keeps names of any characters apart': async (store, key) => {
    const names = ['__proto__', 'constructor', 'a"', "a'", 'a,', 'a%', '_', '', 'A', 'a']
    for (const name of names) await store.write({ path: [key, name], value: { name } })
    const found = await under(store, key)
    expect(Object.keys(found ?? {}).toSorted()).toStrictEqual(names.toSorted())
  },
  'gives every write a version of its own, growing': async (store, key) => {
    const writes = Array.from({ length: 20 }, (_, n) =>
      store.write({ path: [key, String(n)], value: { n } }),
    )
    const versions = await Promise.all(writes)
    expect(new Set(versions).size).toBe(20)
    expect((await store.load()).version).toBeGreaterThanOrEqual(
      versions.reduce((a, b) => (a > b ? a : b)),
    )
  },
  'tells what changed since a version, in order': async (store, key) => {
    await store.write({ path: [key, 'before'], value: { n: 0 } })
    const since = await store.write({ path: [key, 'a'], value: { n: 1 } })
    await store.write({ path: [key, 'b'], value: { n: 2 } })
    await store.write({ path: [key, 'a'] })
    const changes = store.changes(since)[Symbol.asyncIterator]()
    const [first, second] = [await next(changes), await next(changes)]
    await changes.return?.()
    expect([first.path, first.value]).toStrictEqual([[key, 'b'], { n: 2 }])
    expect([second.path, second.value]).toStrictEqual([[key, 'a'], undefined])
    expect(first.version > since && second.version > first.version).toBe(true)
  },
  'tells of a change while somebody waits, within a second': async (store, key) => {
    const { version } = await store.load()
    const changes = store.changes(version)[Symbol.asyncIterator]()
    const waiting = next(changes)
    await new Promise((resolve) => setTimeout(resolve, 200))
    const began = performance.now()
    await store.write({ path: [key], value: { n: 1 } })
    expect((await waiting).path).toStrictEqual([key])
    expect(performance.now() - began).toBeLessThan(1000)
    await changes.return?.()
  },
  'ends when it is left, also while it waits': async (store) => {
    const { version } = await store.load()
    const changes = store.changes(version)[Symbol.asyncIterator]()
    const waiting = changes.next()
    await new Promise((resolve) => setTimeout(resolve, 20))
    await changes.return?.()
    expect((await waiting).done).toBe(true)
  },
}
