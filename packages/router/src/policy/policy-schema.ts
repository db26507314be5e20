import { z } from 'zod'

import { experimentSchema } from './experiment-schema.ts'
import type { Policy } from './policy.ts'

const share = z.number().min(0).max(1)
const positive = z.number().positive()
const amount = z.number().min(0)
const refs = z.array(z.string().min(1).max(256)).max(256)
const boosts = z.record(z.string(), z.number().min(-1).max(1))
const expression = z.string().min(1).max(2000)

const objective = z.strictObject({
  preset: z.enum(['cheap', 'balanced', 'fast', 'best']).optional(),
  usdPerSecond: amount.optional(),
  usdPerQualityPoint: amount.optional(),
  failSeconds: amount.optional(),
  tailWeight: share.optional(),
})

const task = z.strictObject({
  when: expression.optional(),
  prefer: refs.optional(),
  minQuality: share.optional(),
  boost: boosts.optional(),
  outTokens: positive.optional(),
})

const prior = z.strictObject({
  when: expression,
  boost: boosts,
  source: z.string().min(1),
})

const effect = z.strictObject({
  only: refs.optional(),
  ignore: refs.optional(),
  order: refs.optional(),
  minQuality: share.optional(),
  maxUsd: positive.optional(),
  maxLatencyMs: positive.optional(),
  region: z.string().optional(),
  policy: z.string().optional(),
  deny: z.string().min(1).optional(),
})

// oxlint-disable-next-line unicorn/no-thenable -- rules read: when …, then …
const rule = z.strictObject({ name: z.string().optional(), when: expression, then: effect })

/** A policy as data: what YAML, JSON or code may say about routing; unknown keys are errors. */
export const policySchema: z.ZodType<Policy> = z.strictObject({
  extends: z.string().optional(),
  objective: objective.optional(),
  quality: z.record(z.string(), z.record(z.string(), share)).optional(),
  tasks: z.record(z.string(), task).optional(),
  priors: z
    .union([z.literal('shipped'), z.literal('none'), z.record(z.string(), prior)])
    .optional(),
  rules: z.array(rule).max(256).optional(),
  floors: z.strictObject({ quality: share.optional() }).optional(),
  ceilings: z.strictObject({ usd: positive.optional(), latencyMs: positive.optional() }).optional(),
  prices: z
    .strictObject({
      unknown: z.enum(['exclude', 'allow']).optional(),
      suspect: z.enum(['exclude', 'allow']).optional(),
      assumeUsdPer1M: positive.optional(),
    })
    .optional(),
  dataClasses: z.record(z.string(), refs).optional(),
  affinity: z
    .strictObject({
      scope: z.enum(['conversation', 'session', 'user', 'tenant', 'none']).optional(),
      ttlSeconds: positive.optional(),
      mode: z.enum(['priced', 'strict', 'off']).optional(),
      turnsLeft: z.number().min(1).max(1000).optional(),
      switchMargin: share.optional(),
    })
    .optional(),
  choice: z
    .strictObject({
      mode: z.enum(['softmax', 'argmin', 'weighted']).optional(),
      band: share.optional(),
      explore: share.optional(),
      exploreAfterSeconds: amount.optional(),
    })
    .optional(),
  split: z
    .strictObject({
      base: refs.min(1),
      strong: refs.min(1),
      share: share.optional(),
      escalate: expression.optional(),
    })
    .optional(),
  errorRate: z
    .strictObject({
      above: share.optional(),
      below: share.optional(),
      windowSeconds: positive.optional(),
      minRequests: z.number().int().positive().optional(),
      minErrors: z.number().int().positive().optional(),
      action: z.enum(['last', 'price', 'off']).optional(),
    })
    .optional(),
  experiments: z.array(experimentSchema).max(32).optional(),
  learned: z
    .strictObject({
      enabled: z.boolean().optional(),
      artifact: z.string().min(1),
      control: share.optional(),
    })
    .optional(),
})
