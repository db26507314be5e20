import { bucketCount } from './prompt-features.ts'
import type { WeightedWords } from './weighting.ts'

/** Labelled prompts by their words, for looking up those that are alike. */
export interface Neighbours {
  readonly models: number
  /** Row × model; NaN where there is no label. */
  readonly scores: Float32Array
  /** Mean score by model. */
  readonly means: Float64Array
  readonly postings: Postings
  readonly count: number
}

/** Bucket after bucket, the rows with it and the values they have there. */
export interface Postings {
  /** Where a bucket begins, and behind the last where it ends. */
  readonly from: Uint32Array
  readonly rows: Uint32Array
  readonly values: Float32Array
}

/** Prompts that are alike, in any order. */
export interface Nearest {
  readonly rows: Uint32Array
  readonly similarity: Float32Array
}

const tooCommon = 0.15

/** Indexes the examples, without the words that stand in more than 15 % of them. */
export function indexNeighbours(
  rows: readonly { readonly words: WeightedWords; readonly scores: Float64Array }[],
  models: number,
): Neighbours {
  const scores = new Float32Array(rows.length * models)
  const most = Math.max(1, tooCommon * rows.length)
  const counts = new Uint32Array(bucketCount)
  for (const { words } of rows)
    for (const bucket of words.buckets) counts[bucket] = (counts[bucket] ?? 0) + 1
  const from = new Uint32Array(bucketCount + 1)
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const count = counts[bucket] ?? 0
    from[bucket + 1] = (from[bucket] ?? 0) + (count <= most ? count : 0)
  }
  const size = from[bucketCount] ?? 0
  const postings = { from, rows: new Uint32Array(size), values: new Float32Array(size) }
  counts.fill(0)
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]
    if (row === undefined) continue
    scores.set(row.scores, r * models)
    const { buckets, values } = row.words
    for (let i = 0; i < buckets.length; i++) {
      const bucket = buckets[i] ?? 0
      const at = (from[bucket] ?? 0) + (counts[bucket] ?? 0)
      if (at >= (from[bucket + 1] ?? 0)) continue
      postings.rows[at] = r
      postings.values[at] = values[i] ?? 0
      counts[bucket] = (counts[bucket] ?? 0) + 1
    }
  }
  return { models, scores, means: meansOf(scores, models), postings, count: rows.length }
}

/** The K most alike; `similarity` of all rows is written into `room`, one number for each. */
export function nearest(
  { postings: { from, rows: theirRows, values: theirs } }: Neighbours,
  { buckets, values }: WeightedWords,
  { k, room }: { readonly k: number; readonly room: Float32Array },
): Nearest {
  room.fill(0)
  for (let i = 0; i < buckets.length; i++) {
    const bucket = buckets[i] ?? 0
    const value = values[i] ?? 0
    const end = from[bucket + 1] ?? 0
    for (let j = from[bucket] ?? 0; j < end; j++) {
      const row = theirRows[j] ?? 0
      room[row] = (room[row] ?? 0) + value * (theirs[j] ?? 0)
    }
  }
  const rows = mostSimilar(room, k)
  const similarity = new Float32Array(rows.length)
  for (let i = 0; i < rows.length; i++) similarity[i] = room[rows[i] ?? 0] ?? 0
  return { rows, similarity }
}

/** The first of these are the most alike. */
export function mostAlikeFirst({ rows, similarity }: Nearest): Nearest {
  const order = [...rows.keys()].toSorted(
    (a, b) => (similarity[b] ?? 0) - (similarity[a] ?? 0) || (rows[a] ?? 0) - (rows[b] ?? 0),
  )
  return {
    rows: Uint32Array.from(order, (i) => rows[i] ?? 0),
    similarity: Float32Array.from(order, (i) => similarity[i] ?? 0),
  }
}

/** Scores of the first K of them, weighted 8·similarity², with the mean of all as one more. */
export function scoresOf(
  { models, scores, means }: Neighbours,
  { rows, similarity }: Nearest,
  { k, into }: { readonly k: number; readonly into: Float64Array },
): void {
  const weights = new Float64Array(models).fill(1)
  for (let m = 0; m < models; m++) into[m] = means[m] ?? 0.5
  for (let i = 0; i < Math.min(k, rows.length); i++) {
    const near = similarity[i] ?? 0
    const weight = 8 * near * near
    const from = (rows[i] ?? 0) * models
    for (let m = 0; m < models; m++) {
      const score = scores[from + m] ?? NaN
      if (score !== score) continue
      into[m] = (into[m] ?? 0) + weight * score
      weights[m] = (weights[m] ?? 0) + weight
    }
  }
  for (let m = 0; m < models; m++) into[m] = (into[m] ?? 0) / (weights[m] ?? 1)
}

/** Places of the K largest; a heap of those found so far is all that is sorted. */
function mostSimilar(similarity: Float32Array, k: number): Uint32Array {
  const heap = new Uint32Array(k)
  let size = 0
  let least = 0
  for (let row = 0; row < similarity.length; row++) {
    const value = similarity[row] ?? 0
    if (value <= least) continue
    if (size < k) {
      heap[size++] = row
      if (size < k) continue
      for (let at = (k >> 1) - 1; at >= 0; at--) sink(heap, size, at, similarity)
    } else {
      heap[0] = row
      sink(heap, size, 0, similarity)
    }
    least = similarity[heap[0] ?? 0] ?? 0
  }
  return heap.subarray(0, size)
}

function sink(heap: Uint32Array, size: number, from: number, similarity: Float32Array): void {
  let at = from
  const moved = heap[at] ?? 0
  const value = similarity[moved] ?? 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    let smaller = similarity[heap[child] ?? 0] ?? 0
    const other = similarity[heap[child + 1] ?? 0] ?? 0
    if (child + 1 < size && other < smaller) {
      child++
      smaller = other
    }
    if (smaller >= value) break
    heap[at] = heap[child] ?? 0
    at = child
  }
  heap[at] = moved
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
