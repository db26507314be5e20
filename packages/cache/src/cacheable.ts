import type { FinishReason, GatewayRequest, Reply } from '@signalbox/core'

/** Whether the same words may get the same answer again. */
export function isCacheable(request: GatewayRequest): boolean {
  switch (request.operation) {
    case 'chat': {
      // Tools that act, and conversations that a provider keeps, must happen once per request.
      if (request.tools?.some((tool) => tool.type === 'server') === true) return false
      const { previousId, conversationId, background } = request.state ?? {}
      return previousId === undefined && conversationId === undefined && background !== true
    }
    case 'embed':
    case 'rerank':
    case 'moderate':
    case 'count-tokens':
      return true
    case 'image':
    case 'speech':
    case 'transcribe':
      return false
  }
}

/** An answer that can be kept. */
export type WholeReply = Exclude<Reply, { type: 'stream' }>

/** Whether an answer is complete and worth giving again. */
export function isKept(reply: WholeReply, refusals: boolean): boolean {
  if (reply.type === 'result') return true
  const { candidates, blocked } = reply.completion
  if (candidates.length === 0 || (blocked !== undefined && !refusals)) return false
  return candidates.every(({ finish }) => isComplete(finish.reason, refusals))
}

function isComplete(reason: FinishReason, refusals: boolean): boolean {
  switch (reason) {
    case 'stop':
    case 'stop-sequence':
    case 'length':
    case 'tool-calls':
      return true
    case 'refusal':
    case 'content-filter':
    case 'recitation':
      return refusals
    case 'context-length':
    case 'pause':
    case 'malformed-tool-call':
    case 'cancelled':
    case 'error':
    case 'other':
      return false
  }
}
