import { z } from 'zod'

import { modelName, text } from './fields.ts'

/** One name that clients may send. */
export interface ModelSection {
  readonly targets: readonly (string | WeightedTarget)[]
}

/** One of its targets. */
export interface WeightedTarget {
  readonly target: string
  readonly weight?: number | undefined
}

const target = z.strictObject({ target: text, weight: z.number().min(0).max(1_000_000).optional() })

/** `models:` */
export const modelsSection: z.ZodType<Readonly<Record<string, ModelSection>>> = z.record(
  modelName,
  z.strictObject({
    targets: z
      .array(
        z.union([text, target], {
          error: 'must be "provider/model" or { target: "provider/model", weight: 1 }',
        }),
      )
      .min(1),
  }),
)
