import type { JsonObject, JsonValue } from '@signalbox/core'

import { isList } from '../json-fields.ts'

/**
 * For providers that take one message per turn: neighbours of one role become one, and between a
 * tool's result and the next question stands an answer that says nothing.
 */
export function alternate(messages: readonly JsonObject[]): readonly JsonObject[] {
  const out: JsonObject[] = []
  for (const message of messages) {
    const last = out.at(-1)
    if (last?.['role'] === 'tool' && message['role'] === 'user')
      out.push({ role: 'assistant', content: ' ' })
    if (last?.['role'] === 'user' && message['role'] === 'user')
      out[out.length - 1] = { ...last, content: joined(last['content'], message['content']) }
    else out.push(message)
  }
  return out
}

function joined(a: JsonValue | undefined, b: JsonValue | undefined): JsonValue {
  if (typeof a === 'string' && typeof b === 'string') return `${a}\n\n${b}`
  return [...listOf(a), ...listOf(b)]
}

function listOf(content: JsonValue | undefined): readonly JsonValue[] {
  if (isList(content)) return content
  return typeof content === 'string' && content !== '' ? [{ type: 'text', text: content }] : []
}
