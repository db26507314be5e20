import { featureCount, type TextFeatures, windowStride, windowWords } from './features.ts'
import { vectorScale } from './window-features.ts'

/** The weighted sums of a text's windows, in their order. */
export type WindowSums = (features: TextFeatures) => readonly number[]

/** Seen more often, a feature says no more. */
const mostCounted = 63
/** What each further sight of a feature adds to its value, and to the square of that. */
const steps = Float64Array.from({ length: mostCounted + 1 }, (_, count) =>
  count === 0 ? 0 : Math.log1p(count) - Math.log1p(count - 1),
)
const squareSteps = Float64Array.from({ length: mostCounted + 1 }, (_, count) =>
  count === 0 ? 0 : Math.log1p(count) ** 2 - Math.log1p(count - 1) ** 2,
)

/**
 * What the vectors of all windows of a text weigh, as the window reader makes them, in two steps
 * for each feature: one when it enters the window and one when it leaves. Between, only whole
 * numbers are kept, which adding and taking away leaves exact.
 */
export function createWindowSums(weights: Int8Array): WindowSums {
  const counts = new Uint16Array(featureCount)
  /** Of features seen at least so often: their weights, and how many they are. */
  const weighed = new Int32Array(mostCounted + 1)
  const seen = new Int32Array(mostCounted + 1)
  const enter = ({ ids }: TextFeatures, from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const id = ids[at] ?? 0
      const count = (counts[id] ?? 0) + 1
      counts[id] = count
      if (count > mostCounted) continue
      weighed[count] = (weighed[count] ?? 0) + (weights[id] ?? 0)
      seen[count] = (seen[count] ?? 0) + 1
    }
  }
  const leave = ({ ids }: TextFeatures, from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const id = ids[at] ?? 0
      const count = counts[id] ?? 0
      counts[id] = count - 1
      if (count > mostCounted) continue
      weighed[count] = (weighed[count] ?? 0) - (weights[id] ?? 0)
      seen[count] = (seen[count] ?? 0) - 1
    }
  }
  const sum = (): number => {
    let total = 0
    let squares = 0
    for (let count = 1; count <= mostCounted && seen[count] !== 0; count++) {
      total += (weighed[count] ?? 0) * (steps[count] ?? 0)
      squares += (seen[count] ?? 0) * (squareSteps[count] ?? 0)
    }
    return total * vectorScale(squares)
  }
  return (features) => {
    const { offsets, words } = features
    const offsetOf = (word: number) => offsets[Math.min(word, words)] ?? 0
    const sums: number[] = []
    let entered = 0
    let left = 0
    for (let word = 0; word === 0 || word + windowStride < words; word += windowStride) {
      leave(features, left, offsetOf(word))
      left = offsetOf(word)
      enter(features, entered, offsetOf(word + windowWords))
      entered = offsetOf(word + windowWords)
      sums.push(sum())
    }
    leave(features, left, entered)
    return sums
  }
}
