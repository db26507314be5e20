import { z } from 'zod'

import type { PolicyExperiment } from './policy.ts'

const share = z.number().min(0).max(1)

const treatment = z.strictObject({
  p: share,
  rampSeconds: z.number().min(0).optional(),
  set: z.record(z.string(), z.unknown()).optional(),
  targets: z.record(z.string(), z.array(z.string().min(1)).min(1)).optional(),
})

/** An experiment as data: arms, unit, guardrails. */
export const experimentSchema: z.ZodType<PolicyExperiment> = z.strictObject({
  id: z.string().min(1).max(64),
  when: z.string().min(1).max(2000).optional(),
  unit: z.enum(['conversation', 'session', 'user', 'request']),
  salt: z.string().optional(),
  layer: z.string().optional(),
  shadow: z.boolean().optional(),
  arms: z
    .record(z.string(), treatment)
    .refine((arms) => Object.keys(arms).length > 0, 'Name at least one arm beside the control')
    .refine((arms) => !('control' in arms), 'The control is what is left; do not list it')
    .refine(
      (arms) => Object.values(arms).every(({ p }) => p * Object.keys(arms).length <= 1),
      'No arm may take more than its equal share of all units',
    ),
  alpha: z.number().positive().max(0.5).optional(),
  margins: z
    .strictObject({
      quality: z.number().min(0).optional(),
      ttft: z.number().min(0).optional(),
      cost: z.number().min(0).optional(),
    })
    .optional(),
  minUnits: z.number().int().positive().optional(),
  metrics: z.array(z.string().min(1).max(64)).max(16).optional(),
  rollback: z.enum(['auto', 'alert']).optional(),
  promote: z.enum(['manual', 'auto']).optional(),
})
