import { asList, asNumber, asObject, asString, isObject, type JsonObject } from './json.ts'
import { matchPattern } from './pattern.ts'

/** Makes a small value that the JSON schema accepts; Gemini's upper-case types are read too. */
export function makeInstance(schema: unknown): unknown {
  return instanceOf(schema, asObject(schema), 0, 0)
}

const MAX_DEPTH = 24

function instanceOf(schema: unknown, root: JsonObject, depth: number, index: number): unknown {
  if (!isObject(schema) || depth > MAX_DEPTH) return {}
  const reference = asString(schema['$ref'])
  if (reference !== undefined) {
    return instanceOf(resolve(reference, root), root, depth + 1, index)
  }
  if ('const' in schema) return schema['const']
  const values = asList(schema['enum'])
  if (values.length > 0) return values[index % values.length]
  const alternatives = asList(schema['anyOf'] ?? schema['oneOf'])
  if (alternatives.length > 0) {
    const useful = alternatives.find((each) => typeOf(asObject(each)) !== 'null')
    return instanceOf(useful ?? alternatives[0], root, depth + 1, index)
  }
  const merged = mergeAllOf(schema, root)
  switch (typeOf(merged)) {
    case 'string':
      return makeString(merged, index)
    case 'integer':
    case 'number':
      return makeNumber(merged, index)
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array':
      return makeArray(merged, root, depth)
    case 'object':
    case undefined:
      return makeObject(merged, root, depth)
  }
}

type TypeName = 'string' | 'integer' | 'number' | 'boolean' | 'null' | 'array' | 'object'
const TYPE_NAMES: readonly TypeName[] = [
  ...(['string', 'integer', 'number', 'boolean', 'null', 'array', 'object'] as const),
]

function typeOf(schema: JsonObject): TypeName | undefined {
  const named = Array.isArray(schema['type']) ? schema['type'] : [schema['type']]
  const names = named.map((name) => String(name).toLowerCase())
  const name = names.find((each) => each !== 'null') ?? names[0]
  return TYPE_NAMES.find((known) => known === name) ?? (schema['items'] ? 'array' : undefined)
}

function resolve(reference: string, root: JsonObject): unknown {
  let value: unknown = root
  for (const step of reference.split('/').slice(1)) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    value = asObject(value)[name]
  }
  return value
}

function mergeAllOf(schema: JsonObject, root: JsonObject): JsonObject {
  const parts = asList(schema['allOf']).map((part) => {
    const reference = asString(asObject(part)['$ref'])
    return asObject(reference === undefined ? part : resolve(reference, root))
  })
  if (parts.length === 0) return schema
  const all = [schema, ...parts]
  const properties = all.flatMap((part) => Object.entries(asObject(part['properties'])))
  return {
    ...Object.fromEntries(all.flatMap((part) => Object.entries(part))),
    properties: Object.fromEntries(properties),
    required: all.flatMap((part) => asList(part['required'])),
  }
}

const FORMATS: { readonly [format: string]: string } = {
  'date-time': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  time: '00:00:00Z',
  duration: 'PT1S',
  email: 'demo@example.com',
  hostname: 'demo.example',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://demo.example/',
  uuid: '00000000-0000-4000-a000-000000000000',
}

function makeString(schema: JsonObject, index: number): string {
  const pattern = asString(schema['pattern'])
  if (pattern !== undefined) return matchPattern(pattern)
  const format = FORMATS[asString(schema['format']) ?? '']
  if (format !== undefined) return format
  const text = index === 0 ? 'DEMO' : `DEMO${index}`
  const min = asNumber(schema['minLength']) ?? 0
  return text.padEnd(min, 'x').slice(0, asNumber(schema['maxLength']) ?? undefined)
}

function makeNumber(schema: JsonObject, index: number): number {
  const step = asNumber(schema['multipleOf']) ?? 1
  const above = asNumber(schema['exclusiveMinimum'])
  const below = asNumber(schema['exclusiveMaximum'])
  const low = asNumber(schema['minimum']) ?? above
  const high = asNumber(schema['maximum']) ?? below
  if (low === undefined && high === undefined) return step * (index + 1)
  if (low === undefined)
    return Math.floor(((high ?? 0) - (below === high ? step : 0)) / step) * step
  const start = Math.ceil(low / step) * step
  const first = above !== undefined && start <= above ? start + step : start
  const value = first + index * step
  const fits = high === undefined || value < high || (value === high && below === undefined)
  if (fits) return value
  return typeOf(schema) === 'number' && high !== undefined ? (low + high) / 2 : first
}

function makeArray(schema: JsonObject, root: JsonObject, depth: number): unknown {
  const prefix = asList(schema['prefixItems'])
  const least = asNumber(Number(schema['minItems'] ?? 1)) ?? 1
  const most = schema['maxItems'] === undefined ? Infinity : Number(schema['maxItems'])
  const wished = depth > MAX_DEPTH / 2 ? least - 1 : Math.max(least, 1)
  const count = prefix.length > 0 ? prefix.length : Math.min(most, wished)
  return Array.from({ length: count }, (_, index) =>
    instanceOf(prefix[index] ?? schema['items'] ?? { type: 'string' }, root, depth + 1, index),
  )
}

function makeObject(schema: JsonObject, root: JsonObject, depth: number): JsonObject {
  const properties = asObject(schema['properties'])
  const names = Array.isArray(schema['required']) ? schema['required'] : Object.keys(properties)
  const entries = names.map((name): [string, unknown] => [
    String(name),
    instanceOf(properties[String(name)] ?? { type: 'string' }, root, depth + 1, 0),
  ])
  return Object.fromEntries(entries)
}
