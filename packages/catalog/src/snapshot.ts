import type { ModelEntry, ProviderFacts, ProviderModels } from './model-entry.ts'
import { ratesAt } from './rates-at.ts'

/** One layer of knowledge; `models` is asked only for providers that are used. */
export interface Snapshot {
  readonly id: string
  readonly providers: readonly ProviderFacts[]
  models(provider: string): ProviderModels | undefined
}

/** Two rates are the same price when they differ by at most this share. */
const sameWithin = 0.005

/** Layers as one, the first that lists a model deciding; what later ones say otherwise is a conflict. */
export function mergeLayers(layers: readonly Snapshot[], provider: string): ProviderModels {
  const found = layers.flatMap((layer) => {
    const models = layer.models(provider)
    return models === undefined ? [] : [{ layer: layer.id, ...models }]
  })
  const models = new Map<string, ModelEntry>()
  const aliases = new Map<string, string>()
  for (const { layer, models: own, aliases: names = [] } of found) {
    for (const [id, entry] of own) {
      const first = models.get(id)
      models.set(id, first === undefined ? entry : joined(first, entry, layer))
    }
    for (const [name, id] of names) if (!aliases.has(name)) aliases.set(name, id)
  }
  const facts = found[0]?.facts ?? { id: provider, adapter: provider }
  return { facts, models, aliases }
}

/** Whether two decimal rates are the same price, give or take a rounding. */
export function sameRate(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  const [x, y] = [Number(a), Number(b)]
  return Math.abs(x - y) <= Math.max(x, y) * sameWithin
}

const compared = ['input', 'output', 'cacheRead'] as const

function joined(first: ModelEntry, later: ModelEntry, layer: string): ModelEntry {
  if (first.prices === null)
    return later.prices === null
      ? first
      : { ...first, prices: later.prices, source: later.source, confidence: later.confidence }
  const newest = first.source.date > later.source.date ? first.source.date : later.source.date
  const rates = ratesAt(first, Date.parse(newest))
  const others = ratesAt(later, Date.parse(newest))
  const disputed = compared.flatMap((unit) => {
    const [ours, theirs] = [rates[unit], others[unit]]
    if (ours === undefined || theirs === undefined || sameRate(ours, theirs)) return []
    return [{ field: unit, values: { [first.source.id]: ours, [layer]: theirs } }]
  })
  if (disputed.length === 0) return first
  const confidence = disputed.some(({ field }) => field !== 'cacheRead')
    ? ('conflict' as const)
    : first.confidence
  return { ...first, conflicts: [...first.conflicts, ...disputed], confidence }
}
