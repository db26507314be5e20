import type { Capabilities, Target } from '@signalbox/core'

/** Rates in USD per million tokens; an absent `input` or `output` is unknown, which is not zero. */
export interface TargetPrice {
  readonly input?: number | undefined
  readonly output?: number | undefined
  readonly cacheRead?: number | undefined
  readonly cacheWrite?: number | undefined
  /** USD per request. */
  readonly request?: number | undefined
  /** The catalogue doubts this price. */
  readonly suspect?: boolean | undefined
}

/** What a catalogue knows beyond the adapter's row. */
export interface RouterCapabilities extends Capabilities {
  readonly deprecated?: boolean | undefined
  /** Data classes this target may see; absent means unrestricted ones only by policy. */
  readonly dataClasses?: readonly string[] | undefined
}

/** The little a router needs of a catalogue. */
export interface RouterCatalog {
  readonly price: (target: Target) => TargetPrice | undefined
  readonly capabilities: (target: Target) => RouterCapabilities | undefined
  /** Answers in the place of a target past its end, where a name stands for both. */
  readonly successor?: ((target: Target) => Target | undefined) | undefined
  /** Everything `auto` may mean where no models are configured. */
  readonly targets?: (() => readonly Target[]) | undefined
  /** When it changes, prices and capabilities are read again. */
  readonly version?: string | undefined
}
