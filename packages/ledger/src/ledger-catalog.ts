import type { Capabilities, Cost, Target, Usage } from '@signalbox/core'

/** What to price. */
export interface LedgerPriceQuery {
  readonly provider: string
  readonly model: string
  readonly region?: string | undefined
  readonly baseUrl?: string | undefined
  readonly serviceTier?: string | undefined
  readonly at?: number | undefined
  readonly tenant?: string | undefined
}

/** A price that the catalogue alone can read. */
export interface LedgerPrice {
  readonly rowId?: string | undefined
}

/** What the ledger asks of a catalogue; `createCatalog()` fits. */
export interface LedgerCatalog {
  price(query: LedgerPriceQuery): LedgerPrice
  cost(
    price: LedgerPrice,
    usage: Usage | undefined,
    options?: {
      readonly at?: number | undefined
      readonly model?: string | undefined
      readonly basis?: Cost['basis'] | undefined
      /** As the answer names it; default: the one that the price was asked for. */
      readonly serviceTier?: string | undefined
    },
  ): Cost
  capabilities?(target: Pick<Target, 'provider' | 'model'>): Capabilities
}

/** One catalogue, or whichever is in force at each call. */
export function presentCatalog(catalog: LedgerCatalog | (() => LedgerCatalog)): LedgerCatalog {
  if (typeof catalog !== 'function') return catalog
  return {
    price: (query) => catalog().price(query),
    cost: (price, usage, options) => catalog().cost(price, usage, options),
    capabilities: (target) => catalog().capabilities?.(target) ?? {},
  }
}
