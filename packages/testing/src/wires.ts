import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

/** The names under which recordings keep the chat exchanges of a wire. */
export function apisOf(wire: string): readonly string[] {
  return apis[wire] ?? [wire]
}

const apis: Readonly<Record<string, readonly string[]>> = {
  'openai-chat': ['chat'],
  'openai-responses': ['responses'],
  'anthropic-messages': ['messages'],
  'google-generate': ['generateContent', 'streamGenerateContent'],
  'bedrock-converse': ['converse', 'converse-stream'],
  'ollama-chat': ['ollama.chat'],
  'cohere-chat': ['cohere.v2.chat'],
}

/** The list of turns in a request body, by wire. */
export function turnsKey(wire: string): string {
  if (wire === 'openai-responses') return 'input'
  return wire === 'google-generate' ? 'contents' : 'messages'
}

/** Every stream of the wire names its events, or none does. */
export function namesEvents(wire: string): boolean | undefined {
  if (wire === 'openai-responses' || wire === 'anthropic-messages') return true
  return wire === 'openai-chat' || wire === 'google-generate' ? false : undefined
}

/** The whole answer with one more part, of a type that nobody knows; undefined where the wire has no types. */
export function withUnknownPart(wire: string, body: JsonObject): JsonObject | undefined {
  const unknown = { type: 'a_type_from_the_future', value: { a: 1 } }
  if (wire === 'openai-responses') return extended(body, 'output', unknown)
  if (wire === 'anthropic-messages') return extended(body, 'content', unknown)
  if (wire !== 'google-generate') return undefined
  const [first, ...rest] = listOf(body['candidates'])
  const content = isJsonObject(first) ? first['content'] : undefined
  if (!isJsonObject(first) || !isJsonObject(content)) return undefined
  const longer = extended(content, 'parts', { aTypeFromTheFuture: { a: 1 } })
  return { ...body, candidates: [{ ...first, content: longer }, ...rest] }
}

function extended(body: JsonObject, key: string, value: JsonObject): JsonObject {
  return { ...body, [key]: [...listOf(body[key]), value] }
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}
