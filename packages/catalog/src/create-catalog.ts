import { systemClock, type Usage } from '@signalbox/core'

import { capabilitiesOf } from './capabilities-of.ts'
import type { Catalog, CatalogOptions, CostOptions, ModelFilter } from './catalog-contract.ts'
import type { CompiledPrice } from './compiled-price.ts'
import { costOf, unknownCost, type CostDetail } from './cost-of.ts'
import { tables } from './data/tables.ts'
import { deprecationNotice } from './deprecation-notice.ts'
import { createEffectivePrices } from './effective-prices.ts'
import { estimateUsage } from './estimate-request.ts'
import { fingerprint } from './fingerprint.ts'
import type { ModelEntry } from './model-entry.ts'
import { contractError, overrideErrors, type Override } from './overrides.ts'
import { ownTables } from './own-tables.ts'
import { createPriceBook, type PriceBook } from './price-book.ts'
import { quickUsd } from './quick-usd.ts'
import { ratesAt } from './rates-at.ts'
import { createRefresher } from './refresh.ts'
import { encodeRows, refreshedLayer, type PriceChange } from './refreshed-layer.ts'
import { successorOf } from './successor-of.ts'
import { serviceTierOf, type TokenUnit } from './units.ts'

/** Changes that are kept for reports. */
const mostChanges = 1_000
const recentMs = 7 * 86_400_000

