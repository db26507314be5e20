import type { Confidence } from './model-entry.ts'
import type { TokenUnit } from './units.ts'

/** What to price: a target fits. */
export interface PriceQuery {
  /** A configured or a catalogue name. */
  readonly provider: string
  readonly model: string
  readonly region?: string | undefined
  readonly baseUrl?: string | undefined
  readonly serviceTier?: string | undefined
  /** Unix ms at which the request was sent; without it now. */
  readonly at?: number | undefined
  /** For contracts. */
  readonly tenant?: string | undefined
}

/** Why there is no figure. */
export type UnknownReason =
  | 'unknown_model'
  | 'no_price'
  | 'no_price_for_service_tier'
  | 'no_rate_for_unit'
  | 'bad_usage'
  | 'no_usage'

/** A rate that no source states, taken from another one. */
export type Assumption = 'input-rate' | 'output-rate' | 'cache-write-rate' | 'scaled'

/** Rates of one prompt length, by index of `tokenUnits`; integers of 10^-12 USD per 1,000,000 tokens. */
export interface CompiledBand {
  readonly above: number
  readonly rates: readonly (bigint | undefined)[]
  readonly texts: readonly (string | undefined)[]
  /** The same rates as integers of 10^-digits, small enough for exact arithmetic on numbers. */
  readonly small: readonly (number | undefined)[]
  readonly digits: number
  readonly assumed: readonly (Assumption | undefined)[]
  /** USD per token, NaN where unknown: only to compare candidates, never for a bill. */
  readonly approximate: Float64Array
}

/** USD per 1,000,000 tokens of short prompts, to rank by and never to bill; absent is unknown. */
export interface RankingRates {
  readonly input?: number | undefined
  readonly output?: number | undefined
  readonly cacheRead?: number | undefined
  readonly cacheWrite?: number | undefined
  /** USD per request. */
  readonly request?: number | undefined
  /** Far from what other providers ask for the same model. */
  readonly suspect?: boolean | undefined
}

/** Prices of one model for one tier, region and moment. */
export interface CompiledPrice extends RankingRates {
  readonly query: PriceQuery
  readonly provider: string
  readonly model: string
  /** `provider/model`. */
  readonly name: string
  readonly serviceTier: string
  readonly confidence: Confidence
  /** Names the row in records: the same prices give the same id. */
  readonly rowId?: string | undefined
  /** Set when nothing can be priced. */
  readonly reason?: UnknownReason | undefined
  /** Ascending; empty when unknown. */
  readonly bands: readonly CompiledBand[]
  readonly perUnit: ReadonlyMap<string, bigint>
  readonly perRequest: bigint
  readonly free: boolean
  readonly reasoningBillsOutput: boolean
  /** Unix ms between which it holds. */
  readonly from: number
  readonly until: number
}

/** One line of a bill. */
export interface CostPart {
  readonly unit: TokenUnit | (string & {})
  readonly quantity: number
  /** USD per 1,000,000 tokens, or per one unit. */
  readonly rate: string
  readonly nanoUsd: bigint
  readonly assumed?: Assumption | undefined
}
