import { expect, test } from 'vitest'

import { choose, lambdas, outcomesOf, pointOf } from './choices.ts'
import type { Example } from './example.ts'
import { pointsOf, sweepOf, sweepPrices } from './price-sweep.ts'
import { promptFeatures } from './prompt-features.ts'
import { seededRandom } from './random.ts'

const models = 4
const random = seededRandom(5)
const cells = (value: () => number) => Float64Array.from({ length: models }, value)
const features = promptFeatures('any')

function row(id: number): Example {
  return {
    id: String(id),
    normal: String(id),
    features,
    task: undefined,
    characters: 3,
    scores: cells(() => (random() < 0.2 ? NaN : random())),
    costs: cells(() => (random() < 0.1 ? NaN : random() / 100)),
    weights: cells(() => 1 / (0.05 + random())),
  }
}

const rows = Array.from({ length: 150 }, (_, id) => row(id))
const expectation = { quality: rows.map(() => cells(random)), cost: rows.map(() => cells(random)) }

test('the points of all prices are those of each price alone, however often a row counts', () => {
  const sweep = sweepPrices(rows, expectation)
  const often = Uint16Array.from(rows, () => Math.floor(3 * random()))
  const choices = lambdas(rows).map((lambda) => choose(expectation, lambda))
  const different = choices.filter((choice, i) => choice.join() !== choices[i - 1]?.join())
  for (const times of [undefined, often]) {
    const alone = different.map((choice) => pointOf(outcomesOf(rows, choice), times))
    const points = pointsOf(sweep, times)
    expect(points.length).toBeGreaterThan(20)
    expect(points).toHaveLength(alone.length)
    points.forEach(({ cost, score }, i) => {
      expect(cost).toBeCloseTo(alone[i]?.cost ?? NaN, 12)
      expect(score).toBeCloseTo(alone[i]?.score ?? NaN, 12)
    })
  }
})

test('a choice that nobody has looked at is no point, though sums of differences leave a trace', () => {
  const known = rows.map((each) => ({
    ...each,
    scores: Float64Array.of(0.5, 0.25, NaN, NaN),
    costs: Float64Array.of(0.1, 0.2, 0.3, 0.4),
  }))
  const all = (m: number) => new Uint8Array(rows.length).fill(m)
  const [first, second, unknown, again] = pointsOf(sweepOf(known, [all(0), all(1), all(2), all(0)]))
  expect(first?.score).toBeCloseTo(0.5, 9)
  expect(second?.score).toBeCloseTo(0.25, 9)
  expect(unknown).toEqual({ cost: NaN, score: NaN })
  expect(again?.score).toBeCloseTo(0.5, 9)
})
