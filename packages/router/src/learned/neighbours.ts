import { largestOf, largestRoom, type LargestRoom } from './largest.ts'
import type { WeightedWords } from './weighting.ts'

/** Labelled prompts by their words, for looking up those that are alike. */
export interface Neighbours {
  readonly models: number
  /** Row × model; NaN where there is no label. */
  readonly scores: Float32Array
  readonly postings: Postings
  readonly count: number
}

/** Word after word, the rows with it and the values they have there. */
export interface Postings {
  /** Where the word of a place begins, and behind the last where it ends. */
  readonly from: Uint32Array
  readonly rows: Uint32Array
  readonly values: Float32Array
}

/** Room in which one index is searched, again and again. */
export interface SearchRoom {
  /** Similarity of each row to what was looked up last. */
  readonly similarity: Float32Array
  /** As many rows as are ever asked for. */
  readonly rows: Uint32Array
  readonly largest: LargestRoom
  /** By model: what has been heard of it. */
  readonly heard: Float64Array
}

/** Makes room for looking up to `k` neighbours up. */
export function searchRoom({ count, models }: Neighbours, k: number): SearchRoom {
  return {
    similarity: new Float32Array(count),
    rows: new Uint32Array(k),
    largest: largestRoom(count, k),
    heard: new Float64Array(models),
  }
}

// What stands in many rows tells little, and is most of the work: it grows with the examples.
const tooCommon = { share: 0.15, rows: 600 } as const

/** Indexes the examples, without the words that stand in more than 15 % of them, or in more than 600. */
export function indexNeighbours(
  rows: readonly { readonly words: WeightedWords; readonly scores: Float64Array }[],
  size: { readonly models: number; readonly words: number },
): Neighbours {
  const { models } = size
  const scores = new Float32Array(rows.length * models)
  const most = Math.max(1, Math.min(tooCommon.rows, tooCommon.share * rows.length))
  const counts = new Uint32Array(size.words)
  for (const { words } of rows)
    for (const place of words.places) counts[place] = (counts[place] ?? 0) + 1
  const from = new Uint32Array(size.words + 1)
  for (let place = 0; place < size.words; place++) {
    const count = counts[place] ?? 0
    from[place + 1] = (from[place] ?? 0) + (count <= most ? count : 0)
  }
  const total = from[size.words] ?? 0
  const postings = { from, rows: new Uint32Array(total), values: new Float32Array(total) }
  counts.fill(0)
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]
    if (row === undefined) continue
    scores.set(row.scores, r * models)
    const { places, values } = row.words
    for (let i = 0; i < places.length; i++) {
      const place = places[i] ?? 0
      const at = (from[place] ?? 0) + (counts[place] ?? 0)
      if (at >= (from[place + 1] ?? 0)) continue
      postings.rows[at] = r
      postings.values[at] = values[i] ?? 0
      counts[place] = (counts[place] ?? 0) + 1
    }
  }
  return { models, scores, postings, count: rows.length }
}

/** Looks the rows up that are most alike, in their own order; answers how many of `room.rows` they fill. */
export function nearest(
  { postings: { from, rows, values: theirs } }: Neighbours,
  { places, values }: WeightedWords,
  room: SearchRoom,
): number {
  const { similarity } = room
  similarity.fill(0)
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0
    const value = values[i] ?? 0
    const end = from[place + 1] ?? 0
    for (let j = from[place] ?? 0; j < end; j++) {
      const row = rows[j] ?? 0
      similarity[row] = (similarity[row] ?? 0) + value * (theirs[j] ?? 0)
    }
  }
  return largestOf(similarity, room.largest, room.rows)
}

/** The first of these are the most alike. */
export function mostAlikeFirst({ rows, similarity }: SearchRoom, count: number): Uint32Array {
  return rows
    .subarray(0, count)
    .toSorted((a, b) => (similarity[b] ?? 0) - (similarity[a] ?? 0) || a - b)
}

/** Scores of the rows, weighted 8·similarity², with the usual ones as one more. */
export function scoresOf(
  { models, scores }: Neighbours,
  { rows, similarity, heard }: SearchRoom,
  {
    count,
    usual,
    into,
  }: { readonly count: number; readonly usual: Float64Array; readonly into: Float64Array },
): void {
  heard.fill(1)
  into.set(usual)
  for (let i = 0; i < count; i++) {
    const row = rows[i] ?? 0
    const near = similarity[row] ?? 0
    const weight = 8 * near * near
    for (let m = 0; m < models; m++) {
      const score = scores[row * models + m] ?? NaN
      if (score !== score) continue
      into[m] = (into[m] ?? 0) + weight * score
      heard[m] = (heard[m] ?? 0) + weight
    }
  }
  for (let m = 0; m < models; m++) into[m] = (into[m] ?? 0) / (heard[m] ?? 1)
}
