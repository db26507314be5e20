import type { WeightedWords } from './weighting.ts'

/** Labelled prompts by their words, for looking up those that are alike. */
export interface Neighbours {
  readonly models: number
  /** Row × model; NaN where there is no label. */
  readonly scores: Float32Array
  /** Mean score by model. */
  readonly means: Float64Array
  /** By bucket: the rows with it and the values they have there. */
  readonly index: ReadonlyMap<number, Postings>
  readonly count: number
}

/** The rows with one bucket. */
export interface Postings {
  readonly rows: Uint32Array
  readonly values: Float32Array
}

const tooCommon = 0.15

/** Indexes the examples, without the words that stand in more than 15 % of them. */
export function indexNeighbours(
  rows: readonly { readonly words: WeightedWords; readonly scores: Float64Array }[],
  models: number,
): Neighbours {
  const scores = new Float32Array(rows.length * models)
  const lists = new Map<number, { rows: number[]; values: number[] }>()
  rows.forEach((row, r) => {
    scores.set(row.scores, r * models)
    row.words.buckets.forEach((bucket, i) => {
      let list = lists.get(bucket)
      if (list === undefined) lists.set(bucket, (list = { rows: [], values: [] }))
      list.rows.push(r)
      list.values.push(row.words.values[i] ?? 0)
    })
  })
  const index = new Map<number, Postings>()
  for (const [bucket, list] of lists) {
    if (list.rows.length > Math.max(1, tooCommon * rows.length)) continue
    index.set(bucket, {
      rows: Uint32Array.from(list.rows),
      values: Float32Array.from(list.values),
    })
  }
  return { models, scores, means: meansOf(scores, models), index, count: rows.length }
}

/** Scores of the K nearest prompts, weighted 8·similarity², with the mean of all as one more. */
export function predictNeighbours(
  { models, scores, means, index, count }: Neighbours,
  { buckets, values }: WeightedWords,
  k: number,
  into: Float64Array,
): void {
  const similarity = new Float32Array(count)
  const touched: number[] = []
  for (let i = 0; i < buckets.length; i++) {
    const postings = index.get(buckets[i] ?? 0)
    if (postings === undefined) continue
    const value = values[i] ?? 0
    for (let j = 0; j < postings.rows.length; j++) {
      const row = postings.rows[j] ?? 0
      if (similarity[row] === 0) touched.push(row)
      similarity[row] = (similarity[row] ?? 0) + value * (postings.values[j] ?? 0)
    }
  }
  const floor = touched.length > k ? kthLargest(touched, similarity, k) : 0
  const weights = new Float64Array(models).fill(1)
  for (let m = 0; m < models; m++) into[m] = means[m] ?? 0.5
  let taken = 0
  for (const row of touched) {
    const near = similarity[row] ?? 0
    if (near < floor || taken === k) continue
    taken++
    const weight = 8 * near * near
    for (let m = 0; m < models; m++) {
      const score = scores[row * models + m] ?? NaN
      if (score !== score) continue
      into[m] = (into[m] ?? 0) + weight * score
      weights[m] = (weights[m] ?? 0) + weight
    }
  }
  for (let m = 0; m < models; m++) into[m] = (into[m] ?? 0) / (weights[m] ?? 1)
}

function kthLargest(rows: readonly number[], similarity: Float32Array, k: number): number {
  const values = Float32Array.from(rows, (row) => similarity[row] ?? 0).toSorted()
  return values[values.length - k] ?? 0
}

function meansOf(scores: Float32Array, models: number): Float64Array {
  const sums = new Float64Array(models)
  const counts = new Float64Array(models)
  scores.forEach((score, i) => {
    if (score !== score) return
    const m = i % models
    sums[m] = (sums[m] ?? 0) + score
    counts[m] = (counts[m] ?? 0) + 1
  })
  return sums.map((sum, m) => (counts[m] === 0 ? 0.5 : sum / (counts[m] ?? 1)))
}
