import type { PromptFeatures } from './prompt-features.ts'

/** One labelled prompt, ready for fitting: a column per model, NaN where nobody looked. */
export interface Example {
  readonly id: string
  readonly normal: string
  readonly features: PromptFeatures
  readonly task: string | undefined
  readonly characters: number
  /** From 0 to 1. */
  readonly scores: Float64Array
  /** USD. */
  readonly costs: Float64Array
  /** Of each cell: the example's own weight over the chance that it was seen, at most 20 times. */
  readonly weights: Float64Array
}

/** Examples over the same models. */
export interface Examples {
  readonly models: readonly string[]
  readonly rows: readonly Example[]
}
