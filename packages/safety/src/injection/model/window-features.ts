import { featureCount, type TextFeatures, windowWords } from './features.ts'

/** The features of one window with their values. */
export interface SparseVector {
  readonly ids: Int32Array
  readonly values: Float32Array
  readonly size: number
}

/** Makes the vectors of windows; one reader is used for many windows, each result until the next. */
export type WindowReader = (features: TextFeatures, firstWord: number) => SparseVector

/** The squares of a usual window, which gets length one; of others the longer ones say more. */
const usualSquares = 250
/** At .5 every window would have length one. */
const lengthPower = 0.3

/** What the values of a window are multiplied with, given the sum of their squares. */
export function vectorScale(squares: number): number {
  return squares === 0 ? 0 : (usualSquares / squares) ** lengthPower / Math.sqrt(usualSquares)
}

export function createWindowReader(): WindowReader {
  const counts = new Uint16Array(featureCount)
  let ids = new Int32Array(4096)
  let values = new Float32Array(4096)
  const logs = Float32Array.from({ length: 64 }, (_, count) => Math.log1p(count))
  return (features, firstWord) => {
    const from = features.offsets[firstWord] ?? 0
    const last = Math.min(firstWord + windowWords, features.words)
    const to = features.offsets[last] ?? 0
    if (to - from > ids.length) {
      ids = new Int32Array((to - from) * 2)
      values = new Float32Array((to - from) * 2)
    }
    let size = 0
    for (let at = from; at < to; at++) {
      const id = features.ids[at] ?? 0
      const count = counts[id] ?? 0
      if (count === 0) ids[size++] = id
      if (count < 63) counts[id] = count + 1
    }
    let squares = 0
    for (let at = 0; at < size; at++) {
      const id = ids[at] ?? 0
      const value = logs[counts[id] ?? 0] ?? 0
      counts[id] = 0
      values[at] = value
      squares += value * value
    }
    const scale = vectorScale(squares)
    for (let at = 0; at < size; at++) values[at] = (values[at] ?? 0) * scale
    return { ids, values, size }
  }
}
