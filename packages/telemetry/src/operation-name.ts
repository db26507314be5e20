import type { Operation } from '@signalbox/core'

/** `gen_ai.operation.name`; operations that the conventions do not know keep their own name. */
export const operationName: Readonly<Record<Operation, string>> = {
  chat: 'chat',
  embed: 'embeddings',
  rerank: 'rerank',
  moderate: 'moderate',
  'count-tokens': 'count_tokens',
  image: 'generate_image',
  speech: 'speech',
  transcribe: 'transcribe',
}
