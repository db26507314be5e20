import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

import type { Warn } from './own-fields.ts'

const unenforced = new Set(
  'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength maxItems uniqueItems minProperties maxProperties'.split(
    ' ',
  ),
)
const identity = new Set(['$schema', '$id', '$comment'])
const byName = new Set(['properties', '$defs', 'definitions'])
const inLists = new Set(['anyOf', 'allOf', 'oneOf', 'prefixItems'])

/**
 * A schema as models keep to it: closed objects, no limits of number or length. What is left out
 * is told to the model in the description, and to the caller as `lossy`.
 */
export function compileSchema(schema: JsonObject, path: string, warn: Warn): JsonObject {
  const entries: [string, JsonValue | undefined][] = []
  const notes: string[] = []
  for (const [key, value] of Object.entries(schema)) {
    if (identity.has(key) || key === 'additionalProperties') continue
    if (unenforced.has(key)) {
      notes.push(`${key}: ${JSON.stringify(value)}`)
      warn('lossy', `${path}.${key}`, 'The provider does not enforce this schema keyword.')
    } else entries.push([key, compileChild(key, value, `${path}.${key}`, warn)])
  }
  const { description } = schema
  const note = notes.length === 0 ? [] : [`{${notes.join(', ')}}`]
  const told = [...(typeof description === 'string' ? [description] : []), ...note].join('\n\n')
  const described = {
    ...Object.fromEntries(entries),
    ...(told === '' ? {} : { description: told }),
  }
  if (!isObjectSchema(schema)) return described
  const open = schema['additionalProperties']
  if (open !== undefined && open !== false)
    warn('lossy', `${path}.additionalProperties`, 'The provider only writes closed objects.')
  return { ...described, additionalProperties: false }
}

function isObjectSchema({ type, properties }: JsonObject): boolean {
  if (type === undefined) return properties !== undefined
  return type === 'object' || (Array.isArray(type) && type.includes('object'))
}

function compileChild(
  key: string,
  value: JsonValue | undefined,
  path: string,
  warn: Warn,
): JsonValue | undefined {
  const child = (one: JsonValue | undefined, at: string) =>
    isJsonObject(one) ? compileSchema(one, at, warn) : one
  if (byName.has(key) && isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, child(one, `${path}.${name}`)]),
    )
  if (inLists.has(key) && Array.isArray(value))
    return value.map((one: JsonValue, index) => child(one, `${path}.${String(index)}`) ?? null)
  return key === 'items' ? child(value, path) : value
}
