import { fraction, murmur3 } from './murmur3.ts'
import { isNamed, type PreparedTarget } from './prepare-target.ts'
import type { RequestFacts } from './request-facts.ts'
import type { RouteRequest } from './route-request.ts'

/** Expected quality learned from labels; made by `@signalbox/router/learned`. */
export interface LearnedModel {
  /** Names as in the catalogue: the columns of a prediction. */
  readonly models: readonly string[]
  /** Whether the no-harm gate has passed; without it the model only watches. */
  readonly proven: boolean
  /** Labels it was fitted on. */
  readonly labels: number
  predict(
    text: string,
    meta: { readonly task?: string | undefined; readonly language?: string | undefined },
  ): Float64Array
}

/** A learned model laid over the targets of a plan. */
export interface LearnedPlan {
  readonly model: LearnedModel
  /** Column of each target; -1 for a model without labels. */
  readonly columns: Int32Array
  /** Share of conversations that stay on the tables. */
  readonly control: number
}

/** What a learned model said of one request. */
export interface LearnedOpinion {
  readonly mode: 'active' | 'control' | 'shadow'
  /** By model. */
  readonly quality: Float64Array
  /** Column of each target; -1 where the model knows nothing. */
  readonly columns: Int32Array
  /** How far it may lead away from the tables. */
  readonly reach: number
}

const labelsForFreedom = 1000
const shortReach = 0.15

/** Finds each target's column. */
export function layLearned(
  model: LearnedModel,
  targets: readonly PreparedTarget[],
  control: number,
): LearnedPlan {
  return {
    model,
    control,
    columns: Int32Array.from(targets, (target) =>
      model.models.findIndex((name) => isNamed(target, name)),
    ),
  }
}

/** Asks the model; undefined for a request without text. */
export function opinionOf(
  { model, columns, control }: LearnedPlan,
  {
    request,
    facts,
    unit,
    seed,
  }: {
    readonly request: RouteRequest
    readonly facts: RequestFacts
    /** Conversation or request: its whole unit is control or not. */
    readonly unit: string
    readonly seed: number
  },
): LearnedOpinion | undefined {
  const { text, meta, hints } = request
  if (text === undefined || text === '') return undefined
  const language = meta?.language ?? hints?.language
  const isControl = fraction(murmur3(unit, seed ^ 0xc0)) < control
  return {
    mode: !model.proven ? 'shadow' : isControl ? 'control' : 'active',
    quality: model.predict(text, { task: facts.task ?? undefined, language }),
    columns,
    reach: model.labels >= labelsForFreedom ? Infinity : shortReach,
  }
}

/** What a model expects of a target; NaN where it knows nothing. */
export function opinionAt({ quality, columns }: LearnedOpinion, target: number): number {
  const column = columns[target] ?? -1
  return column < 0 ? NaN : (quality[column] ?? NaN)
}

/** The quality to reckon with: the table's, unless the model may speak and knows the target. */
export function qualityWith(
  opinion: LearnedOpinion | undefined,
  target: number,
  table: number,
): number {
  if (opinion?.mode !== 'active') return table
  const learned = opinionAt(opinion, target)
  if (Number.isNaN(learned)) return table
  return Math.min(table + opinion.reach, Math.max(table - opinion.reach, learned))
}
