import { featureValue, outsideFeatureCount } from '@signalbox/safety/injection'

import { createRandom } from '../random.ts'
import { type Fit, shuffle } from './logistic.ts'
import type { OutsideBag } from './outside-bags.ts'

const rounds = 4
const epochs = 3
const rate = 0.15
const decay = 3e-5
/** What fewer documents have is not learned from. */
const fewestDocuments = 3
const firstBias = -3
/** A second sentence of an attack that is nearly as loud as the loudest counts half. */
const nearLogits = 1.5

interface Example {
  readonly ids: Int32Array
  readonly attack: boolean
  readonly weight: number
}

/**
 * Logistic regression on the sentences of documents. Which sentence of an attack gives the order is
 * not known: at first all share it, then the one the last round found loudest has it.
 */
export function fitOutside(bags: readonly OutsideBag[], seed: number): Fit {
  const random = createRandom(seed)
  let fit: Fit | undefined
  const common = commonFeatures(bags)
  for (let round = 0; round < rounds; round++) {
    const examples = bags.flatMap((bag) => examplesOf(bag, fit))
    const weights = new Float32Array(outsideFeatureCount)
    const squares = new Float32Array(outsideFeatureCount).fill(0.1)
    let bias = firstBias
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(examples, random)
      for (const { ids, attack, weight } of examples) {
        const value = featureValue(ids.length)
        const logit = outsideLogit({ weights, bias }, ids)
        const error = (1 / (1 + Math.exp(-logit)) - Number(attack)) * weight
        for (const id of ids) {
          if (common[id] === 0) continue
          const slope = error * value + decay * (weights[id] ?? 0)
          const sum = (squares[id] ?? 0) + slope * slope
          squares[id] = sum
          weights[id] = (weights[id] ?? 0) - (rate * slope) / Math.sqrt(sum)
        }
        bias -= 0.02 * error
      }
    }
    fit = { weights, bias }
  }
  return fit ?? { weights: new Float32Array(outsideFeatureCount), bias: firstBias }
}

/** Which features enough documents have. */
function commonFeatures(bags: readonly OutsideBag[]): Uint8Array {
  const counts = new Int32Array(outsideFeatureCount)
  for (const { own, around } of bags)
    for (const id of new Set([...own, ...around].flatMap((ids) => [...ids])))
      counts[id] = (counts[id] ?? 0) + 1
  return Uint8Array.from(counts, (count) => Number(count >= fewestDocuments))
}

function examplesOf({ text, own, around }: OutsideBag, last: Fit | undefined): Example[] {
  const { weight } = text
  const harmless = (ids: Int32Array): Example => ({ ids, attack: false, weight })
  const order = (ids: Int32Array, share: number): Example => ({
    ids,
    attack: true,
    weight: weight * share,
  })
  if (!text.attack) return [...own, ...around].map(harmless)
  if (!last) return [...around.map(harmless), ...own.map((ids) => order(ids, 1 / own.length))]
  const ranked = own
    .map((ids) => ({ ids, logit: outsideLogit(last, ids) }))
    .toSorted((a, b) => b.logit - a.logit)
  const [first, second] = ranked
  const orders = first === undefined ? [] : [order(first.ids, 1)]
  if (first && second && second.logit > first.logit - nearLogits)
    orders.push(order(second.ids, 0.5))
  return [...around.map(harmless), ...orders]
}

/** What the model says of one sentence. */
export function outsideLogit({ weights, bias }: Fit, ids: Int32Array): number {
  let sum = 0
  for (const id of ids) sum += weights[id] ?? 0
  return sum * featureValue(ids.length) + bias
}
