import { featureCount } from '@signalbox/safety/injection'

import type { Random } from '../random.ts'
import type { Instance } from './instances.ts'

export interface Fit {
  readonly weights: Float32Array
  readonly bias: number
}

export interface FitOptions {
  readonly epochs: number
  readonly rate: number
  readonly decay: number
}

/** Logistic regression by AdaGrad, one instance at a time in an order the seed decides. */
export function fitLogistic(
  instances: readonly Instance[],
  random: Random,
  { epochs, rate, decay }: FitOptions,
): Fit {
  const weights = new Float32Array(featureCount)
  const squares = new Float32Array(featureCount).fill(0.01)
  let bias = 0
  let biasSquares = 0.01
  const order = instances.map((_, index) => index)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) {
      const instance = instances[index]
      if (!instance) continue
      const error =
        (probability({ weights, bias }, instance) - Number(instance.attack)) * instance.weight
      const { ids, values } = instance
      for (let at = 0; at < ids.length; at++) {
        const id = ids[at] ?? 0
        const slope = error * (values[at] ?? 0) + decay * (weights[id] ?? 0)
        const sum = (squares[id] ?? 0) + slope * slope
        squares[id] = sum
        weights[id] = (weights[id] ?? 0) - (rate * slope) / Math.sqrt(sum)
      }
      biasSquares += error * error
      bias -= (rate * error) / Math.sqrt(biasSquares)
    }
  }
  return { weights, bias }
}

/** The mean of several fits: what the order of the instances did to each is evened out. */
export function meanOf(fits: readonly Fit[]): Fit {
  const weights = new Float32Array(featureCount)
  for (const fit of fits) {
    for (let at = 0; at < featureCount; at++) {
      weights[at] = (weights[at] ?? 0) + (fit.weights[at] ?? 0) / fits.length
    }
  }
  return { weights, bias: fits.reduce((sum, { bias }) => sum + bias / fits.length, 0) }
}

function logitOf(fit: Fit, { ids, values }: Pick<Instance, 'ids' | 'values'>): number {
  let sum = fit.bias
  for (let at = 0; at < ids.length; at++)
    sum += (fit.weights[ids[at] ?? 0] ?? 0) * (values[at] ?? 0)
  return sum
}

function probability(fit: Fit, instance: Instance): number {
  return 1 / (1 + Math.exp(-logitOf(fit, instance)))
}

/** Puts items into an order that chance decides. */
export function shuffle(order: unknown[], random: Random): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random.next() * (at + 1))
    const item = order[at]
    order[at] = order[other]
    order[other] = item
  }
}
