import { requestSize, type GatewayRequest, type Usage } from '@signalbox/core'

/** What may be known better than by guessing. */
export interface EstimateOptions {
  readonly inputTokens?: number | undefined
  readonly cachedTokens?: number | undefined
  readonly outputTokens?: number | undefined
  readonly reasoningTokens?: number | undefined
  /** Unix ms at which it would be sent. */
  readonly at?: number | undefined
}

/** Usage that a request may come to; marked as estimated. */
export function estimateUsage(request: GatewayRequest, options: EstimateOptions = {}): Usage {
  const size = requestSize(request)
  const sent = Math.ceil(options.inputTokens ?? size.tokensIn)
  const cached = Math.min(sent, Math.ceil(options.cachedTokens ?? 0))
  const text = Math.ceil(options.outputTokens ?? size.tokensOut)
  return {
    input: {
      uncached: sent - cached,
      cacheRead: cached,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
      cacheWriteOther: 0,
      toolUse: 0,
    },
    output: { text, reasoning: Math.ceil(options.reasoningTokens ?? 0) },
    estimated: true,
  }
}