/** Prices and capabilities of models; needs no network and throws a sentence on a wrong override. */
export function createCatalog(options: CatalogOptions = {}): Catalog {
  const { clock = systemClock, providers = {}, contracts = [], snapshots = [] } = options
  const base = [ownTables(), ...snapshots]
  const effective = createEffectivePrices()
  const listeners = new Set<(changes: readonly PriceChange[]) => void>()
  const billed = new Map<string, number>()
  let overrides = options.overrides ?? []
  let changes: readonly PriceChange[] = []
  let version: string | undefined
  /** The last moment at which something changed by itself, and the next one of what was asked for. */
  let moment = -Infinity
  let nextMoment = Infinity
  rejectWrong(overrides.flatMap(overrideErrors))
  rejectWrong(contracts.flatMap((contract) => contractError(contract) ?? []))

  const refresher =
    options.refresh === undefined
      ? undefined
      : createRefresher(options.refresh, clock, {
          known: (provider) => book.modelsOf(provider),
          billedRecently: (provider, model) =>
            (billed.get(`${provider}/${model}`) ?? -Infinity) > clock.wall() - recentMs,
        })
  const rewrite = (): PriceBook => {
    const refreshed = refresher === undefined ? [] : [refreshedLayer(refresher.rows())]
    version = undefined
    return createPriceBook({ layers: [...refreshed, ...base], overrides, contracts, providers })
  }
  let book = rewrite()
  const changed = (found: readonly PriceChange[]): void => {
    book = rewrite()
    changes = [...changes, ...found].slice(-mostChanges)
    for (const listener of listeners) listener(found)
  }
  const bill = (price: CompiledPrice, usage: Usage): CostDetail => {
    billed.set(price.name, clock.wall())
    return costOf(price, usage)
  }
  const holdsUntil = (at: number): void => {
    if (at > clock.wall()) nextMoment = Math.min(nextMoment, at)
  }
  const list = ({ provider, kind }: ModelFilter = {}): readonly ModelEntry[] =>
    (provider === undefined ? book.providerIds() : [provider])
      .flatMap((id) => book.entriesOf(id))
      .filter((entry) => kind === undefined || entry.kind === kind)

  return {
    get version() {
      if (clock.wall() >= nextMoment) {
        moment = nextMoment
        nextMoment = Infinity
        version = undefined
      }
      version ??= versionOf(overrides, refresher && encodeRows(refresher.rows()), moment)
      return version
    },
    resolve: (ref) => {
      const [provider = '', ...rest] = typeof ref === 'string' ? ref.split('/') : [ref.provider]
      return book.resolve(provider, typeof ref === 'string' ? rest.join('/') : ref.model)
    },
    price: (query) => {
      const price = book.price(query, clock.wall())
      if (query.at === undefined) holdsUntil(price.until)
      return price
    },
    cost: (price, usage, how) => {
      if (usage === undefined) return unknownCost(price, 'no_usage')
      if (how === undefined) return bill(price, usage)
      const cost = bill(repriced(book, price, { how, now: clock.wall() }), usage)
      return how.basis === undefined ? cost : { ...cost, basis: how.basis }
    },
    estimate: (request, target, how = {}) => {
      const serviceTier = target.serviceTier ?? request.serviceTier
      const price = book.price({ ...target, serviceTier, at: how.at ?? target.at }, clock.wall())
      return costOf(price, estimateUsage(request, how))
    },
    quickUsd,
    capabilities: ({ provider, model }) => {
      const entry = book.resolve(provider, model)
      if (entry === null) return {}
      const { state, retires } = deprecationNotice(entry, clock.wall()) ?? {}
      if (retires !== undefined) holdsUntil(Date.parse(retires))
      return { ...capabilitiesOf(entry), ...(state === 'retired' ? { deprecated: true } : {}) }
    },
    models: list,
    conflicts: (filter) =>
      list(filter).flatMap((entry) =>
        entry.conflicts.map((conflict) => ({
          ...conflict,
          provider: entry.provider,
          model: entry.model,
          inForce: ratesAt(entry, clock.wall())[conflict.field as TokenUnit],
        })),
      ),
    changes: (since = -Infinity) => changes.filter(({ at }) => at >= since),
    notice: ({ provider, model }, at = clock.wall()) => {
      const entry = book.resolve(provider, model)
      return entry === null ? undefined : deprecationNotice(entry, at)
    },
    successor: (target) =>
      successorOf(target, {
        resolve: (provider, model) => book.resolve(provider, model),
        isConfigured: (name) => providers[name] !== undefined,
        at: clock.wall(),
      }),
    observe: effective.observe,
    effective: effective.effective,
    put: (override) => {
      rejectWrong(overrideErrors(override))
      overrides = [...overrides.filter(({ match }) => match !== override.match), override]
      changed([])
    },
    sources: () => refresher?.sources() ?? [],
    refresh: async (source) => {
      if (refresher === undefined)
        throw new Error('The catalogue has no way to refresh: give it one.')
      const before = refresher.rows()
      const report = await refresher.refresh(source)
      if (refresher.rows() !== before) changed(report.changes)
      return report
    },
    restore: async () => {
      const restored = (await refresher?.restore()) ?? false
      if (restored) changed([])
      return restored
    },
    rollback: () => {
      refresher?.rollback()
      changed([])
    },
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Tiers that an answer does not name: they stay what was asked for. */
const unsaid: ReadonlySet<string> = new Set(['batch', 'fast'])

function repriced(
  book: PriceBook,
  price: CompiledPrice,
  { how, now }: { how: CostOptions; now: number },
): CompiledPrice {
  const { query } = price
  const said = how.serviceTier === undefined ? price.serviceTier : serviceTierOf(how.serviceTier)
  const serviceTier = unsaid.has(price.serviceTier) ? price.serviceTier : said
  const at = how.at ?? query.at
  const asked = book.price({ ...query, serviceTier, at }, now)
  if (how.model === undefined || how.model === query.model) return asked
  const answered = book.resolve(query.provider, how.model, query.baseUrl)
  if (answered !== null) return book.price({ ...query, serviceTier, at, model: how.model }, now)
  const lowered = asked.confidence === 'first_party' || asked.confidence === 'provider_api'
  return lowered ? { ...asked, confidence: 'catalogue' } : asked
}

function rejectWrong(errors: readonly string[]): void {
  if (errors.length > 0) throw new TypeError(errors.join('\n'))
}

function versionOf(
  overrides: readonly Override[],
  refreshed: string | undefined,
  moment: number,
): string {
  const rows = Object.values(tables).map((table) => table.rows)
  return fingerprint(
    [...rows, JSON.stringify(overrides), refreshed ?? '', String(moment)].join('\n'),
  )
}
