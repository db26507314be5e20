import type { Usage } from '@signalbox/core'

/** Quantities by short name; `units` are overlays and counts. */
export interface Quantities {
  readonly input?: number
  readonly read?: number
  readonly write5m?: number
  readonly write1h?: number
  readonly other?: number
  readonly toolUse?: number
  readonly output?: number
  readonly reasoning?: number
  readonly units?: Readonly<Record<string, number>>
}

/** Usage from what a test wants to say. */
export function usageOf(of: Quantities): Usage {
  return {
    input: {
      uncached: of.input ?? 0,
      cacheRead: of.read ?? 0,
      cacheWrite5m: of.write5m ?? 0,
      cacheWrite1h: of.write1h ?? 0,
      cacheWriteOther: of.other ?? 0,
      toolUse: of.toolUse ?? 0,
    },
    output: { text: of.output ?? 0, reasoning: of.reasoning ?? 0 },
    units: of.units,
  }
}
