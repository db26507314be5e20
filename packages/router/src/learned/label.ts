import { z } from 'zod'

import type { Example, Examples } from './example.ts'
import { normalForm } from './normal-form.ts'
import { PromptReader, type PromptFeatures } from './prompt-features.ts'
import { denseCount } from './prompt-shape.ts'
import { mostBuckets } from './word-counts.ts'

/** Features of a prompt whose text was not kept. */
export interface KeptFeatures {
  /** Bucket and value. */
  readonly words: readonly (readonly [number, number])[]
  readonly dense: readonly number[]
  readonly characters: number
}

type PerModel<T> = Readonly<Record<string, T>>

/** A line of `labels.jsonl`: what is known of one prompt, all models together. */
export interface Label {
  readonly v: 1
  readonly id: string
  /** First 16 hex digits of the SHA-256 of the prompt's normal form. */
  readonly hash: string
  readonly prompt?: string | undefined
  readonly features?: KeptFeatures | undefined
  readonly task?: string | undefined
  readonly language?: string | undefined
  /** From 0 to 1. */
  readonly scores: PerModel<number>
  /** USD. */
  readonly costs?: PerModel<number> | undefined
  /** In and out. */
  readonly tokens?: PerModel<readonly [number, number]> | undefined
  /** The chance with which a logged choice fell on the model. */
  readonly p?: PerModel<number> | undefined
  readonly weight?: number | undefined
  readonly ts?: string | undefined
}

const text = z.string().max(128)
const modelName = z.string().min(1)
const count = z.int().min(0)

const labelSchema: z.ZodType<Label> = z.strictObject({
  v: z.literal(1),
  id: z.string(),
  hash: z.string().regex(/^[0-9a-f]{16}$/),
  prompt: z.string().max(65_536).optional(),
  features: z
    .strictObject({
      words: z.array(z.tuple([z.int(), z.number()])).max(mostBuckets),
      dense: z.array(z.number()).length(denseCount),
      characters: count,
    })
    .optional(),
  task: text.optional(),
  language: text.optional(),
  scores: z.record(modelName, z.number().min(0).max(1)),
  costs: z.record(modelName, z.number().min(0)).optional(),
  tokens: z.record(modelName, z.tuple([count, count])).optional(),
  p: z.record(modelName, z.number().positive().max(1)).optional(),
  weight: z.number().positive().optional(),
  ts: z.iso.datetime().optional(),
})

/** Reads one line; throws with the words of what is wrong in it. */
export function readLabel(value: unknown): Label {
  const read = labelSchema.safeParse(value)
  if (!read.success) throw new Error(z.prettifyError(read.error).replaceAll('\n', ' '))
  if (read.data.prompt === undefined && read.data.features === undefined)
    throw new Error('a label needs `prompt`, or `features` from `--hash-only`')
  return read.data
}

/** What a fit may take from outside the labels. */
export interface ExampleOptions {
  /** USD of an answer by a model, for cells that carry tokens and no cost. */
  readonly price?:
    | ((model: string, input: number, output: number) => number | undefined)
    | undefined
  /** Unix ms; labels lose half their weight every 90 days before it. */
  readonly now?: number | undefined
}

const halfLifeMs = 90 * 86_400_000
const heaviest = 20

/** Turns labels into examples over every model that has a score. */
export function examplesOf(labels: readonly Label[], options: ExampleOptions = {}): Examples {
  const models = [...new Set(labels.flatMap(({ scores }) => Object.keys(scores)))].toSorted()
  const reader = new PromptReader()
  return { models, rows: labels.map((label) => exampleOf(label, models, { ...options, reader })) }
}

function exampleOf(
  label: Label,
  models: readonly string[],
  { price, now, reader }: ExampleOptions & { readonly reader: PromptReader },
): Example {
  const { prompt, features, scores, costs, tokens, p } = label
  const age =
    now === undefined || label.ts === undefined ? 0 : Math.max(0, now - Date.parse(label.ts))
  const weight = (label.weight ?? 1) * 0.5 ** (age / halfLifeMs)
  return {
    id: label.id,
    normal: prompt === undefined ? label.hash : normalForm(prompt),
    features: features === undefined ? reader.keep(prompt ?? '', label) : unpack(features),
    task: label.task,
    characters: prompt?.length ?? features?.characters ?? 0,
    scores: Float64Array.from(models, (model) => scores[model] ?? NaN),
    costs: Float64Array.from(models, (model) => {
      const used = tokens?.[model]
      return costs?.[model] ?? (used === undefined ? undefined : price?.(model, ...used)) ?? NaN
    }),
    weights: Float64Array.from(
      models,
      (model) => weight * Math.min(heaviest, 1 / (p?.[model] ?? 1)),
    ),
  }
}

/** The features of a prompt in the form of a label, for when its text must not be kept. */
export function packFeatures(
  { buckets, values, dense }: PromptFeatures,
  characters: number,
): KeptFeatures {
  return {
    words: Array.from(buckets, (bucket, i) => [bucket, round(values[i] ?? 0)] as const),
    dense: Array.from(dense, round),
    characters,
  }
}

function unpack({ words, dense }: KeptFeatures): PromptFeatures {
  return {
    buckets: Uint32Array.from(words, ([bucket]) => bucket),
    values: Float32Array.from(words, ([, value]) => value),
    dense: Float32Array.from(dense),
  }
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5
}
