import type { Rates } from './units.ts'

/** How much a price can be trusted, best first. */
export type Confidence =
  | 'override'
  | 'contract'
  | 'provider_api'
  | 'first_party'
  | 'catalogue'
  | 'conflict'
  | 'suspect'
  | 'unknown'

/** Where a row comes from. */
export interface SourceRef {
  /** Names of the sources that state it, joined by `+`. */
  readonly id: string
  readonly url: string
  /** ISO day of the newest of them. */
  readonly date: string
  /** Fields that other sources state. */
  readonly fields?: Readonly<Record<string, string>> | undefined
}

/** Rates from a prompt length on; the whole request takes them. */
export interface Band {
  /** Applies when the prompt has more tokens than this. */
  readonly above: number
  readonly rates: Rates
}

/** Service tier → bands, ascending. */
export type Modes = Readonly<Record<string, readonly Band[]>>

/** Prices that replace the others while in force, in UTC. */
export interface PriceWindow {
  /** ISO day or instant. */
  readonly from?: string | undefined
  readonly until?: string | undefined
  /** Between two times of day, `HH:MM`. */
  readonly daily?: readonly [from: string, to: string] | undefined
  /** Monday to Friday, by the day on which the hours begin. */
  readonly weekdays?: boolean | undefined
  readonly modes: Modes
}

/** A surcharge of some regions: a factor on every token rate, or own rates. */
export interface RegionPrice {
  readonly in: readonly string[]
  readonly multiplier?: string | undefined
  readonly rates?: Rates | undefined
}

/** Everything a provider charges for one model. */
export interface PriceSheet {
  readonly modes: Modes
  readonly schedule?: readonly PriceWindow[] | undefined
  readonly regions?: readonly RegionPrice[] | undefined
  /** USD per one unit, such as a web search. */
  readonly perUnit?: Readonly<Record<string, string>> | undefined
  /** USD per request. */
  readonly perRequest?: string | undefined
  /** Nothing is charged, whatever is used. */
  readonly free?: boolean | undefined
  /** `response`: once there is reasoning, its rate bills the whole output. */
  readonly reasoningScope?: 'tokens' | 'response' | undefined
}

/** A field on which sources disagree; source → value. */
export interface FieldConflict {
  readonly field: string
  readonly values: Readonly<Record<string, string>>
}

/** When a model goes and what takes its place. */
export interface Deprecation {
  readonly announced?: string | undefined
  readonly retires?: string | undefined
  /** Of the same provider. */
  readonly successor?: string | undefined
  readonly source?: string | undefined
}

/** One model of one provider, as known now. */
export interface ModelEntry {
  readonly provider: string
  readonly model: string
  readonly kind: string
  readonly status?: string | undefined
  /** Absent is unknown, which is not false. */
  readonly capabilities: Readonly<Partial<Record<string, boolean>>>
  readonly outputModalities?: readonly string[] | undefined
  /** `toggle`, `budget`, `effort:low,high`. */
  readonly reasoningControls?: readonly string[] | undefined
  readonly limits: {
    readonly context?: number | undefined
    readonly input?: number | undefined
    readonly output?: number | undefined
  }
  readonly released?: string | undefined
  readonly deprecation?: Deprecation | undefined
  /** `null` is unknown, never free. */
  readonly prices: PriceSheet | null
  readonly conflicts: readonly FieldConflict[]
  readonly suspect?: boolean | undefined
  readonly source: SourceRef
  readonly confidence: Confidence
}

/** A provider as the catalogue knows it. */
export interface ProviderFacts {
  readonly id: string
  readonly adapter: string
  /** Of its public endpoint. */
  readonly host?: string | undefined
}

/** Models of one provider by lower-case id. */
export interface ProviderModels {
  readonly facts: ProviderFacts
  readonly models: ReadonlyMap<string, ModelEntry>
  /** Lower-case other names → lower-case id. */
  readonly aliases?: ReadonlyMap<string, string> | undefined
}
