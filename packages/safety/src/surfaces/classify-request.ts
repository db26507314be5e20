import type { JsonObject, Leaf, LeafPath } from '@signalbox/core'

type Speaker = Pick<Leaf, 'role' | 'trust'>

const ids = new Set([
  'type',
  'operation',
  'callId',
  'id',
  'role',
  'wire',
  'kind',
  'ref',
  'mediaType',
])

/** What the strings of a decoded request are, where no dialect's body stands behind it. */
export function classifyRequest(path: LeafPath, body: JsonObject): Leaf | undefined {
  const [top] = path
  const key = path.findLast((step) => typeof step === 'string') ?? ''
  if (path.includes('continuity')) return { ...leaf(user, 'meta'), exempt: 'id' }
  if (ids.has(key)) return { ...leaf(user, 'meta'), editable: false, exempt: 'id' }
  if (key === 'data' && path.includes('source'))
    return { ...leaf(user, 'meta'), exempt: 'media', ...mediaTypeOf(path, body) }
  if (key === 'model') return { ...leaf(user, 'meta'), editable: false }
  if (key === 'url' || key === 'name') return { ...leaf(user, 'name'), editable: false }
  if (top === 'messages') return messageLeaf(path, body, key)
  if (top === 'chat') return classifyRequest(path.slice(1), body['chat'] as JsonObject)
  if (top === 'tools') return leaf({ role: 'tool_definition', trust: 'operator' }, 'text')
  if (top === 'prompt' || top === 'query' || top === 'content' || top === 'inputs')
    return leaf(user, 'text')
  return top === 'documents' ? leaf(outside, 'text') : undefined
}

/** The type that stands beside the bytes. */
function mediaTypeOf(path: LeafPath, body: JsonObject): Pick<Leaf, 'mediaType'> {
  let node: unknown = body
  for (const step of path.slice(0, -1))
    node = typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined
  const mediaType: unknown =
    typeof node === 'object' && node !== null ? Reflect.get(node, 'mediaType') : undefined
  return typeof mediaType === 'string' ? { mediaType } : {}
}

const user: Speaker = { role: 'user', trust: 'user' }
const outside: Speaker = { role: 'tool', trust: 'external' }

function messageLeaf(path: LeafPath, body: JsonObject, key: string): Leaf {
  const messages = body['messages'] as readonly JsonObject[]
  const message = messages[Number(path[1])]
  const content = message?.['content'] as readonly JsonObject[] | undefined
  const part = content?.[Number(path[3])]
  const speaker = part?.['type'] === 'tool-result' ? outside : speakerOf(message?.['role'])
  if (part?.['type'] === 'reasoning') return leaf(speaker, 'reasoning')
  if (key !== 'arguments') return leaf(speaker, 'text')
  const tool = part?.['name']
  const args = leaf(speaker, 'args')
  return {
    ...args,
    json: part?.['kind'] === 'function',
    ...(typeof tool === 'string' ? { tool } : {}),
  }
}

function speakerOf(role: unknown): Speaker {
  if (role === 'system' || role === 'developer') return { role, trust: 'operator' }
  if (role === 'tool') return outside
  return role === 'assistant' ? { role, trust: 'user' } : user
}

function leaf(speaker: Speaker, kind: Leaf['kind']): Leaf {
  return { ...speaker, editable: true, kind }
}
