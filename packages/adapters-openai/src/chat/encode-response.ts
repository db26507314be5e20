import type { Candidate, Completion, JsonObject } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { encodeFinish, visibleFinish } from '../finish-reason.ts'
import { encodeUsage } from '../usage.ts'
import { encodeAssistant } from './encode-assistant.ts'
import { extraFields, note, withOwn } from './own-fields.ts'
import type { MessageScope } from './scope.ts'

/** A completion as a `chat.completion`; what only another wire has is left out. */
export function encodeCompletion(completion: Completion): JsonObject {
  const { id, model, createdAt, usage, candidates } = completion
  return {
    id,
    object: 'chat.completion',
    created: createdAt ?? 0,
    model,
    choices: choicesOf(completion, candidates),
    ...(usage === undefined ? {} : { usage: encodeUsage(usage) }),
    ...extraFields(completion),
  }
}

function choicesOf(
  { blocked }: Completion,
  candidates: readonly Candidate[],
): readonly JsonObject[] {
  if (candidates.length > 0 || blocked === undefined) return candidates.map(encodeChoice)
  const message = { role: 'assistant', content: null, refusal: 'The prompt was blocked.' }
  return [{ index: 0, message, logprobs: null, finish_reason: 'content_filter' }]
}

function encodeChoice(candidate: Candidate, index: number): JsonObject {
  const { logprobs } = candidate
  const kept = note(candidate, 'message')
  const own = isJsonObject(kept)
  const message = own ? { ...candidate.message, ...withOwn(kept) } : candidate.message
  return {
    index,
    message: encodeAssistant(message, replyScope, ''),
    ...(logprobs === undefined ? (own ? {} : { logprobs: null }) : { logprobs }),
    finish_reason: finishWord(candidate),
    ...extraFields(candidate),
  }
}

/** A call in the old form ends with the old word. */
function finishWord({ finish, message }: Candidate): string {
  const said = encodeFinish(visibleFinish(finish, message.content))
  return said === 'tool_calls' && finish.native === 'function_call' ? 'function_call' : said
}

/** Clients may see everything. */
export const replyScope: MessageScope = {
  reply: true,
  row: { provider: '', customTools: true, cacheControl: true },
  documentUrl: true,
  warn: () => undefined,
  keepsFilesOf: () => true,
  accepts: () => true,
}
