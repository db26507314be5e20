import type { PromptFeatures } from './prompt-features.ts'
import { bucketCount } from './word-counts.ts'

/** A prompt's words as a vector of length 1: their places in a weighting, and what each counts. */
export interface WeightedWords {
  readonly places: Uint32Array
  readonly values: Float32Array
}

/** The words that tell something, and how rare each is among the examples. */
export interface Weighting {
  /** Examples counted. */
  readonly count: number
  /** By bucket: its place, plus one; 0 for a word that is left out. */
  readonly placeAfter: Uint32Array
  /** By place, ascending. */
  readonly buckets: Uint32Array
  /** Examples with the word, by place. */
  readonly documents: Uint32Array
  /** What rarity makes a word count, by place. */
  readonly rarity: Float64Array
}

const fewestDocuments = 3

/** Counts in how many examples each bucket stands. */
export function fitWeighting(prompts: readonly PromptFeatures[]): Weighting {
  const documents = new Uint32Array(bucketCount)
  for (const { buckets } of prompts)
    for (const bucket of buckets) documents[bucket] = (documents[bucket] ?? 0) + 1
  return weightingOf(prompts.length, documents)
}

/** A weighting from the number of examples with each bucket. */
export function weightingOf(count: number, documentsOf: Uint32Array): Weighting {
  const placeAfter = new Uint32Array(bucketCount)
  const buckets: number[] = []
  documentsOf.forEach((seen, bucket) => {
    // What stands in one or two examples says nothing of others, and would drown what does.
    if (seen >= fewestDocuments) placeAfter[bucket] = buckets.push(bucket)
  })
  const documents = Uint32Array.from(buckets, (bucket) => documentsOf[bucket] ?? 0)
  return {
    count,
    placeAfter,
    buckets: Uint32Array.from(buckets),
    documents,
    rarity: Float64Array.from(documents, (seen) => Math.log((count + 1) / (seen + 1)) + 0.2),
  }
}

/** Weighs by rarity and scales to length 1, in the order of the buckets; answers how many words count. */
export function weighInto(
  { placeAfter, rarity }: Weighting,
  { buckets, values }: PromptFeatures,
  into: WeightedWords,
): number {
  let size = 0
  let sum = 0
  for (let i = 0; i < buckets.length; i++) {
    const after = placeAfter[buckets[i] ?? 0] ?? 0
    if (after === 0) continue
    const value = (values[i] ?? 0) * (rarity[after - 1] ?? 0)
    into.places[size] = after - 1
    into.values[size++] = value
    sum += value * value
  }
  const scale = 1 / Math.max(1e-12, Math.sqrt(sum))
  for (let i = 0; i < size; i++) into.values[i] = (into.values[i] ?? 0) * scale
  return size
}

/** The same into memory of its own. */
export function weigh(weighting: Weighting, features: PromptFeatures): WeightedWords {
  const places = new Uint32Array(features.buckets.length)
  const values = new Float32Array(features.buckets.length)
  const size = weighInto(weighting, features, { places, values })
  return { places: places.slice(0, size), values: values.slice(0, size) }
}
