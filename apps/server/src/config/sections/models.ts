import { z } from 'zod'

import { modelName, share, text } from './fields.ts'

/** One name that clients may send. */
export interface ModelSection {
  /** How its targets are ranked: a name under `policies`, or a preset. */
  readonly policy?: string | undefined
  readonly targets: readonly (string | WeightedTarget)[]
}

/** One of its targets. */
export interface WeightedTarget {
  readonly target: string
  readonly weight?: number | undefined
  /** A condition on requests, as in policies. */
  readonly when?: string | undefined
  /** By hand, from 0 to 1, over every table. */
  readonly quality?: number | undefined
}

const target = z.strictObject({
  target: text,
  weight: z.number().min(0).max(1_000_000).optional(),
  when: text.optional(),
  quality: share.optional(),
})

/** `models:` */
export const modelsSection: z.ZodType<Readonly<Record<string, ModelSection>>> = z.record(
  modelName,
  z.strictObject({
    policy: text.optional(),
    targets: z
      .array(
        z.union([text, target], {
          error: 'must be "provider/model" or { target: "provider/model", weight: 1 }',
        }),
      )
      .min(1),
  }),
)
