import type { JsonObject, Message, Part } from '@signalbox/core'

import { encodeParts, isSaid, plainText, type BlockScope } from './encode-content.ts'
import { extraFields, ownFields, warnForeign } from './own-fields.ts'

/** Splits the leading instructions from the conversation. */
export function splitSystem(messages: readonly Message[]): {
  system: readonly Message[]
  rest: readonly Message[]
} {
  const end = messages.findIndex((message) => !isInstruction(message) || isTurn(message))
  if (end === -1) return { system: messages, rest: [] }
  return { system: messages.slice(0, end), rest: messages.slice(end) }
}

/** A client of this wire may instruct from within the conversation: such a turn has own fields. */
function isTurn(message: Message): boolean {
  return ownFields(message) !== undefined
}

/** Whether a message instructs the model instead of taking part. */
export function isInstruction({ role }: Message): boolean {
  return role === 'system' || role === 'developer'
}

/** The `system` field: the client's own string, or blocks; undefined when nothing is said. */
export function encodeSystem(
  messages: readonly Message[],
  scope: BlockScope,
): string | readonly JsonObject[] | undefined {
  const [first] = messages
  if (first === undefined) return undefined
  const text = messages.length === 1 ? plainText(first.content) : undefined
  if (scope.own && text !== undefined) return text
  const blocks = messages.flatMap((message, index) => {
    warnForeign(message, `messages.${String(index)}`, scope.warn)
    return encodeParts(message.content, scope, `messages.${String(index)}.content`)
  })
  if (scope.own) return blocks
  const texts = blocks.filter(({ type }) => type === 'text')
  if (texts.length < blocks.length)
    scope.warn('dropped', 'system', 'Instructions hold nothing but text.')
  const said = texts.filter(isSaid)
  return said.length === 0 ? undefined : said
}

/** A later instruction as a system turn, for models that take one. */
export function systemTurn(message: Message, scope: BlockScope, path: string): JsonObject {
  return {
    role: 'system',
    content: plainText(message.content) ?? encodeParts(message.content, scope, `${path}.content`),
    ...extraFields(message),
  }
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
