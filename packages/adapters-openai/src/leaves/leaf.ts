import type { JsonObject, JsonValue, Leaf, LeafPath } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

/** Who speaks, and how far what they say is trusted. */
export type Speaker = Pick<Leaf, 'role' | 'trust'>

/** Bytes, encrypted data and ids: nothing in them is for people. */
const ids = new Set(['id', 'call_id', 'tool_call_id', 'item_id', 'file_id', 'vector_store_ids'])
const bytes = new Set(['file_data', 'encrypted_content', 'image_data', 'partial_image_b64'])
const words = new Set(['type', 'role', 'status', 'detail', 'object', 'format', 'phase'])

/** A role of this wire; what a tool says comes from outside. */
export function speakerOf(role: JsonValue | undefined): Speaker {
  if (role === 'system' || role === 'developer') return { role, trust: 'operator' }
  if (role === 'tool' || role === 'function') return { role: 'tool', trust: 'external' }
  return { role: role === 'assistant' ? 'assistant' : 'user', trust: 'user' }
}

/** Text that somebody said. */
export function textLeaf(speaker: Speaker, kind: Leaf['kind'] = 'text'): Leaf {
  return { ...speaker, editable: true, kind }
}

/** A string that must stay as it is. */
export function fixedLeaf(speaker: Speaker, kind: Leaf['kind'] = 'meta'): Leaf {
  return { ...speaker, editable: false, kind }
}

/** What its own name says about a field: an id, bytes, a word of the wire. */
export function namedLeaf(path: LeafPath, speaker: Speaker): Leaf | undefined {
  const key = lastKey(path)
  if (ids.has(key)) return { ...fixedLeaf(speaker), exempt: 'id' }
  if (bytes.has(key) || (key === 'data' && path.at(-2) === 'input_audio'))
    return { ...fixedLeaf(speaker), exempt: 'media' }
  if (words.has(key)) return fixedLeaf(speaker)
  return key === 'url' || key === 'image_url' || key === 'file_url' ? fixedLeaf(speaker) : undefined
}

/** What describes tools: names stay, the rest is the operator's text. */
export function toolLeaf(path: LeafPath): Leaf {
  const speaker = { role: 'tool_definition', trust: 'operator' } as const
  const key = lastKey(path)
  if (key === 'name' || path.at(-2) === 'required') return fixedLeaf(speaker, 'name')
  return namedLeaf(path, speaker) ?? textLeaf(speaker)
}

/** The last step that is no index. */
export function lastKey(path: LeafPath): string {
  const key = path.findLast((step) => typeof step === 'string')
  return key ?? ''
}

/** The value at a place. */
export function valueAt(body: JsonObject, path: LeafPath): JsonValue | undefined {
  let value: JsonValue | undefined = body
  for (const step of path) {
    if (typeof step === 'number') value = isList(value) ? value[step] : undefined
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value
}

/** A string field of the object at a place. */
export function textAt(body: JsonObject, path: LeafPath, field: string): string | undefined {
  const value = valueAt(body, [...path, field])
  return typeof value === 'string' ? value : undefined
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
