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

const ids = new Set(['id', 'thoughtSignature', 'cachedContent'])
const words = new Set(['role', 'mimeType', 'language', 'outcome', 'taskType'])

/** What the strings of a generate, count or embed body are; both spellings of names are read. */
export function classifyGenerate(path: LeafPath, body: JsonObject): Leaf | undefined {
  const [top = ''] = path
  switch (camel(top)) {
    case 'systemInstruction':
      return partLeaf(path, operator, body)
    case 'contents':
      return partLeaf(path, speakerOf(body, path), body)
    case 'content':
    case 'requests':
      return partLeaf(path, user, body)
    case 'generateContentRequest': {
      const inner = body[String(top)]
      return isJsonObject(inner) ? classifyGenerate(path.slice(1), inner) : undefined
    }
    case 'tools':
      return definitionLeaf(path)
    case 'model':
      return fixed({ role: 'metadata', trust: 'user' })
    default:
      return undefined
  }
}

function speakerOf(body: JsonObject, path: LeafPath): Speaker {
  const contents = body['contents']
  const entry = isList(contents) && typeof path[1] === 'number' ? contents[path[1]] : contents
  const role = isJsonObject(entry) ? entry['role'] : undefined
  if (role === 'model') return assistant
  return role === 'function' ? outside : user
}

function partLeaf(path: LeafPath, speaker: Speaker, body: JsonObject): Leaf {
  const names = path.map(camel)
  const key = names.findLast((step) => typeof step === 'string') ?? ''
  if (typeof key !== 'string') return text(speaker)
  const [spoken, inside] = names.slice(names.findIndex(isToolPart))
  if (spoken === 'functionCall' && inside === 'args') return text(assistant, 'args')
  if (spoken === 'functionResponse' && inside === 'response') return text(outside)
  if (ids.has(key)) return { ...fixed(speaker), exempt: 'id' }
  if (key === 'data' && (names.includes('inlineData') || names.includes('blob')))
    return { ...fixed(speaker), exempt: 'media', ...mediaTypeOf(path, body) }
  if (key === 'fileUri') return fixed(speaker)
  if (spoken === 'functionCall')
    return inside === 'name' ? fixed(assistant, 'name') : text(assistant, 'args')
  if (spoken === 'functionResponse')
    return inside === 'name' ? fixed(outside, 'name') : text(outside)
  if (names.includes('codeExecutionResult')) return words.has(key) ? fixed(outside) : text(outside)
  return words.has(key) ? fixed(speaker) : text(speaker)
}

function isToolPart(step: string | number): boolean {
  return step === 'functionCall' || step === 'functionResponse'
}

/** The type that stands beside the bytes. */
function mediaTypeOf(path: LeafPath, body: JsonObject): Pick<Leaf, 'mediaType'> {
  let node: JsonValue | undefined = body
  for (const step of path.slice(0, -1))
    if (typeof step === 'number') node = isList(node) ? node[step] : undefined
    else node = isJsonObject(node) ? node[step] : undefined
  if (!isJsonObject(node)) return {}
  const mediaType = node['mimeType'] ?? node['mime_type']
  return typeof mediaType === 'string' ? { mediaType } : {}
}

function definitionLeaf(path: LeafPath): Leaf {
  const key = camel(path.findLast((step) => typeof step === 'string') ?? '')
  if (key === 'name' || key === 'type' || path.at(-2) === 'required')
    return fixed(definition, 'name')
  return text(definition)
}

function text(speaker: Speaker, kind: Leaf['kind'] = 'text'): Leaf {
  return { ...speaker, editable: true, kind }
}

function fixed(speaker: Speaker, kind: Leaf['kind'] = 'meta'): Leaf {
  return { ...speaker, editable: false, kind }
}

function camel(step: string | number): string | number {
  return typeof step === 'number'
    ? step
    : step.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
