export type {
  Catalog,
  CatalogOptions,
  Conflict,
  CostOptions,
  ModelCapabilities,
  ModelFilter,
  TokenGuess,
} from './catalog-contract.ts'
export type {
  Assumption,
  CompiledBand,
  CompiledPrice,
  CostPart,
  PriceQuery,
  RankingRates,
  UnknownReason,
} from './compiled-price.ts'
export { formatUsd } from './cost-of.ts'
export type { CostDetail } from './cost-of.ts'
export { createCatalog } from './create-catalog.ts'
export type { DeprecationNotice } from './deprecation-notice.ts'
export type { RefreshFetch, RefreshResponse } from './download.ts'
export type { EffectivePrice, SettledUse } from './effective-prices.ts'
export type { EstimateOptions } from './estimate-request.ts'
export type {
  Band,
  Confidence,
  Deprecation,
  FieldConflict,
  ModelEntry,
  Modes,
  PriceSheet,
  PriceWindow,
  ProviderFacts,
  ProviderModels,
  RegionPrice,
  SourceRef,
} from './model-entry.ts'
export { overrideErrors } from './overrides.ts'
export type { Contract, Override } from './overrides.ts'
export type { ProviderConfig } from './provider-names.ts'
export type {
  RefreshOptions,
  RefreshReport,
  RefreshSource,
  SourceReport,
  SourceTime,
} from './refresh.ts'
export type { PriceChange } from './refreshed-layer.ts'
export type { GateFinding } from './sanity-gate.ts'
export type { Snapshot } from './snapshot.ts'
export type { ModelRef } from './successor-of.ts'
export type { Rates, TokenUnit } from './units.ts'
