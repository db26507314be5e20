import { expect, test } from 'vitest'

import { memoryStore } from './memory-store.ts'

function stopped(): { now: () => number; wall: () => number; at: number } {
  const clock = { at: 0, now: () => clock.at, wall: () => clock.at + 1_000_000 }
  return clock
}

const bytes = (size: number) => new Uint8Array(size).fill(7)

test('drops the least recently used values beyond its bytes', async () => {
  const store = memoryStore({ clock: stopped(), maxBytes: 3000 })
  await store.set('a', bytes(1000), 1000)
  await store.set('b', bytes(1000), 1000)
  await store.get('a')
  await store.set('c', bytes(1000), 1000)
  const left = await Promise.all(['a', 'b', 'c'].map((key) => store.get(key)))
  expect(left.map((value) => value?.length)).toStrictEqual([1000, undefined, 1000])
})

test('does not keep a value larger than itself, nor the one it replaces', async () => {
  const store = memoryStore({ clock: stopped(), maxBytes: 3000 })
  await store.set('a', bytes(10), 1000)
  await store.set('b', bytes(10), 1000)
  await store.set('a', bytes(5000), 1000)
  expect([await store.get('a'), await store.get('b')]).toStrictEqual([undefined, bytes(10)])
})

test('counts a replaced value once', async () => {
  const store = memoryStore({ clock: stopped(), maxBytes: 3000 })
  await store.set('kept', bytes(1000), 1000)
  for (let time = 0; time < 20; time++) await store.set('a', bytes(1000), 1000)
  expect((await store.get('kept'))?.length).toBe(1000)
})

test('a value lives until its time and not one ms longer', async () => {
  const clock = stopped()
  const store = memoryStore({ clock })
  await store.set('a', bytes(1), 100)
  clock.at = 99
  expect(await store.get('a')).toBeDefined()
  clock.at = 100
  expect(await store.get('a')).toBeUndefined()
})

test('says when the missing part of a lease will be there, in wall time', async () => {
  const clock = stopped()
  const store = memoryStore({ clock })
  const bucket = { cap: 10, ratePerSec: 5, want: 8 }
  expect(await store.lease('k', bucket)).toStrictEqual({ granted: 8, retryAtMs: 0 })
  expect(await store.lease('k', bucket)).toStrictEqual({ granted: 2, retryAtMs: 1_001_600 })
  clock.at = 1600
  expect(await store.lease('k', bucket)).toStrictEqual({ granted: 8, retryAtMs: 0 })
})

test('a wish above the cap is told when the bucket will be full', async () => {
  const store = memoryStore({ clock: stopped() })
  const answer = await store.lease('k', { cap: 4, ratePerSec: 1, want: 9 })
  expect(answer).toStrictEqual({ granted: 4, retryAtMs: 1_004_000 })
})

test('forgets full buckets before others', async () => {
  const clock = stopped()
  const store = memoryStore({ clock, maxBuckets: 2 })
  await store.lease('slow', { cap: 10, ratePerSec: 1, want: 10 })
  await store.lease('fast', { cap: 10, ratePerSec: 1000, want: 10 })
  clock.at = 1000
  await store.lease('third', { cap: 1, ratePerSec: 1, want: 1 })
  expect((await store.lease('slow', { cap: 10, ratePerSec: 1, want: 10 })).granted).toBe(1)
})

test('a changed rate keeps what was taken', async () => {
  const store = memoryStore({ clock: stopped() })
  await store.lease('k', { cap: 10, ratePerSec: 1, want: 6 })
  expect((await store.lease('k', { cap: 10, ratePerSec: 2, want: 2 })).granted).toBe(2)
  expect((await store.lease('k', { cap: 10, ratePerSec: 0.5, want: 10 })).granted).toBe(2)
  expect((await store.lease('k', { cap: 10, ratePerSec: 0, want: 1 })).granted).toBe(0)
})
