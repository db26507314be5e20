import type { Adapter, ChatCodec } from '@signalbox/core'

import { adapterParts } from './adapter-parts.ts'
import { chatCodec } from './chat/codec.ts'
import { responsesCodec } from './responses/codec.ts'
import { inputTokensCodec } from './responses/input-tokens.ts'
import type { CompatibleRow } from './row.ts'

/** OpenAI itself; the row the others are measured against. */
export const openaiRow: CompatibleRow = {
  provider: 'openai',
  baseUrl: 'https://api.openai.com/v1',
  drops: ['top_k', 'min_p', 'reasoning'],
  messageDrops: ['reasoning_content', 'reasoning', 'reasoning_details'],
  callIds: { pattern: '^.{1,40}$', length: 32 },
  customTools: true,
  reasoning: { options: 'reasoning_effort', field: 'none' },
  capabilities: {
    operations: ['chat', 'embed', 'moderate', 'count-tokens', 'image', 'speech', 'transcribe'],
    media: ['image', 'audio', 'file'],
    toolChoice: ['auto', 'none', 'required', 'tool', 'allowed'],
    parallelToolCalls: true,
    jsonSchema: 'native',
    systemMidConversation: true,
    prefill: false,
    maxStops: 4,
  },
}

/** Which of the two APIs answers: `auto` is the one the client spoke. */
export interface OpenaiOptions {
  readonly api?: 'auto' | 'chat' | 'responses' | undefined
}

/**
 * OpenAI, by Chat Completions and Responses.
 *
 * @example
 * const codec = codecFor(openai(), 'openai-responses')
 * const { request, warnings } = codec.encodeRequest(chat, target)
 */
export function openai(options: OpenaiOptions = {}): Adapter {
  return {
    ...adapterParts(openaiRow),
    chat: openaiWires(openaiRow, options.api),
    countTokens: inputTokensCodec(),
  }
}

/** The wires of a provider that has both of OpenAI's APIs, preferred first. */
export function openaiWires(
  row: CompatibleRow,
  api: 'auto' | 'chat' | 'responses' = 'auto',
): readonly ChatCodec[] {
  switch (api) {
    case 'auto':
      return [chatCodec(row), responsesCodec({ address: row })]
    case 'chat':
      return [chatCodec(row)]
    case 'responses':
      return [responsesCodec({ address: row })]
  }
}
