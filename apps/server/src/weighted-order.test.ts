import { expect, test } from 'vitest'

import { weightedOrder } from './weighted-order.ts'

const order = (seed: string, weights: Readonly<Record<string, number>>): readonly string[] =>
  weightedOrder(Object.keys(weights), seed, (id) => ({ id, weight: weights[id] ?? 0 }))

test('the second place follows the weights too, so that fallbacks are spread', () => {
  const seconds = { b: 0, c: 0 }
  for (let i = 0; i < 3000; i++) {
    const [first, second] = order(`s${i}`, { a: 2, b: 3, c: 1 })
    if (first === 'a' && (second === 'b' || second === 'c')) seconds[second]++
  }
  expect(seconds.b / (seconds.b + seconds.c)).toBeCloseTo(0.75, 1)
})

test('removing an entry leaves the order of the others', () => {
  const all = order('seed', { a: 1, b: 1, c: 1, d: 1 })
  const without = order('seed', { a: 1, b: 1, d: 1 })
  expect(without).toEqual(all.filter((id) => id !== 'c'))
})

test('entries of weight 0 keep their order at the end', () => {
  expect(order('s', { z: 0, y: 0, x: 1 })).toEqual(['x', 'z', 'y'])
})
