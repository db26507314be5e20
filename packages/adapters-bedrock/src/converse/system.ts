import type { JsonObject, Message, Part } from '@signalbox/core'

import { encodeParts, isSaid, type BlockScope } from './encode-content.ts'
import { warnForeign } from './own-fields.ts'

/** Splits the leading instructions from the conversation. */
export function splitSystem(messages: readonly Message[]): {
  system: readonly Message[]
  rest: readonly Message[]
} {
  const end = messages.findIndex((message) => !isInstruction(message))
  if (end === -1) return { system: messages, rest: [] }
  return { system: messages.slice(0, end), rest: messages.slice(end) }
}

/** Whether a message instructs the model instead of taking part. */
export function isInstruction({ role }: Message): boolean {
  return role === 'system' || role === 'developer'
}

/** The blocks of the `system` field: text and the cache points between. */
export function encodeSystem(
  messages: readonly Message[],
  scope: BlockScope,
): readonly JsonObject[] {
  const blocks = messages.flatMap((message, index) => {
    warnForeign(message, `messages.${String(index)}`, scope.warn)
    return encodeParts(message.content, scope, `messages.${String(index)}.content`)
  })
  const fitting = blocks.filter(
    (block) => block['text'] !== undefined || block['cachePoint'] !== undefined,
  )
  if (fitting.length < blocks.length)
    scope.warn('dropped', 'system', 'Instructions hold nothing but text.')
  const said = fitting.filter(isSaid)
  return said.some((block) => block['text'] !== undefined) ? said : []
}

/** A later instruction for models without system turns: a reminder in the user's turn. */
export function reminder(message: Message, scope: BlockScope, path: string): Message {
  scope.warn('emulated', path, 'A later instruction was sent as a reminder in the user turn.')
  return {
    role: 'user',
    content: message.content.map((part): Part =>
      part.type === 'text'
        ? { ...part, text: `<system-reminder>\n${part.text}\n</system-reminder>` }
        : part,
    ),
  }
}
