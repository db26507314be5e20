import type { Completion, JsonObject } from '@signalbox/core'

import { encodeFinish } from '../finish-reason.ts'
import { callIdAlias } from '../messages/alias.ts'
import { encodeParts, isSaid, type BlockScope } from '../messages/encode-content.ts'
import { extraFields, ownFields } from '../messages/own-fields.ts'
import { wireToolName } from '../messages/tool-names.ts'
import { encodeUsage } from '../usage.ts'

/** A client takes every token, whoever issued it; ids are such that its next turn fits this wire. */
export const clientScope: BlockScope = {
  reader: 'client',
  provider: undefined,
  own: false,
  warn: () => undefined,
  accepts: () => true,
  callId: callIdAlias,
  toolName: wireToolName,
}

/** A whole answer as a Messages client reads it. */
export function encodeMessage(completion: Completion): JsonObject {
  const [candidate] = completion.candidates
  const own = ownFields(completion) !== undefined
  const parts = candidate?.message.content ?? []
  const blocks = encodeParts(parts, clientScope, 'content')
  const hasCalls = parts.some(({ type }) => type === 'tool-call')
  return {
    id: completion.id,
    type: 'message',
    role: 'assistant',
    model: completion.model,
    content: own ? blocks : blocks.filter(isSaid),
    ...encodeFinish(candidate?.finish ?? { reason: 'refusal' }, own, hasCalls),
    usage: encodeUsage(completion.usage, own),
    ...extraFields(completion),
    ...(candidate === undefined ? {} : extraFields(candidate)),
  }
}
