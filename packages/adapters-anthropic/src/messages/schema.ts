import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

import type { Warn } from './own-fields.ts'

const unsupported = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'maxItems',
  'uniqueItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
])
const identity = new Set(['$schema', '$id', '$comment'])
const formats = new Set('date-time time date duration email hostname uri ipv4 ipv6 uuid'.split(' '))
const maps = new Set(['properties', '$defs', 'definitions'])
const lists = new Set(['anyOf', 'allOf', 'prefixItems'])

/**
 * The subset of JSON Schema that structured output takes: closed objects, no numeric or length
 * limits. What is left out is told to the model in the description, and to the caller as `lossy`.
 */
export function compileSchema(schema: JsonObject, path: string, warn: Warn): JsonObject {
  const entries: [string, JsonValue | undefined][] = []
  const notes: string[] = []
  for (const [key, value] of Object.entries(schema)) {
    if (identity.has(key)) continue
    if (isUnsupported(key, value)) {
      notes.push(`${key}: ${JSON.stringify(value)}`)
      warn('lossy', `${path}.${key}`, 'The provider does not enforce this schema keyword.')
    } else if (key === 'oneOf') entries.push(['anyOf', compileChild('anyOf', value, path, warn)])
    else if (key !== 'additionalProperties')
      entries.push([key, compileChild(key, value, `${path}.${key}`, warn)])
  }
  const out = Object.fromEntries(entries)
  const described = notes.length === 0 ? out : { ...out, description: describe(schema, notes) }
  if (!isObjectSchema(schema)) return described
  const open = schema['additionalProperties']
  if (open !== undefined && open !== false)
    warn('lossy', `${path}.additionalProperties`, 'The provider only writes closed objects.')
  return { ...described, additionalProperties: false }
}

function isUnsupported(key: string, value: JsonValue | undefined): boolean {
  if (key === 'minItems') return value !== 0 && value !== 1
  if (key === 'format') return typeof value === 'string' && !formats.has(value)
  return unsupported.has(key)
}

function isObjectSchema({ type, properties }: JsonObject): boolean {
  if (type === undefined) return properties !== undefined
  return type === 'object' || (Array.isArray(type) && type.includes('object'))
}

function describe({ description }: JsonObject, notes: readonly string[]): string {
  const note = `{${notes.join(', ')}}`
  return typeof description === 'string' ? `${description}\n\n${note}` : note
}

function compileChild(
  key: string,
  value: JsonValue | undefined,
  path: string,
  warn: Warn,
): JsonValue | undefined {
  if (maps.has(key) && isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [
        name,
        isJsonObject(child) ? compileSchema(child, `${path}.${name}`, warn) : child,
      ]),
    )
  if (lists.has(key) && Array.isArray(value))
    return value.map((child: JsonValue, index) =>
      isJsonObject(child) ? compileSchema(child, `${path}.${String(index)}`, warn) : child,
    )
  return key === 'items' && isJsonObject(value) ? compileSchema(value, path, warn) : value
}
