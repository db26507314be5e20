import type { CompiledPrice } from '@signalbox/catalog'
import type { LedgerCatalog } from '@signalbox/ledger'

import type { ServerCatalog } from '../routing/server-catalog.ts'

/** The prices in force as a ledger reads them. */
export function ledgerCatalogOf(current: () => ServerCatalog): LedgerCatalog {
  return {
    price: (query) => current().price(query),
    cost(compiled, usage, { at, model, basis, serviceTier } = {}) {
      const prices = current()
      const price = compiled as CompiledPrice
      const { provider } = price.query
      const tier = usage?.raw?.['service_tier']
      const cost = prices.catalog.cost(price, usage, {
        at,
        basis,
        serviceTier: typeof tier === 'string' ? tier : serviceTier,
        // A stand-in's price is not that of the model that answered.
        ...(prices.isDemo(provider) ? {} : { model }),
      })
      return prices.isDemo(provider) ? { ...cost, confidence: 'demo' } : cost
    },
    capabilities: (target) => current().catalog.capabilities(target),
  }
}
