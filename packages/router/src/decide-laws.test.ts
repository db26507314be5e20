import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ask, catalogOf, handClock, healthOf, target } from '../test-support/fixtures.ts'
import { createRouter } from './router.ts'

const price = fc.record({
  input: fc.double({ min: 0.01, max: 50, noNaN: true }),
  output: fc.double({ min: 0.01, max: 200, noNaN: true }),
})
const state = fc.constantFrom('healthy', 'degraded', 'half-open', 'open', 'disabled' as const)
const world = fc.array(fc.record({ price, state }), { minLength: 1, maxLength: 12 })

function routerOf(
  entries: readonly { price: { input: number; output: number }; state: string }[],
  seed = 1,
) {
  const targets = entries.map((_, i) => target(`p${String(i % 3)}/m${String(i)}`))
  const prices = Object.fromEntries(targets.map(({ id }, i) => [id, entries[i]?.price ?? {}]))
  const states = Object.fromEntries(
    targets.map(({ id }, i) => [id, { state: entries[i]?.state as 'open' }]),
  )
  return createRouter({
    catalog: catalogOf(prices, targets),
    health: healthOf(states),
    clock: handClock(),
    seed,
    policy: { choice: { explore: 0.2 } },
  })
}

describe('laws of deciding', () => {
  test('everybody is either ranked or excluded, once; nobody unfit is ranked', () => {
    fc.assert(
      fc.property(world, fc.string({ minLength: 1 }), (entries, id) => {
        const { ranked, excluded, panic } = routerOf(entries).decide(ask({ id }))
        const names = [...ranked, ...excluded].map(({ deployment }) => deployment)
        expect(new Set(names).size).toBe(entries.length)
        expect(names).toHaveLength(entries.length)
        const fit = entries.filter(({ state: s }) => s !== 'open' && s !== 'disabled').length
        const closed = entries.filter(({ state: s }) => s === 'open').length
        expect(panic).toBe(fit === 0 && closed > 0)
        expect(ranked).toHaveLength(panic ? 1 : fit)
      }),
    )
  })

  test('the same state, seed and id decide the same; a simulation only never explores', () => {
    fc.assert(
      fc.property(world, fc.string({ minLength: 1 }), fc.nat(), (entries, id, seed) => {
        const one = routerOf(entries, seed).decide(ask({ id }))
        const other = routerOf(entries, seed).decide(ask({ id }))
        expect(other.ranked).toEqual(one.ranked)
        const explored = one.ranked[0]?.flags.includes('explore') === true
        const simulated = routerOf(entries, seed).simulate(ask({ id }))
        expect(explored || simulated.ranked).toEqual(explored || one.ranked)
      }),
    )
  })

  test('a higher price never improves a rank', () => {
    fc.assert(
      fc.property(
        world,
        fc.nat(),
        fc.double({ min: 1, max: 100, noNaN: true }),
        (entries, at, factor) => {
          const index = at % entries.length
          const dearer = entries.map((entry, i) =>
            i === index
              ? {
                  ...entry,
                  price: { input: entry.price.input * factor, output: entry.price.output * factor },
                }
              : entry,
          )
          const id = `p${String(index % 3)}/m${String(index)}`
          const place = (list: typeof entries) =>
            routerOf(list)
              .simulate(ask({ hints: { sort: 'price' } }))
              .ranked.findIndex(({ deployment }) => deployment === id)
          expect(place(dearer)).toBeGreaterThanOrEqual(place(entries))
        },
      ),
    )
  })

  test.each([0, 1, 10_000])('%d candidates are decided', (count) => {
    const entries = Array.from({ length: count }, (_, i) => ({
      price: { input: 1 + i, output: 1 },
      state: 'healthy',
    }))
    expect(routerOf(entries).decide(ask({ id: 'x' })).ranked).toHaveLength(count)
  })

  test('near equals share by weight; the same conversation always meets the same target', () => {
    const equal = { input: 1, output: 1 }
    const targets = [target('a/x'), target('b/x')]
    const models = { m: { targets: [{ target: 'a/x', weight: 3 }, 'b/x'] } }
    const catalog = catalogOf({ 'a/x': equal, 'b/x': equal }, targets)
    const router = createRouter({
      catalog,
      models,
      clock: handClock(),
      policy: { choice: { explore: 0 } },
    })
    const share = (more: (i: number) => object) =>
      Array.from({ length: 4000 }, (_, i) => router.decide(ask({ model: 'm', ...more(i) }))).filter(
        ({ targets: [first] }) => first?.id === 'a/x',
      ).length / 4000
    expect(Math.abs(share((i) => ({ id: `i${String(i)}` })) - 0.75)).toBeLessThan(0.03)
    expect(Math.abs(share((i) => ({ affinityKey: `k${String(i)}` })) - 0.75)).toBeLessThan(0.03)
    expect([0, 1]).toContain(share(() => ({ affinityKey: 'one' })))
  })

  test('weights of nothing are no reason to fail', () => {
    const models = {
      m: {
        targets: [
          { target: target('a/x'), weight: 0 },
          { target: target('b/x'), weight: 0 },
        ],
      },
    }
    expect(createRouter({ models }).decide(ask({ model: 'm' })).targets).toHaveLength(2)
  })
})
