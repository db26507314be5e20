/** One limit as a provider's headers state it; `resetsAt` is wall time in ms. */
export interface RateLimit {
  readonly unit: 'requests' | 'tokens' | 'input-tokens' | 'output-tokens'
  readonly limit?: number | undefined
  readonly remaining?: number | undefined
  readonly resetsAt?: number | undefined
}
