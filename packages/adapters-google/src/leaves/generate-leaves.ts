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
      return partLeaf(path, operator)
    case 'contents':
      return partLeaf(path, speakerOf(body, path))
    case 'content':
    case 'requests':
      return partLeaf(path, user)
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

function partLeaf(path: LeafPath, speaker: Speaker): Leaf {
  const names = path.map(camel)
  const key = names.findLast((step) => typeof step === 'string') ?? ''
  if (typeof key !== 'string') return text(speaker)
  const call = names.indexOf('functionCall')
  const answer = names.indexOf('functionResponse')
  if (ids.has(key)) return { ...fixed(speaker), exempt: 'id' }
  if (key === 'data' && (names.includes('inlineData') || names.includes('blob')))
    return { ...fixed(speaker), exempt: 'media' }
  if (key === 'fileUri') return fixed(speaker)
  if (call !== -1)
    return names[call + 1] === 'name' ? fixed(assistant, 'name') : text(assistant, 'args')
  if (answer !== -1) return names[answer + 1] === 'name' ? fixed(outside, 'name') : text(outside)
  if (names.includes('codeExecutionResult')) return words.has(key) ? fixed(outside) : text(outside)
  return words.has(key) ? fixed(speaker) : text(speaker)
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
