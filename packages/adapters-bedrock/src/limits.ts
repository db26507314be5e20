import type { RateLimit } from '@signalbox/core'

/** Bedrock states no limits in headers. */
export function readRateLimits(): readonly RateLimit[] {
  return []
}
