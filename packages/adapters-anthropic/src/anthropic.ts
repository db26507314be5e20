import type { Adapter } from '@signalbox/core'

import { countTokensCodec } from './count-tokens/codec.ts'
import { classifyError } from './errors.ts'
import { readRateLimits } from './limits.ts'
import { messagesCodec } from './messages/codec.ts'

/**
 * Anthropic, and every provider that serves its Messages API under another base URL.
 *
 * @example
 * const codec = codecFor(anthropic())
 * const { request, warnings } = codec.encodeRequest(chat, target)
 */
export function anthropic(): Adapter {
  return {
    provider: 'anthropic',
    chat: [messagesCodec],
    countTokens: countTokensCodec,
    authorize: (request, credential) => ({
      ...request,
      headers: [...request.headers, 'x-api-key', credential.key.reveal()],
    }),
    classifyError,
    readRateLimits,
    capabilities: (target) => ({
      operations: ['chat', 'count-tokens'],
      media: ['image', 'file'],
      toolChoice: ['auto', 'none', 'required', 'tool', 'allowed'],
      parallelToolCalls: true,
      callId: '^[a-zA-Z0-9_-]+$',
      alternatingRoles: false,
      mergeToolResults: true,
      streamUsage: true,
      ...target.capabilities,
    }),
  }
}
