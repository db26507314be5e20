import type { Usage } from '@signalbox/core'

/** All tokens of a usage. */
export function totalTokens({ input, output }: Usage): number {
  return promptTokens({ input }) + output.text + output.reasoning
}

/** All tokens that went in. */
export function promptTokens({ input }: Pick<Usage, 'input'>): number {
  const { uncached, cacheRead, cacheWrite5m, cacheWrite1h, cacheWriteOther, toolUse } = input
  return uncached + cacheRead + cacheWrite5m + cacheWrite1h + cacheWriteOther + toolUse
}

/** A usage that nobody reported. */
export function countedUsage(inputTokens: number, outputTokens: number): Usage {
  const input = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
  return {
    input: { uncached: Math.ceil(inputTokens), ...input },
    output: { text: Math.ceil(outputTokens), reasoning: 0 },
    estimated: true,
  }
}
