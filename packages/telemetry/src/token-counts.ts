import type { Usage } from '@signalbox/core'

import type { TokenCounts } from './request-record.ts'

/** No tokens. */
export const noTokens: TokenCounts = {
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
}

/** The five buckets that every number of the gateway is told in. */
export function tokenCounts({ input, output }: Usage): TokenCounts {
  return {
    input: input.uncached + input.toolUse,
    cacheRead: input.cacheRead,
    cacheWrite: input.cacheWrite5m + input.cacheWrite1h + input.cacheWriteOther,
    output: output.text,
    reasoning: output.reasoning,
  }
}

/** Bucket by bucket. */
export function addTokens(one: TokenCounts, more: TokenCounts | undefined): TokenCounts {
  if (more === undefined) return one
  return {
    input: one.input + more.input,
    cacheRead: one.cacheRead + more.cacheRead,
    cacheWrite: one.cacheWrite + more.cacheWrite,
    output: one.output + more.output,
    reasoning: one.reasoning + more.reasoning,
  }
}
