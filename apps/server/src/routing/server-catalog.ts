import {
  createCatalog,
  type Catalog,
  type CompiledPrice,
  type PriceQuery,
  type RefreshOptions,
} from '@signalbox/catalog'
import type { Target } from '@signalbox/core'
import type { RouterCatalog } from '@signalbox/router'

import { adapterTable } from '../config/adapter-table.ts'
import type { Config } from '../config/config.ts'

/** Prices and capabilities of configured targets. */
export interface ServerCatalog {
  readonly catalog: Catalog
  /** Simulated models that no list has cost what their provider's usual model does. */
  price(query: PriceQuery): CompiledPrice
  isDemo(provider: string): boolean
}

/** The catalogue of a configuration. */
export function createServerCatalog(config: Config, refresh?: RefreshOptions): ServerCatalog {
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
  }
}
