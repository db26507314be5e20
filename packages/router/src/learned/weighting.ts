import { bucketCount, type PromptFeatures } from './prompt-features.ts'

/** A prompt's words as a vector of length 1. */
export interface WeightedWords {
  readonly buckets: Uint32Array
  readonly values: Float32Array
}

/** How rare each bucket is among the examples. */
export interface Weighting {
  /** Examples counted. */
  readonly count: number
  /** Examples with the bucket, by bucket. */
  readonly documents: Uint32Array
}

const fewestDocuments = 3

/** Counts in how many examples each bucket stands. */
export function fitWeighting(prompts: readonly PromptFeatures[]): Weighting {
  const documents = new Uint32Array(bucketCount)
  for (const { buckets } of prompts)
    for (const bucket of buckets) documents[bucket] = (documents[bucket] ?? 0) + 1
  return { count: prompts.length, documents }
}

/** Weighs by rarity and scales to length 1; words that weigh nothing are left out. */
export function weigh(
  { count, documents }: Weighting,
  { buckets, values }: PromptFeatures,
): WeightedWords {
  const kept = new Uint32Array(buckets.length)
  const weighed = new Float32Array(buckets.length)
  let size = 0
  let sum = 0
  for (let i = 0; i < buckets.length; i++) {
    const bucket = buckets[i] ?? 0
    const seen = documents[bucket] ?? 0
    // What stands in one or two examples says nothing of others, and would drown what does.
    if (seen < fewestDocuments) continue
    const value = (values[i] ?? 0) * (Math.log((count + 1) / (seen + 1)) + 0.2)
    kept[size] = bucket
    weighed[size++] = value
    sum += value * value
  }
  const scale = 1 / Math.max(1e-12, Math.sqrt(sum))
  for (let i = 0; i < size; i++) weighed[i] = (weighed[i] ?? 0) * scale
  return { buckets: kept.slice(0, size), values: weighed.slice(0, size) }
}
