import { z } from 'zod'

import type { CusumBaseline, Shift } from '../drift/cusum.ts'
import { driftKinds, type Stratum } from '../drift/drift-monitor.ts'

/** What one stratum showed at one replica since the last time, and whether that was a drift. */
export interface DriftNews extends Stratum {
  readonly values: readonly number[]
  readonly shift?: Shift | undefined
}

/** What a stratum is measured against, for a replica that begins. */
export interface BaselineNews extends Stratum {
  readonly baseline: CusumBaseline
  readonly shift?: Shift | undefined
}

const name = z.string().max(1024)
const count = z.number().min(0).max(1e12)
const stratum = {
  kind: z.enum(driftKinds),
  provider: name,
  model: name,
  stratum: name,
}
const shift = z.object({ size: z.number(), samples: count }).optional()

/** Reads what drift saw. */
export const driftNews: z.ZodType<DriftNews> = z.object({
  ...stratum,
  values: z.array(z.number().min(-100).max(100)),
  shift,
})

/** Reads a baseline. */
export const baselineNews: z.ZodType<BaselineNews> = z.object({
  ...stratum,
  baseline: z.tuple([count, z.number(), count]),
  shift,
})
