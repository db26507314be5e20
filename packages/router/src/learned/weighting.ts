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

/** Scales to length 1, weighs by rarity, scales again. */
export function weigh(
  { count, documents }: Weighting,
  { buckets, values }: PromptFeatures,
): WeightedWords {
  const weighed = new Float32Array(values.length)
  const before = 1 / Math.max(1e-12, norm(values))
  for (let i = 0; i < values.length; i++) {
    const seen = documents[buckets[i] ?? 0] ?? 0
    // What stands in one or two examples says nothing of others, and would drown what does.
    if (seen < fewestDocuments) continue
    weighed[i] = (values[i] ?? 0) * before * (Math.log((count + 1) / (seen + 1)) + 0.2)
  }
  const after = 1 / Math.max(1e-12, norm(weighed))
  for (let i = 0; i < weighed.length; i++) weighed[i] = (weighed[i] ?? 0) * after
  return { buckets, values: weighed }
}

function norm(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return Math.sqrt(sum)
}
