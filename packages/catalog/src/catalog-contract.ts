import type { Capabilities, Clock, GatewayRequest, Target, Usage } from '@signalbox/core'

import type { CompiledPrice, PriceQuery } from './compiled-price.ts'
import type { CostDetail } from './cost-of.ts'
import type { DeprecationNotice } from './deprecation-notice.ts'
import type { EffectivePrice, SettledUse } from './effective-prices.ts'
import type { EstimateOptions } from './estimate-request.ts'
import type { FieldConflict, ModelEntry } from './model-entry.ts'
import type { Contract, Override } from './overrides.ts'
import type { ProviderConfig } from './provider-names.ts'
import type { RefreshOptions, RefreshReport, SourceTime } from './refresh.ts'
import type { PriceChange } from './refreshed-layer.ts'
import type { Snapshot } from './snapshot.ts'
import type { ModelRef } from './successor-of.ts'

/** What a catalogue is made of; all of it optional. */
export interface CatalogOptions {
  /** Further layers below our own tables, the first the strongest. */
  readonly snapshots?: readonly Snapshot[] | undefined
  readonly overrides?: readonly Override[] | undefined
  readonly contracts?: readonly Contract[] | undefined
  /** Configured providers by name. */
  readonly providers?: Readonly<Record<string, ProviderConfig>> | undefined
  readonly refresh?: RefreshOptions | undefined
  readonly clock?: Pick<Clock, 'wall'> | undefined
}

/** What may differ between the price that was asked for and the answer. */
export interface CostOptions {
  /** Unix ms at which the request was sent. */
  readonly at?: number | undefined
  /** The tier that the answer names: it decides, not the one asked for. */
  readonly serviceTier?: string | undefined
  /** The model that the answer names. */
  readonly model?: string | undefined
  /** `counted` when the provider gave no usage and tokens were counted here. */
  readonly basis?: CostDetail['basis'] | undefined
}

/** Tokens of one candidate, for a quick comparison. */
export interface TokenGuess {
  readonly input: number
  readonly cacheRead?: number | undefined
  readonly cacheWrite?: number | undefined
  readonly output: number
  readonly reasoning?: number | undefined
}

/** A conflict and the row that it is about. */
export interface Conflict extends FieldConflict {
  readonly provider: string
  readonly model: string
  /** What bills now. */
  readonly inForce?: string | undefined
}

/** What a model can do, and whether it is past its end. */
export interface ModelCapabilities extends Capabilities {
  readonly deprecated?: boolean | undefined
}

/** Which models to list. */
export interface ModelFilter {
  readonly provider?: string | undefined
  readonly kind?: string | undefined
}

/** Models, what they can do, what they cost. Every member works unbound. */
export interface Catalog {
  /** Changes with what is known, and when a price or a model that was asked for reaches its time. */
  readonly version: string
  /** By target or by `provider/model`; null is unknown. */
  readonly resolve: (ref: Pick<Target, 'provider' | 'model'> | string) => ModelEntry | null
  readonly price: (query: PriceQuery) => CompiledPrice
  readonly cost: (
    price: CompiledPrice,
    usage: Usage | undefined,
    options?: CostOptions,
  ) => CostDetail
  readonly estimate: (
    request: GatewayRequest,
    target: PriceQuery,
    options?: EstimateOptions,
  ) => CostDetail
  /** USD to rank by, NaN when unknown; never for a bill. */
  readonly quickUsd: (price: CompiledPrice, guess: TokenGuess) => number
  readonly capabilities: (target: Pick<Target, 'provider' | 'model'>) => ModelCapabilities
  readonly models: (filter?: ModelFilter) => readonly ModelEntry[]
  readonly conflicts: (filter?: ModelFilter) => readonly Conflict[]
  readonly changes: (since?: number) => readonly PriceChange[]
  readonly notice: (
    target: Pick<Target, 'provider' | 'model'>,
    at?: number,
  ) => DeprecationNotice | undefined
  /** What takes the place of a model past its end; undefined while it lives, or where nobody is named. */
  readonly successor: (target: ModelRef) => ModelRef | undefined
  readonly observe: (deployment: string, use: SettledUse) => void
  readonly effective: (deployment: string) => EffectivePrice | null
  /** Puts an override over all others; throws a sentence when it is wrong. */
  readonly put: (override: Override) => void
  /** When each price list was last known to be current; none without refreshes. */
  readonly sources: () => readonly SourceTime[]
  readonly refresh: (source?: string) => Promise<RefreshReport>
  readonly restore: () => Promise<boolean>
  readonly rollback: () => void
  /** Called after every change of what is known. */
  readonly onChange: (listener: (changes: readonly PriceChange[]) => void) => () => void
}
