import type { UsageSum } from '@signalbox/core'

/** The sum over no row. */
export const noUsage: Omit<UsageSum, 'group'> = {
  requests: 0,
  attempts: 0,
  errors: 0,
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  nanoUsd: 0n,
  savedNanoUsd: 0n,
  costUnknown: 0,
}
