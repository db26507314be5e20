import { latencyBins } from '@signalbox/core'
import { z } from 'zod'

import type { ErrorRule } from '../signals/error-window.ts'
import { sizes } from '../signals/size-bucket.ts'
import { baselineNews, driftNews, type BaselineNews, type DriftNews } from './drift-news.ts'
import {
  experimentNews,
  experimentSums,
  type ExperimentNews,
  type ExperimentSums,
} from './experiment-news.ts'

/** What replicas tell each other: sums since the last time, so that whoever misses one only knows less. */
export interface RouterNews {
  readonly from: string
  /** It has just begun and knows nothing yet. */
  readonly hello?: boolean | undefined
  readonly targets?: readonly TargetNews[] | undefined
  readonly homes?: readonly HomeNews[] | undefined
  readonly experiments?: readonly ExperimentNews[] | undefined
  readonly drift?: readonly DriftNews[] | undefined
  /** Of answers that somebody else gave. */
  readonly grades?:
    | readonly (readonly [id: string, metric: string, value: number | boolean])[]
    | undefined
  /** Models whose present behaviour is the baseline from now on. */
  readonly acknowledged?: readonly (readonly [provider: string, model: string])[] | undefined
  /** For those that have just begun, and nobody else. */
  readonly standing?: readonly ExperimentSums[] | undefined
  readonly baselines?: readonly BaselineNews[] | undefined
}

/** What one target taught one replica. */
export interface TargetNews {
  readonly id: string
  readonly calls?: readonly [requests: number, errors: number] | undefined
  readonly windows?: readonly WindowNews[] | undefined
  readonly firstTokens?: readonly (readonly [bucket: number, count: number, sumMs: number])[]
  readonly latencies?: readonly (readonly [bin: number, count: number])[]
  /** Calls that wait at this moment, and how much too long they wait together. */
  readonly late?: readonly (readonly [bucket: number, count: number, lateMs: number])[]
  readonly lengths?: readonly (readonly [task: string, count: number, sumLn: number])[]
  readonly pace?: readonly [answers: number, tokens: number, ms: number] | undefined
}

/** Calls that a rule of errors counts. */
export interface WindowNews {
  readonly rule: ErrorRule & { readonly key: string }
  /** Of all work (null) and of each task. */
  readonly counts: readonly (readonly [task: string | null, requests: number, errors: number])[]
}

/** Where a conversation went; clocks of replicas differ, so its age travels. */
export type HomeNews = readonly [key: string, target: string, prefixTokens: number, ageMs: number]

const amount = z.number().min(0).max(1e12)
const count = z.number().min(0).max(1e9)
const some = z.number().min(1).max(1e9)
const name = z.string().max(1024)

const windowNews: z.ZodType<WindowNews> = z.object({
  rule: z.object({
    key: name,
    above: amount,
    below: amount,
    windowMs: z.number().min(1),
    minRequests: amount,
    minErrors: amount,
  }),
  counts: z.array(z.tuple([name.nullable(), count, count])),
})

const targetNews: z.ZodType<TargetNews> = z.object({
  id: name,
  calls: z.tuple([count, count]).optional(),
  windows: z.array(windowNews).optional(),
  firstTokens: z
    .array(
      z.tuple([
        z
          .int()
          .min(0)
          .max(2 * sizes - 1),
        some,
        amount,
      ]),
    )
    .default([]),
  latencies: z
    .array(
      z.tuple([
        z
          .int()
          .min(0)
          .max(latencyBins - 1),
        count,
      ]),
    )
    .default([]),
  late: z
    .array(
      z.tuple([
        z
          .int()
          .min(0)
          .max(2 * sizes - 1),
        some,
        amount,
      ]),
    )
    .default([]),
  lengths: z.array(z.tuple([name, some, z.number()])).default([]),
  pace: z.tuple([some, some, amount]).optional(),
})

/** Reads what came over the wire. */
export const routerNews: z.ZodType<RouterNews> = z.object({
  from: name,
  hello: z.boolean().optional(),
  targets: z.array(targetNews).optional(),
  homes: z.array(z.tuple([name, name, count, amount])).optional(),
  experiments: z.array(experimentNews).optional(),
  grades: z.array(z.tuple([name, name, z.union([z.number(), z.boolean()])])).optional(),
  drift: z.array(driftNews).optional(),
  acknowledged: z.array(z.tuple([name, name])).optional(),
  standing: z.array(experimentSums).optional(),
  baselines: z.array(baselineNews).optional(),
})
