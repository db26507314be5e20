/** How urgent a request is; a class waits only behind itself and those above it. */
export type TrafficClass = 'interactive' | 'standard' | 'background'

/** What one request takes from a provider's limits beside the request itself. */
export interface GateCost {
  readonly tokensIn: number
  readonly tokensOut: number
}

/** The right to send one request; exactly one of both ends it, the first call counts. */
export interface Permit {
  /** The provider worked: its estimate is replaced by what it was. */
  settle(actual: GateCost): void
  /** The provider did not work: all of it goes back. */
  release(): void
}

/** The classes from the first to the last to be served. */
export const trafficClasses: readonly TrafficClass[] = ['interactive', 'standard', 'background']
