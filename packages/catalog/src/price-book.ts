import { compilePrice, unknownPrice } from './compile-price.ts'
import type { CompiledPrice, PriceQuery } from './compiled-price.ts'
import { parseDecimal } from './decimal.ts'
import { scale } from './expand-modes.ts'
import type { ModelEntry, Modes, PriceSheet, ProviderModels } from './model-entry.ts'
import { overridden, overridesFor, type Contract, type Override } from './overrides.ts'
import { nameProvider, type NamedProvider, type ProviderConfig } from './provider-names.ts'
import { resolveModel } from './resolve-model.ts'
import { mergeLayers, type Snapshot } from './snapshot.ts'
import { serviceTierOf } from './units.ts'

/** What is known now; replaced as a whole when something changes. */
export interface Knowledge {
  /** Strongest first. */
  readonly layers: readonly Snapshot[]
  readonly overrides: readonly Override[]
  readonly contracts: readonly Contract[]
  readonly providers: Readonly<Record<string, ProviderConfig>>
}

/** Looks models and prices up and remembers what it compiled. */
export interface PriceBook {
  providerIds(): readonly string[]
  modelsOf(provider: string): ProviderModels
  /** Entries of a provider with the overrides on them. */
  entriesOf(provider: string): readonly ModelEntry[]
  resolve(provider: string, model: string, baseUrl?: string): ModelEntry | null
  price(query: PriceQuery, now: number): CompiledPrice
}

/** More names than a configuration has; a client's inventions must not fill the memory. */
const mostRemembered = 5_000

/** A book over one state of knowledge. */
export function createPriceBook(knowledge: Knowledge): PriceBook {
  const merged = new Map<string, ProviderModels>()
  const entries = new Map<string, ModelEntry | null>()
  const prices = new Map<string, CompiledPrice>()
  const facts = knowledge.layers.flatMap(({ providers }) => providers)

  const modelsOf = (provider: string): ProviderModels => {
    const found = merged.get(provider) ?? mergeLayers(knowledge.layers, provider)
    return remember(merged, provider, found)
  }
  const named = (provider: string, baseUrl: string | undefined): NamedProvider => {
    const config = knowledge.providers[provider]
    return nameProvider(provider, { ...config, baseUrl: baseUrl ?? config?.baseUrl }, facts)
  }
  const find = (provider: string, model: string, baseUrl: string | undefined) => {
    const { id, local } = named(provider, baseUrl)
    const own = [
      ...overridesFor(knowledge.overrides, provider, model),
      ...(id === provider ? [] : overridesFor(knowledge.overrides, id, model)),
    ]
    const alias = own.find((override) => override.model !== undefined)?.model
    const listed = resolveModel(modelsOf(id), alias ?? model)?.entry
    const priced = own.some(({ prices: rates, free, perUnit }) => rates ?? perUnit ?? free)
    const base = local || isFree(id, model) ? unlisted(id, model, listed, free) : listed
    const entry = base ?? (priced ? unlisted(id, model, undefined, null) : undefined)
    return entry === undefined ? null : own.reduceRight(overridden, entry)
  }
  const resolve = (provider: string, model: string, baseUrl?: string): ModelEntry | null => {
    const key = `${provider}\n${model}\n${baseUrl ?? ''}`
    const known = entries.get(key)
    return known === undefined ? remember(entries, key, find(provider, model, baseUrl)) : known
  }

  return {
    modelsOf,
    resolve,
    providerIds: () => [...new Set(facts.map(({ id }) => id))].toSorted(),
    entriesOf: (provider) =>
      [...modelsOf(provider).models.values()].map((entry) =>
        overridesFor(knowledge.overrides, provider, entry.model).reduceRight(overridden, entry),
      ),
    price: (query, now) => {
      const at = query.at ?? now
      const { provider, model, baseUrl, region, tenant } = query
      const tier = serviceTierOf(query.serviceTier)
      const key = `${provider}\n${model}\n${tier}\n${region ?? ''}\n${baseUrl ?? ''}\n${tenant ?? ''}`
      const known = prices.get(key)
      if (known !== undefined && known.from <= at && at < known.until) return known
      const entry = resolve(provider, model, baseUrl)
      if (entry === null) return unknownPrice(query, 'unknown_model')
      const factor = contractOf(knowledge.contracts, query, entry.provider)
      const agreed = factor === undefined ? entry : discounted(entry, factor)
      return remember(prices, key, compilePrice(agreed, query, { at }))
    },
  }
}

const free: PriceSheet = { modes: {}, free: true }

/** Ids of a reseller that say themselves that nothing is charged. */
function isFree(provider: string, model: string): boolean {
  return provider === 'openrouter' && model.endsWith(':free')
}

function unlisted(
  provider: string,
  model: string,
  listed: ModelEntry | undefined,
  prices: PriceSheet | null,
): ModelEntry {
  return {
    kind: 'chat',
    capabilities: {},
    limits: {},
    conflicts: [],
    ...listed,
    provider,
    model,
    prices,
    source: { id: 'configuration', url: '', date: '' },
    confidence: prices === null ? 'unknown' : 'override',
  }
}

function contractOf(
  contracts: readonly Contract[],
  { tenant, provider }: PriceQuery,
  id: string,
): string | undefined {
  if (tenant === undefined) return undefined
  return contracts.find(
    (contract) =>
      contract.tenant === tenant && (contract.provider === provider || contract.provider === id),
  )?.factor
}

function discounted(entry: ModelEntry, factor: string): ModelEntry {
  const { prices } = entry
  if (prices === null || entry.confidence === 'override') return entry
  const ratio = [parseDecimal(factor), parseDecimal('1')] as const
  const all = (modes: Modes): Modes =>
    Object.fromEntries(
      Object.entries(modes).map(([mode, bands]) => [
        mode,
        bands.map(({ above, rates }) => ({ above, rates: scale(rates, ratio) })),
      ]),
    )
  return {
    ...entry,
    confidence: 'contract',
    prices: {
      ...prices,
      modes: all(prices.modes),
      schedule: prices.schedule?.map((window) => ({ ...window, modes: all(window.modes) })),
      regions: prices.regions?.map((region) =>
        region.rates === undefined ? region : { ...region, rates: scale(region.rates, ratio) },
      ),
    },
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): Value {
  if (map.size >= mostRemembered) map.clear()
  map.set(key, value)
  return value
}
