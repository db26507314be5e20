import type { Usage } from '@signalbox/core'

/** The token sums of a row; buckets do not overlap. */
export interface UsageTokens {
  readonly input: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly output: number
  readonly reasoning: number
}

/** Whole numbers; zero where a row has no usage. */
export function usageTokens(usage: Usage | undefined): UsageTokens {
  if (usage === undefined) return { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0 }
  const { input, output } = usage
  return {
    input: Math.round(input.uncached + input.toolUse),
    cacheRead: Math.round(input.cacheRead),
    cacheWrite: Math.round(input.cacheWrite5m + input.cacheWrite1h + input.cacheWriteOther),
    output: Math.round(output.text),
    reasoning: Math.round(output.reasoning),
  }
}
