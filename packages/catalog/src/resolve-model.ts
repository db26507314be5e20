import type { ModelEntry, ProviderModels } from './model-entry.ts'

/** How a string led to a model. */
export type Match = 'exact' | 'alias' | 'prefix' | 'suffix'

/** A model and the way to it. */
export interface Resolved {
  readonly entry: ModelEntry
  readonly match: Match
}

/** Paths that providers put before an id. */
const prefix =
  /^(?:arn:[^/]*\/|models\/|publishers\/[^/]+\/models\/|projects\/[^/]+\/locations\/[^/]+\/publishers\/[^/]+\/models\/|accounts\/fireworks\/models\/|tunedmodels\/)/

/** Dates and moving names behind an id; never a version or a size. */
const suffixes: readonly RegExp[] = [
  /-20\d{2}-?\d{2}-?\d{2}$/,
  /@20\d{6}$/,
  /@default$/,
  /@latest$/,
  /-latest$/,
  /:20\d{6}-v\d+$/,
  /:20\d{2}-\d{2}-\d{2}-v\d+$/,
  /:\d+$/,
  /-v\d+:\d+$/,
]

/**
 * Geographic inference profiles whose price is the region's own. Later models of this maker cost
 * more in one, so that theirs are rows of their own.
 */
const profile =
  /^(?:us|eu|apac|ca|jp|au|us-gov)\.(?=(?:amazon|meta|mistral|deepseek|cohere)\.|anthropic\.claude-(?:3|instant|v2))/

/** Exact id, alias, id behind a path, id before a date; never by resemblance. */
export function resolveModel(models: ProviderModels, name: string): Resolved | undefined {
  const lower = name.toLowerCase()
  const direct = lookUp(models, lower)
  if (direct !== undefined) return direct
  const bare = lower.replace(prefix, '')
  const behind = bare === lower ? undefined : lookUp(models, bare)
  if (behind !== undefined) return { ...behind, match: 'prefix' }
  for (const suffix of suffixes) {
    const stem = bare.replace(suffix, '')
    const found = stem === bare ? undefined : lookUp(models, stem)
    if (found !== undefined) return { ...found, match: 'suffix' }
  }
  const plain = bare.replace(profile, '')
  if (plain !== bare) return resolveModel(models, plain)
  const standing = lookUp(models, `${bare}@default`)
  return standing === undefined ? undefined : { ...standing, match: 'suffix' }
}

function lookUp({ models, aliases }: ProviderModels, lower: string): Resolved | undefined {
  const entry = models.get(lower)
  if (entry !== undefined) return { entry, match: 'exact' }
  const alias = aliases?.get(lower)
  const named = alias === undefined ? undefined : models.get(alias)
  return named === undefined ? undefined : { entry: named, match: 'alias' }
}
