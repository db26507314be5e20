import {
  createCatalog,
  type Catalog,
  type CatalogOptions,
  type CompiledPrice,
  type PriceQuery,
} from '@signalbox/catalog'
import type { Target } from '@signalbox/core'
import type { RouterCatalog } from '@signalbox/router'

import { adapterTable } from '../config/adapter-table.ts'
import type { Config } from '../config/config.ts'
import { targetOf } from './target-of.ts'

/** Prices and capabilities of configured targets. */
export interface ServerCatalog {
  readonly catalog: Catalog
  /** Simulated models that no list has cost what their provider's usual model does. */
  price(query: PriceQuery): CompiledPrice
  isDemo(provider: string): boolean
  /** Answers in the place of a retired target, where `catalog.onRetire` says so. */
  successor(target: Target): Target | undefined
}

/** The catalogue of a configuration. */
export function createServerCatalog(
  config: Config,
  { refresh, clock }: Pick<CatalogOptions, 'refresh' | 'clock'> = {},
): ServerCatalog {
  const catalog = createCatalog({
    overrides: config.catalog?.overrides,
    contracts: config.catalog?.contracts,
    providers: Object.fromEntries(
      config.providers.map(({ name, adapter, baseUrl, catalog: listed }) => [
        name,
        { adapter, baseUrl, catalog: listed },
      ]),
    ),
    refresh,
    clock,
  })
  const usual = new Map(
    config.providers
      .filter(({ demo }) => demo)
      .map(({ name, adapter }) => [name, adapterTable[adapter].models[0]]),
  )
  return {
    catalog,
    price(query) {
      const price = catalog.price(query)
      const model = price.reason === undefined ? undefined : usual.get(query.provider)
      return model === undefined ? price : catalog.price({ ...query, model })
    },
    isDemo: (provider) => usual.has(provider),
    successor(target) {
      const next = config.catalog?.onRetire === 'successor' ? catalog.successor(target) : undefined
      const provider = config.providers.find(({ name }) => name === next?.provider)
      return next && provider && targetOf(provider, next.model)
    },
  }
}

/** A catalogue as a router reads it; `current` may be replaced while it runs. */
export function routerCatalogOf(current: () => ServerCatalog): RouterCatalog {
  return {
    get version() {
      return current().catalog.version
    },
    price: (target: Target) => current().price(target),
    capabilities: (target: Target) => current().catalog.capabilities(target),
    successor: (target: Target) => current().successor(target),
  }
}
