import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'
import type { Role, Trust } from '@signalbox/safety'

import { dialects } from '../../dialects.ts'

/** Whose request a line stands for. */
export interface LineContext {
  readonly tenant?: string
  readonly key?: string
  readonly route?: string
  readonly model?: string
  readonly tags?: readonly string[]
}

/** One line of `safety scan`, read. */
export interface ScanRecord {
  readonly id: string | number
  readonly direction: 'input' | 'output'
  readonly context: LineContext
  readonly input:
    | { readonly field: 'text'; readonly text: string; readonly role: Role; readonly trust: Trust }
    | { readonly field: 'messages'; readonly body: JsonObject; readonly dialect: string }
    | { readonly field: 'request'; readonly body: JsonObject; readonly dialect: string }
}

/** A line that is not answered with findings. */
export class RecordError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const roles: readonly Role[] = [
  'system',
  'developer',
  'user',
  'assistant',
  'tool',
  'tool_definition',
  'metadata',
]
const maxDepth = 64

/** The id that a line is answered with. */
export function idOf(value: unknown, line: number): string | number {
  const id = isJsonObject(value) ? value['id'] : undefined
  return typeof id === 'string' || (typeof id === 'number' && Number.isInteger(id)) ? id : line
}

/** Reads the JSON of a line. */
export function parseLine(text: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new RecordError('invalid_json', 'The line is not valid JSON.')
  }
  if (!isJsonObject(value))
    throw new RecordError('invalid_record', 'The line is not a JSON object.')
  if (isDeep(value))
    throw new RecordError(
      'too_deep',
      `The record is nested deeper than ${String(maxDepth)} levels.`,
    )
  return value
}

/** Checks a line's fields. */
export function readRecord(value: JsonObject, line: number): ScanRecord {
  const given = (['text', 'messages', 'request'] as const).filter(
    (field) => value[field] !== undefined,
  )
  const [field] = given
  if (field === undefined || given.length > 1)
    throw invalid('A record has exactly one of "text", "messages" and "request".')
  const { direction = 'input' } = value
  if (direction !== 'input' && direction !== 'output')
    throw invalid('"direction" must be "input" or "output".')
  return {
    id: idOf(value, line),
    direction,
    context: readContext(value['context']),
    input: readInput(field, value),
  }
}

function readInput(field: 'text' | 'messages' | 'request', value: JsonObject): ScanRecord['input'] {
  if (field === 'text') {
    const { text } = value
    if (typeof text !== 'string') throw invalid('"text" must be a string.')
    const role = readRole(value['role'])
    return { field, text, role, trust: readTrust(value['trust'], role) }
  }
  if (field === 'messages') {
    const { messages } = value
    if (!Array.isArray(messages)) throw invalid('"messages" must be a list.')
    return { field, body: { messages: messages as readonly JsonValue[] }, dialect: 'openai-chat' }
  }
  const { request, dialect } = value
  if (!isJsonObject(request)) throw invalid('"request" must be an object.')
  const name = typeof dialect === 'string' ? dialect.replaceAll('.', '-') : undefined
  const names = dialects.map((entry) => entry.name)
  if (name === undefined || !names.includes(name))
    throw invalid(`"dialect" must be one of ${[...new Set(names)].join(', ')}.`)
  return { field, body: request, dialect: name }
}

/** A role as it is written, default `user`. */
export function readRole(value: JsonValue | undefined, fallback: Role = 'user'): Role {
  if (value === undefined || value === null) return fallback
  const role = roles.find((name) => name === value)
  if (role === undefined) throw invalid(`"role" must be one of ${roles.join(', ')}.`)
  return role
}

/** A trust as it is written, else the one of the role. */
export function readTrust(value: JsonValue | undefined, role: Role): Trust {
  if (value === 'operator' || value === 'user' || value === 'external') return value
  if (value !== undefined && value !== null)
    throw invalid('"trust" must be "operator", "user" or "external".')
  if (role === 'system' || role === 'developer' || role === 'tool_definition') return 'operator'
  return role === 'tool' ? 'external' : 'user'
}

/** Who a line is for. */
export function readContext(value: JsonValue | undefined): LineContext {
  if (value === undefined || value === null) return {}
  if (!isJsonObject(value)) throw invalid('"context" must be an object.')
  const names = ['tenant', 'key', 'route', 'model'] as const
  const wrong = names.find((name) => value[name] !== undefined && typeof value[name] !== 'string')
  if (wrong !== undefined) throw invalid(`"context.${wrong}" must be a string.`)
  const { tags } = value
  const isTags = Array.isArray(tags) && tags.every((tag) => typeof tag === 'string')
  if (tags !== undefined && !isTags) throw invalid('"context.tags" must be a list of strings.')
  const known = names.filter((name) => value[name] !== undefined)
  return {
    ...Object.fromEntries(known.map((name) => [name, value[name] as string])),
    ...(isTags ? { tags } : {}),
  }
}

function invalid(message: string): RecordError {
  return new RecordError('invalid_record', message)
}

function isDeep(value: JsonObject): boolean {
  const stack: [JsonValue | undefined, number][] = [[value, 1]]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [node, depth] = entry
    if (typeof node !== 'object' || node === null) continue
    if (depth > maxDepth + 1) return true
    for (const inner of Object.values(node)) stack.push([inner, depth + 1])
  }
  return false
}
