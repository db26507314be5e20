import { memoryStore, type SlotAsk, type Store } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { slotChecks } from './slot-checks.ts'
import { kvChecks, leaseChecks, type StoreCheck } from './store-checks.ts'
import { storeSuite } from './store-suite.ts'
import { virtualClock } from './virtual-clock.ts'

const clock = virtualClock()
storeSuite(() => memoryStore({ clock }), {
  name: 'memory store',
  advance: clock.advance,
  claims: [],
})

describe('the checks can fail', () => {
  const broken: readonly (readonly [string, (good: Store) => Partial<Store>])[] = [
    ['gives undefined for what nobody set', () => ({ get: async () => new Uint8Array(1) })],
    ['gives back every byte, also none', throughText],
    ['overwrites a value and its time', keepsFirst],
    ['forgets a value when its time is over', (good) => ({ set: (k, v) => good.set(k, v, 1e9) })],
    ['deletes, and deleting nothing is no error', () => ({ del: async () => {} })],
    ['keeps keys of any characters apart', lowerCased],
    ['is not changed by who keeps writing to the array', sharedArrays],
    ['answers many at once, each with its own', lowerCased],
    ['grants a whole bucket at first and nothing more at once', generous],
    ['grants the part that is there', allOrNothing],
    ['grants whole units and never a negative number', fractions],
    ['fills again with time, up to its cap', generous],
    ['keeps buckets apart', (good) => ({ lease: (_, bucket) => good.lease('one', bucket) })],
    ['never grants more than its cap to many who ask at once', generous],
    ['grants in no window more than cap plus rate times its length', generous],
    ['takes a lowered rate at once', generous],
    ['gives one holder all places while nobody else has any', alike({ want: 3 })],
    ['gives what the others left, and what they give back', alike({ holder: 'one' })],
    ['takes no place away from many who ask at once, and gives none twice', alike({ limit: 99 })],
    ['does nothing for an ask that comes again or too late', countsTurns],
    ['frees the places of a holder that is silent', alike({ ttlMs: 60_000 })],
    ['a lowered limit gives nobody more until enough came back', alike({ limit: 10 })],
    [
      'keeps limits of different keys apart',
      (good) => ({ hold: (_, ask) => good.hold('one', { ...ask, holder: crypto.randomUUID() }) }),
    ],
  ]

  test.each(broken)('%s', async (sentence, breakIt) => {
    const time = virtualClock()
    const good = memoryStore({ clock: time })
    const store: Store = { ...good, ...breakIt(good) }
    const checks: Readonly<Record<string, StoreCheck>> = {
      ...kvChecks,
      ...leaseChecks,
      ...slotChecks,
    }
    const check = checks[sentence]!
    const key = sentence.startsWith('answers many') ? 'X' : 'k'
    await expect(check(memoryStore({ clock: time }), key, time.advance)).resolves.toBeUndefined()
    await expect(check(store, key, time.advance)).rejects.toThrow(/expected|cannot/i)
  })
})

function throughText(good: Store): Partial<Store> {
  return {
    set: (key, value, ttlMs) =>
      good.set(key, new TextEncoder().encode(new TextDecoder().decode(value)), ttlMs),
  }
}

function keepsFirst(good: Store): Partial<Store> {
  return {
    set: async (key, value, ttlMs) => {
      if ((await good.get(key)) === undefined) await good.set(key, value, ttlMs)
    },
  }
}

function lowerCased(good: Store): Partial<Store> {
  return {
    set: (key, value, ttlMs) => good.set(key.slice(0, 3).toLowerCase(), value, ttlMs),
    get: (key) => good.get(key.slice(0, 3).toLowerCase()),
  }
}

function sharedArrays(): Partial<Store> {
  const values = new Map<string, Uint8Array>()
  return {
    set: async (key, value) => void values.set(key, value),
    get: async (key) => values.get(key),
  }
}

function generous(): Partial<Store> {
  return { lease: async (_, { want }) => ({ granted: want, retryAtMs: 0 }) }
}

function allOrNothing(good: Store): Partial<Store> {
  return {
    lease: async (key, bucket) => {
      const answer = await good.lease(key, bucket)
      return answer.granted < bucket.want ? { ...answer, granted: 0 } : answer
    },
  }
}

/** Every ask has that in common, whatever it says. */
function alike(common: Partial<SlotAsk>): (good: Store) => Partial<Store> {
  return (good) => ({ hold: (key, ask) => good.hold(key, { ...ask, ...common }) })
}

function countsTurns(good: Store): Partial<Store> {
  let turn = 0
  return { hold: (key, ask) => good.hold(key, { ...ask, turn: ++turn }) }
}

function fractions(good: Store): Partial<Store> {
  return {
    lease: async (key, bucket) => {
      const answer = await good.lease(key, bucket)
      return { ...answer, granted: answer.granted * 0.5 }
    },
  }
}
