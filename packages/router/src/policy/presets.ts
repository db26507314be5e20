/** The price of a second and of a quality point (0.01), in USD. Only `balanced` was measured. */
export interface Objective {
  readonly usdPerSecond: number
  readonly usdPerQualityPoint: number
}

/** What a preset is worth. */
export const presets: Readonly<Record<'cheap' | 'balanced' | 'fast' | 'best', Objective>> = {
  cheap: { usdPerSecond: 0.0005, usdPerQualityPoint: 0.0001 },
  balanced: { usdPerSecond: 0.002, usdPerQualityPoint: 0.0004 },
  fast: { usdPerSecond: 0.01, usdPerQualityPoint: 0.0004 },
  best: { usdPerSecond: 0.002, usdPerQualityPoint: 0.004 },
}
