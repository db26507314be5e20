import { z } from 'zod'

import { verdicts, type ArmSums, type Verdict } from '../experiments/arm-run.ts'
import type { ExperimentRun } from '../experiments/experiment-run.ts'
import type { Experiments } from '../experiments/experiments.ts'

/** What one experiment saw at one replica since the last time; units are hashes. */
export interface ExperimentNews {
  readonly key: string
  readonly verdicts: readonly (readonly [arm: number, verdict: Verdict])[]
  readonly units: readonly (readonly [unit: number, arm: number])[]
  readonly bad: readonly (readonly [unit: number, metric: string])[]
  readonly values: readonly (readonly [unit: number, metric: string, sum: number, count: number])[]
  readonly ended: readonly number[]
}

/** Where an experiment stands, for a replica that begins. */
export interface ExperimentSums {
  readonly key: string
  readonly ageMs: number
  readonly arms: readonly ArmSums[]
}

const unit = z.int().min(0).max(0xffff_ffff)
const arm = z.int().min(-1).max(1000)
const metric = z.string().max(64)
const sharedKey = z.string().max(256)
const count = z.number().min(0).max(1e12)
const verdict = z.enum(verdicts)
const share = z.number().min(0).max(1)

/** Reads news of an experiment. */
export const experimentNews: z.ZodType<ExperimentNews> = z.object({
  key: sharedKey,
  verdicts: z.array(z.tuple([arm, verdict])).default([]),
  units: z.array(z.tuple([unit, arm])).default([]),
  bad: z.array(z.tuple([unit, metric])).default([]),
  values: z.array(z.tuple([unit, metric, z.number(), count])).default([]),
  ended: z.array(unit).default([]),
})

const guard = z.tuple([share, count, count, count, z.number()])

/** Reads where an experiment stands. */
export const experimentSums: z.ZodType<ExperimentSums> = z.object({
  key: sharedKey,
  ageMs: count,
  arms: z.array(
    z.object({
      units: count,
      controls: count,
      verdicts: z.array(verdict),
      ratio: guard,
      guards: z.record(metric, guard),
      means: z.record(metric, z.tuple([count, count, z.number(), count, z.number()])),
    }),
  ),
})

/** Reads where many stand. */
export const manySums: z.ZodType<readonly ExperimentSums[]> = z.array(experimentSums)

/** A run takes in what another replica saw, as if it had seen it itself. */
export function hearNews(run: ExperimentRun, news: ExperimentNews, now: number): void {
  for (const [j, found] of news.verdicts) run.heard(j, found)
  for (const [id, j] of news.units) run.assign(id, j, now)
  for (const [id, name] of news.bad) run.spoil(id, name, now)
  for (const [id, name, sum, times] of news.values) run.measure(id, name, { sum, count: times })
  for (const id of news.ended) run.close(id)
}

/** Where all experiments stand, in a form that travels and keeps. */
export function standingOf(
  experiments: Pick<Experiments, 'standing'>,
  now: number,
): readonly ExperimentSums[] {
  return experiments
    .standing()
    .map(([key, { startedAt, arms }]) => ({ key, ageMs: Math.max(0, now - startedAt), arms }))
}

/** Goes on from there. */
export function resume(
  experiments: Pick<Experiments, 'resume'>,
  { key, ageMs, arms }: ExperimentSums,
  now: number,
): void {
  experiments.resume(key, { startedAt: now - ageMs, arms })
}
