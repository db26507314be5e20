/** What goes wrong with a target during a phase. */
export type Fault =
  /** Connections are refused, calls that wait for a first byte are reset, flowing answers end. */
  | { readonly type: 'killed' }
  /** 503 after 50 ms. */
  | { readonly type: 'down' }
  /** Accepts and never answers. */
  | { readonly type: 'hung' }
  | { readonly type: 'slow'; readonly factor: number; readonly rampSeconds?: number | undefined }
  /** 500 after 100 to 400 ms for this share of the calls. */
  | { readonly type: 'errors'; readonly share: number }
  /** The rate limit is multiplied by this. */
  | { readonly type: 'limit'; readonly factor: number }

/** One simulated provider. */
export interface SimTarget {
  readonly id: string
  readonly firstContent: { readonly medianMs: number; readonly sigma: number }
  readonly msPerToken: number
  readonly errorShare?: number | undefined
  /** Over it: 429 after 80 ms, with Retry-After. */
  readonly rpm?: number | undefined
  /** How much of the limit may be used at once, default 10 s of it. */
  readonly burstSeconds?: number | undefined
  /** Above so many calls in flight everything takes longer. */
  readonly inflight?: number | undefined
}

/** A stretch of time with its load and its faults. */
export interface Phase {
  readonly name: string
  readonly seconds: number
  /** Arrivals per second (Poisson). */
  readonly rate: number
  /** By `SimTarget.id`. */
  readonly faults?: Readonly<Record<string, Fault>> | undefined
  /** Background requests that all arrive at the phase's start. */
  readonly background?: number | undefined
}

/** What is simulated; equal scenarios give equal reports. */
export interface Scenario {
  readonly seed: number
  readonly targets: readonly SimTarget[]
  readonly phases: readonly Phase[]
  /** Share of requests that stream, default 0.6. */
  readonly streamShare?: number | undefined
  readonly inputTokens?: number | undefined
  readonly outputTokens?:
    | { readonly median: number; readonly sigma: number; readonly max: number }
    | undefined
}
