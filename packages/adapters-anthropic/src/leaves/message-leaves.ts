import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Leaf,
  type LeafPath,
} from '@signalbox/core'

type Speaker = Pick<Leaf, 'role' | 'trust'>

const operator: Speaker = { role: 'system', trust: 'operator' }
const user: Speaker = { role: 'user', trust: 'user' }
const assistant: Speaker = { role: 'assistant', trust: 'user' }
const outside: Speaker = { role: 'tool', trust: 'external' }
const definition: Speaker = { role: 'tool_definition', trust: 'operator' }

const ids = new Set([
  'id',
  'tool_use_id',
  'file_id',
  'signature',
  'encrypted_content',
  'encrypted_index',
])
const words = new Set(['type', 'role', 'media_type', 'ttl', 'caller'])

/** What the strings of a Messages body are. */
export function classifyMessages(path: LeafPath, body: JsonObject): Leaf | undefined {
  const [top] = path
  if (top === 'system') return named(path, operator) ?? text(operator)
  if (top === 'messages') return messageLeaf(path, body)
  if (top === 'tools' || top === 'mcp_servers') return definitionLeaf(path)
  if (top === 'model') return fixed({ role: 'metadata', trust: 'user' })
  return undefined
}

function messageLeaf(path: LeafPath, body: JsonObject): Leaf {
  const role = at(body, [...path.slice(0, 2), 'role'])
  const speaker = role === 'assistant' ? assistant : role === 'system' ? operator : user
  if (path.length <= 3) return named(path, speaker) ?? text(speaker)
  return blockLeaf(path, body, speaker, 4)
}

/** A block at `depth` steps from the top; what a tool returned holds blocks of its own. */
function blockLeaf(path: LeafPath, body: JsonObject, speaker: Speaker, depth: number): Leaf {
  const block = path.slice(0, depth)
  const type = at(body, [...block, 'type'])
  const field = path[depth]
  if (field === 'input') {
    const tool = at(body, [...block, 'name'])
    return { ...text(assistant, 'args'), ...(typeof tool === 'string' ? { tool } : {}) }
  }
  if (type === 'thinking' && field === 'thinking')
    return at(body, [...block, 'signature']) === undefined
      ? text(assistant, 'reasoning')
      : fixed(assistant, 'reasoning')
  if (type === 'redacted_thinking' && field === 'data') return exempt(assistant, 'id')
  if (field === 'name') return fixed(speaker, 'name')
  const source = path.indexOf('source', depth)
  if (source !== -1) return sourceLeaf(path, body, path.slice(0, source))
  const isResult = typeof type === 'string' && (type.endsWith('_result') || type === 'document')
  const from = isResult ? { ...outside } : speaker
  const tool = type === 'tool_result' ? toolOf(block, body) : undefined
  return { ...(named(path, from) ?? text(from)), ...(tool === undefined ? {} : { tool }) }
}

/** Documents come from outside; the bytes of media are not text. */
function sourceLeaf(path: LeafPath, body: JsonObject, block: LeafPath): Leaf {
  const source = [...block, 'source']
  const key = path.at(-1)
  const isText = at(body, [...source, 'type']) === 'text'
  if (key === 'data' && !isText) {
    const mediaType = at(body, [...source, 'media_type'])
    return {
      ...exempt(outside, 'media'),
      ...(typeof mediaType === 'string' ? { mediaType } : {}),
    }
  }
  if (key === 'url') return fixed(outside)
  return named(path, outside) ?? text(outside)
}

function definitionLeaf(path: LeafPath): Leaf {
  const key = lastKey(path)
  if (key === 'name' || path.at(-2) === 'required') return fixed(definition, 'name')
  if (key === 'url' || key === 'authorization_token') return exempt(definition, 'id')
  return named(path, definition) ?? text(definition)
}

function named(path: LeafPath, speaker: Speaker): Leaf | undefined {
  const key = lastKey(path)
  if (ids.has(key)) return exempt(speaker, 'id')
  return words.has(key) ? fixed(speaker) : undefined
}

/** The tool whose call a result answers. */
function toolOf(block: LeafPath, body: JsonObject): string | undefined {
  const id = at(body, [...block, 'tool_use_id'])
  const messages = body['messages']
  const index = block[1]
  if (!isList(messages) || typeof index !== 'number') return undefined
  for (const message of messages.slice(0, index).toReversed()) {
    const content = isJsonObject(message) ? message['content'] : undefined
    const call = isList(content)
      ? content.find((entry) => isJsonObject(entry) && entry['id'] === id)
      : undefined
    const name = isJsonObject(call) ? call['name'] : undefined
    if (typeof name === 'string') return name
  }
  return undefined
}

function text(speaker: Speaker, kind: Leaf['kind'] = 'text'): Leaf {
  return { ...speaker, editable: true, kind }
}

function fixed(speaker: Speaker, kind: Leaf['kind'] = 'meta'): Leaf {
  return { ...speaker, editable: false, kind }
}

function exempt(speaker: Speaker, what: 'id' | 'media'): Leaf {
  return { ...fixed(speaker), exempt: what }
}

function lastKey(path: LeafPath): string {
  const key = path.findLast((step) => typeof step === 'string')
  return key ?? ''
}

function at(body: JsonObject, path: LeafPath): JsonValue | undefined {
  let value: JsonValue | undefined = body
  for (const step of path) {
    if (typeof step === 'number') value = isList(value) ? value[step] : undefined
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
