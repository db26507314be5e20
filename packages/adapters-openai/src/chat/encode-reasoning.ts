import type { JsonObject, Message, Part } from '@signalbox/core'

import { isList } from '../json-fields.ts'
import { note } from './own-fields.ts'
import { encodeDetail, needsDetail, reasoningText } from './reasoning.ts'
import type { MessageScope } from './scope.ts'

/** The fields that carry reasoning: for a client both forms, for a provider what it wants back. */
export function encodeReasoning(
  parts: readonly Part[],
  message: Message,
  calls: boolean,
  scope: MessageScope,
  path: string,
): JsonObject {
  if (parts.length === 0) return {}
  const noted = note(message, 'reasoning')
  const written = isList(noted) ? noted.map(String) : undefined
  if (scope.reply) return forClient(parts, written)
  const { field = 'none', toolTurnsOnly = false } = scope.row.reasoning ?? {}
  const text = reasoningText(parts)
  switch (field) {
    case 'none':
      if (text !== '') scope.warn('dropped', path, 'The provider takes no reasoning back.')
      return {}
    case 'reasoning_content':
    case 'reasoning':
      if (toolTurnsOnly && !calls && written === undefined) return {}
      return text === '' ? {} : { [field]: text }
    case 'reasoning_details':
      return details(parts, written, scope)
    case 'thinking-chunks':
      return {}
  }
}

function forClient(parts: readonly Part[], written: readonly string[] | undefined): JsonObject {
  const text = reasoningText(parts)
  const names = written ?? ['reasoning_content']
  const plain = names
    .filter((name) => name !== 'reasoning_details' && text !== '')
    .map((name) => [name, text] as const)
  const listed =
    written === undefined ? parts.some(needsDetail) : names.includes('reasoning_details')
  return { ...Object.fromEntries(plain), ...(listed ? listOf(parts) : {}) }
}

function details(
  parts: readonly Part[],
  written: readonly string[] | undefined,
  scope: MessageScope,
): JsonObject {
  const readable = parts.flatMap((part) => {
    const token = part.continuity
    if (token === undefined || scope.accepts(token)) return [part]
    const { continuity: _, ...rest } = part
    return part.type === 'reasoning' && part.text !== '' ? [rest] : []
  })
  const text = reasoningText(readable)
  const plain = text !== '' && (written === undefined || written.includes('reasoning'))
  const listed = written === undefined || written.includes('reasoning_details')
  const other = written?.includes('reasoning_content') === true && text !== ''
  return {
    ...(plain ? { reasoning: text } : {}),
    ...(other ? { reasoning_content: text } : {}),
    ...(listed && readable.length > 0 ? listOf(readable) : {}),
  }
}

function listOf(parts: readonly Part[]): JsonObject {
  return { reasoning_details: parts.map(encodeDetail).filter((detail) => detail !== undefined) }
}
