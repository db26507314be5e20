/** What goes wrong in one direction; byte positions count per connection, and what has ended stays ended. */
export interface LaneFaults {
  /** Every byte arrives this much later. */
  readonly latencyMs?: number | undefined
  /** Slow drip. */
  readonly bytesPerSecond?: number | undefined
  /** The byte at this position arrives inverted. */
  readonly corruptAt?: number | undefined
  /** After so many bytes both ends get a reset (RST). */
  readonly resetAfter?: number | undefined
  /** After so many bytes both ends see a clean end (FIN). */
  readonly cutAfter?: number | undefined
  /** After so many bytes the receiver sees an end, while the other direction goes on. */
  readonly halfCloseAfter?: number | undefined
  /** After so many bytes nothing more arrives, and nothing ends. */
  readonly silentAfter?: number | undefined
}

/** What the proxy does wrong; without a fault it passes bytes. */
export interface Faults {
  /** `refuse`: nobody listens. `reset`: accepted, then RST. `black-hole`: accepted and never answered. */
  readonly connect?: 'refuse' | 'reset' | 'black-hole' | undefined
  readonly toUpstream?: LaneFaults | undefined
  readonly toClient?: LaneFaults | undefined
}
