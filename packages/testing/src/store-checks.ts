import type { Store } from '@signalbox/core'
import { expect } from 'vitest'

/** Lets time pass for the store: a virtual clock's `advance`, or real waiting. */
export type Advance = (ms: number) => Promise<void>

/** One law of a contract: throws when it does not hold. `key` is free of earlier use. */
export type ContractCheck<Contract> = (
  store: Contract,
  key: string,
  advance: Advance,
) => Promise<void>

/** One law of a store. */
export type StoreCheck = ContractCheck<Store>

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte)
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What every key-value store promises, by sentence. */
export const kvChecks: Readonly<Record<string, StoreCheck>> = {
  'gives undefined for what nobody set': async (store, key) => {
    expect(await store.get(key)).toBeUndefined()
  },
  'gives back every byte, also none': async (store, key) => {
    await store.set(key, everyByte, 60_000)
    await store.set(`${key}/empty`, new Uint8Array(0), 60_000)
    expect(plain(await store.get(key))).toStrictEqual(plain(everyByte))
    expect(plain(await store.get(`${key}/empty`))).toStrictEqual([])
  },
  'overwrites a value and its time': async (store, key, advance) => {
    await store.set(key, bytesOf('old'), 50)
    await store.set(key, bytesOf('new'), 60_000)
    await advance(120)
    expect(plain(await store.get(key))).toStrictEqual(plain(bytesOf('new')))
  },
  'forgets a value when its time is over': async (store, key, advance) => {
    await store.set(key, bytesOf('short'), 50)
    await store.set(`${key}/long`, bytesOf('long'), 60_000)
    await advance(120)
    expect(await store.get(key)).toBeUndefined()
    expect(await store.get(`${key}/long`)).toBeDefined()
  },
  'deletes, and deleting nothing is no error': async (store, key) => {
    await store.set(key, bytesOf('x'), 60_000)
    await store.del(key)
    await store.del(key)
    expect(await store.get(key)).toBeUndefined()
  },
  'keeps keys of any characters apart': async (store, key) => {
    const keys = [' ', ':', '/', '%', "'", '"', '*', 'é', '漢', '🙂', '__proto__', 'a', 'A']
    const named = keys.map((suffix) => key + suffix)
    for (const one of named) await store.set(one, bytesOf(one), 60_000)
    const values = await Promise.all(named.map((one) => store.get(one)))
    expect(values.map((value) => new TextDecoder().decode(value))).toStrictEqual(named)
  },
  'is not changed by who keeps writing to the array': async (store, key) => {
    const value = bytesOf('abc')
    await store.set(key, value, 60_000)
    value.fill(0)
    const first = await store.get(key)
    first?.fill(0)
    expect(plain(await store.get(key))).toStrictEqual(plain(bytesOf('abc')))
  },
  'answers many at once, each with its own': async (store, key) => {
    const keys = Array.from({ length: 100 }, (_, index) => `${key}/${String(index)}`)
    await Promise.all(keys.map((one) => store.set(one, bytesOf(one), 60_000)))
    const values = await Promise.all(keys.map((one) => store.get(one)))
    expect(values.map((value) => new TextDecoder().decode(value))).toStrictEqual(keys)
  },
}

/** What every lease store promises, by sentence. */
export const leaseChecks: Readonly<Record<string, StoreCheck>> = {
  'grants a whole bucket at first and nothing more at once': async (store, key) => {
    const bucket = { cap: 10, ratePerSec: 1, want: 10 }
    expect((await store.lease(key, bucket)).granted).toBe(10)
    const { granted, retryAtMs } = await store.lease(key, bucket)
    expect(granted).toBe(0)
    expect(retryAtMs).toBeGreaterThan(0)
  },
  'grants the part that is there': async (store, key) => {
    await store.lease(key, { cap: 10, ratePerSec: 0.01, want: 7 })
    const rest = await store.lease(key, { cap: 10, ratePerSec: 0.01, want: 7 })
    expect(rest.granted).toBe(3)
  },
  'grants whole units and never a negative number': async (store, key) => {
    const bucket = { cap: 2, ratePerSec: 1.5, want: 1 }
    for (let call = 0; call < 6; call++) {
      const { granted } = await store.lease(key, bucket)
      expect(Number.isInteger(granted) && granted >= 0, `granted ${String(granted)}`).toBe(true)
    }
  },
  'fills again with time, up to its cap': async (store, key, advance) => {
    const bucket = { cap: 5, ratePerSec: 100, want: 5 }
    await store.lease(key, bucket)
    await advance(500)
    expect((await store.lease(key, { ...bucket, want: 50 })).granted).toBeLessThanOrEqual(6)
    await advance(500)
    expect((await store.lease(key, bucket)).granted).toBe(5)
  },
  'keeps buckets apart': async (store, key) => {
    const bucket = { cap: 3, ratePerSec: 0.01, want: 3 }
    await store.lease(key, bucket)
    expect((await store.lease(`${key}/other`, bucket)).granted).toBe(3)
  },
  'never grants more than its cap to many who ask at once': async (store, key) => {
    const bucket = { cap: 40, ratePerSec: 0.01, want: 3 }
    const answers = await Promise.all(Array.from({ length: 50 }, () => store.lease(key, bucket)))
    expect(answers.reduce((sum, { granted }) => sum + granted, 0)).toBe(40)
  },
  'grants in no window more than cap plus rate times its length': async (store, key, advance) => {
    const cap = 8
    const ratePerSec = 50
    const began = performance.now()
    let waited = 0
    let granted = 0
    for (let turn = 0; turn < 12; turn++) {
      const answers = await Promise.all(
        [1, 2, 5].map((want) => store.lease(key, { cap, ratePerSec, want })),
      )
      granted += answers.reduce((sum, answer) => sum + answer.granted, 0)
      await advance(30)
      waited += 30
    }
    const longest = Math.max(waited, performance.now() - began + waited)
    expect(granted).toBeLessThanOrEqual(cap + (ratePerSec * longest) / 1000 + 1)
    expect(granted).toBeGreaterThan(cap)
  },
  'takes a lowered rate at once': async (store, key) => {
    await store.lease(key, { cap: 10, ratePerSec: 0.01, want: 6 })
    const { granted } = await store.lease(key, { cap: 3, ratePerSec: 0.01, want: 10 })
    expect(granted).toBeLessThanOrEqual(3)
  },
}

/** Arrays compare alike whatever class of bytes an engine returns. */
function plain(bytes: Uint8Array | undefined): readonly number[] | undefined {
  return bytes === undefined ? undefined : Array.from(bytes)
}
