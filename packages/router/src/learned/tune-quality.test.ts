import { expect, test } from 'vitest'

import { normalForm, sixthOf } from './normal-form.ts'
import { promptFeatures } from './prompt-features.ts'
import { seededRandom } from './random.ts'
import { tune } from './tune-quality.ts'

const [easy, hard] = ['lemon apple cherry plum', 'tensor manifold lemma kernel'].map((words) =>
  words.split(' '),
)

/** A cheap model that is right where words are easy: but by chance in the first sixth where that is `odd`. */
function examples(count: number, odd: boolean) {
  const random = seededRandom(3)
  return Array.from({ length: count }, (_, i) => {
    const isEasy = i % 2 === 0
    const words = (isEasy ? easy : hard) ?? []
    const prompt = `item ${String(i)} ${String(words[i % 4])} ${String(words[(i * 7) % 4])} about ${String(words[(i * 3) % 4])}`
    const normal = normalForm(prompt)
    const isTold = !odd || sixthOf(normal) > 0
    return {
      id: String(i),
      normal,
      features: promptFeatures(prompt),
      task: undefined,
      characters: prompt.length,
      scores: Float64Array.of(isTold === isEasy || (!isTold && random() < 0.5) ? 1 : 0, 1),
      costs: Float64Array.of(0.001, 0.02),
      weights: Float64Array.of(1, 1),
    }
  })
}

const options = { size: 2, seed: 1, neighbours: true }

test('trusts words that tell', () => {
  expect(tune(examples(200, false), options).mixture.table).toBeLessThan(0.1)
})

test('does not give words up for one sixth that fits ill', () => {
  expect(tune(examples(200, true), options).mixture.table).toBeLessThan(0.2)
})

test('leaves everything to the table where there is too little to tune by', () => {
  const mixture = { lowRank: 0, neighbours: 0, table: 1 }
  expect(tune(examples(71, false), options).mixture).toEqual(mixture)
})
