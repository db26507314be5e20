import type { Policy } from '@signalbox/router'

/** A way to choose among the targets; weights count only where the policy draws by them. */
export interface LoadPolicy {
  readonly name: string
  readonly policy: Policy
  readonly weightOf?: ((price: number) => number) | undefined
}

/** What a router ships, by name. */
export const shipped: readonly LoadPolicy[] = (['balanced', 'cheap', 'fast'] as const).map(
  (preset) => ({ name: preset, policy: { objective: { preset } } }),
)

const drawn: Policy = {
  choice: { mode: 'weighted', explore: 0 },
  errorRate: { action: 'off' },
}

/** What others do: all of them step around open circuits and used-up limits. */
export const rivals: readonly LoadPolicy[] = [
  {
    name: 'cheapest',
    policy: {
      objective: { usdPerSecond: 0, usdPerQualityPoint: 0 },
      choice: { mode: 'argmin', explore: 0 },
      errorRate: { action: 'off' },
    },
  },
  { name: 'equal weights', policy: drawn },
  { name: 'weights price^-2', policy: drawn, weightOf: (price) => price ** -2 },
  {
    name: 'fastest',
    policy: {
      objective: { usdPerSecond: 1000, usdPerQualityPoint: 0 },
      choice: { mode: 'argmin', explore: 0 },
      errorRate: { action: 'off' },
    },
  },
]
