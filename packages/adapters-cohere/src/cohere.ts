import type { Adapter, Capabilities } from '@signalbox/core'

import { chatCodec } from './chat/codec.ts'
import { embedCodec } from './embed/codec.ts'
import { classifyError } from './errors.ts'
import { readRateLimits } from './limits.ts'
import { rerankCodec } from './rerank/codec.ts'
import { endpointAt } from './wire/endpoint.ts'

/** Where Cohere is, and under which name. */
export interface CohereOptions {
  /** The name targets use; give another one to a second account. */
  readonly provider?: string | undefined
  /** Origin and path prefix; a target's own comes first. */
  readonly baseUrl?: string | undefined
}

const known: Capabilities = {
  operations: ['chat', 'embed', 'rerank'],
  media: ['image'],
  toolChoice: ['auto', 'none', 'required'],
  parallelToolCalls: true,
  jsonSchema: 'native',
  systemMidConversation: true,
  prefill: false,
  maxStops: 5,
  mergeToolResults: false,
  streamUsage: true,
}

/**
 * Cohere by the second version of its API: chat, embeddings and rerank.
 *
 * @see https://docs.cohere.com/reference/chat
 */
export function cohere({
  provider = 'cohere',
  baseUrl = 'https://api.cohere.com',
}: CohereOptions = {}): Adapter {
  const endpoint = endpointAt(baseUrl)
  return {
    provider,
    chat: [chatCodec(endpoint)],
    embed: embedCodec(endpoint),
    rerank: rerankCodec(endpoint),
    authorize: (request, { key }) => ({
      ...request,
      headers: [...request.headers, 'authorization', `Bearer ${key.reveal()}`],
    }),
    classifyError,
    readRateLimits,
    capabilities: ({ capabilities }) => ({ ...known, ...capabilities }),
  }
}
