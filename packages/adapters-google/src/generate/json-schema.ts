import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

const counts = new Set([
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minProperties',
  'maxProperties',
])
const spellings: Readonly<Record<string, string>> = {
  any_of: 'anyOf',
  min_items: 'minItems',
  max_items: 'maxItems',
  min_length: 'minLength',
  max_length: 'maxLength',
  min_properties: 'minProperties',
  max_properties: 'maxProperties',
}

/** Google's schema as JSON Schema: lowercase types, `nullable` as a type, counts as numbers. */
export function jsonSchemaOf(schema: JsonObject): JsonObject {
  const fields = Object.entries(schema).flatMap(
    ([name, field]): [string, JsonValue | undefined][] => {
      const key = Object.hasOwn(spellings, name) ? (spellings[name] ?? name) : name
      if (key === 'nullable' || key === 'propertyOrdering' || key === 'property_ordering') return []
      return [[key, converted(key, field)]]
    },
  )
  const out = Object.fromEntries(fields)
  return schema['nullable'] === true ? nullable(out) : out
}

function converted(key: string, field: JsonValue | undefined): JsonValue | undefined {
  if (key === 'type') return lowered(field)
  if (counts.has(key) && typeof field === 'string') return Number(field)
  if (key === 'properties' || key === '$defs' || key === 'definitions')
    return isJsonObject(field)
      ? Object.fromEntries(Object.entries(field).map(([name, entry]) => [name, nested(entry)]))
      : field
  if (key === 'anyOf' || key === 'oneOf' || key === 'allOf' || key === 'prefixItems')
    return isList(field) ? field.map((entry) => nested(entry) ?? null) : field
  return key === 'items' || key === 'additionalProperties' ? nested(field) : field
}

function nested(value: JsonValue | undefined): JsonValue | undefined {
  return isJsonObject(value) ? jsonSchemaOf(value) : value
}

function lowered(type: JsonValue | undefined): JsonValue | undefined {
  if (typeof type === 'string') return type.toLowerCase()
  return isList(type) ? type.map((name) => lowered(name) ?? null) : type
}

function nullable(schema: JsonObject): JsonObject {
  const { type, anyOf } = schema
  if (typeof type === 'string') {
    const values = schema['enum']
    const choices = isList(values) && !values.includes(null) ? { enum: [...values, null] } : {}
    return { ...schema, ...choices, type: [type, 'null'] }
  }
  return isList(anyOf) ? { ...schema, anyOf: [...anyOf, { type: 'null' }] } : schema
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
