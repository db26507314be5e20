import { z } from 'zod'

import { packFeatures, type Label } from './label.ts'
import { normalForm, promptHash } from './normal-form.ts'
import { promptFeatures } from './prompt-features.ts'

/** A line of a label file: one prompt with one model's score, or with several at once. */
export interface LabelInput {
  readonly id?: string | undefined
  readonly prompt: string
  readonly task?: string | undefined
  readonly language?: string | undefined
  /** Who gave the score. */
  readonly grader?: string | undefined
  readonly weight?: number | undefined
  readonly ts?: string | undefined
  readonly scores: Readonly<Record<string, number>>
  readonly costs?: Readonly<Record<string, number>> | undefined
  readonly tokens?: Readonly<Record<string, readonly [number, number]>> | undefined
  readonly p?: Readonly<Record<string, number>> | undefined
}

const score = z.number().min(0).max(1)
const model = z.string().min(1)
const usd = z.number().min(0)
const count = z.int().min(0)
const common = {
  id: z.string().optional(),
  prompt: z.string().min(1).max(65_536),
  task: z.string().max(128).optional(),
  language: z.string().max(128).optional(),
  grader: z.string().optional(),
  weight: z.number().positive().optional(),
  ts: z.iso.datetime().optional(),
}
const wide: z.ZodType<LabelInput> = z.strictObject({
  ...common,
  scores: z.record(model, score),
  costs: z.record(model, usd).optional(),
})
const narrow: z.ZodType<LabelInput> = z
  .strictObject({
    ...common,
    model,
    score,
    cost_usd: usd.optional(),
    input_tokens: count.optional(),
    output_tokens: count.optional(),
    p: z.number().positive().max(1).optional(),
  })
  .transform(
    ({ model: name, score: got, cost_usd: cost, input_tokens, output_tokens, p, ...rest }) => ({
      ...rest,
      scores: { [name]: got },
      ...(cost === undefined ? {} : { costs: { [name]: cost } }),
      ...(input_tokens === undefined || output_tokens === undefined
        ? {}
        : { tokens: { [name]: [input_tokens, output_tokens] as const } }),
      ...(p === undefined ? {} : { p: { [name]: p } }),
    }),
  )

/** Reads one line of a label file: one model's score, or several at once. */
export function readLabelInput(value: unknown): LabelInput {
  const isWide = typeof value === 'object' && value !== null && 'scores' in value
  const read = (isWide ? wide : narrow).safeParse(value)
  if (!read.success) throw new Error(z.prettifyError(read.error).replaceAll('\n', ' '))
  return read.data
}

/** One label per prompt; of two scores of a model at one prompt the later counts. */
export async function mergeLabels(
  inputs: Iterable<LabelInput>,
  { hashOnly = false }: { readonly hashOnly?: boolean | undefined } = {},
): Promise<readonly Label[]> {
  const merged = new Map<string, Label>()
  for (const input of inputs) {
    const hash = await promptHash(normalForm(input.prompt))
    const before = merged.get(hash)
    const text = hashOnly
      ? { features: packFeatures(promptFeatures(input.prompt, input), input.prompt.length) }
      : { prompt: before?.prompt ?? input.prompt }
    merged.set(hash, {
      v: 1,
      id: before?.id ?? input.id ?? hash,
      hash,
      ...text,
      ...defined('task', input.task ?? before?.task),
      ...defined('language', input.language ?? before?.language),
      scores: { ...before?.scores, ...input.scores },
      ...defined('costs', join(before?.costs, input.costs)),
      ...defined('tokens', join(before?.tokens, input.tokens)),
      ...defined('p', join(before?.p, input.p)),
      ...defined('weight', input.weight ?? before?.weight),
      ...defined('ts', input.ts ?? before?.ts),
    })
  }
  return [...merged.values()]
}

function join<T>(
  before: Readonly<Record<string, T>> | undefined,
  added: Readonly<Record<string, T>> | undefined,
): Record<string, T> | undefined {
  return before === undefined && added === undefined ? undefined : { ...before, ...added }
}

function defined<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T })
}
