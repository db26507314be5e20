import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

import { inlineSchema, type CompiledSchema } from './schema.ts'

const kept = new Set([
  'title',
  'description',
  'nullable',
  'maxItems',
  'minItems',
  'required',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'pattern',
  'example',
  'propertyOrdering',
  'default',
  'minimum',
  'maximum',
])
const formats = new Set(['enum', 'date-time', 'float', 'double', 'int32', 'int64'])

/** The OpenAPI subset of older models: uppercase types, `nullable`, string enums, no `const`. */
export function subsetSchema(root: JsonObject): CompiledSchema {
  const inlined = inlineSchema(root)
  const losses = new Set(inlined.losses)
  return { schema: convert(inlined.schema, losses), losses: [...losses] }
}

function convert(value: JsonValue | undefined, losses: Set<string>): JsonObject {
  if (!isJsonObject(value)) return {}
  const out: Record<string, JsonValue | undefined> = {}
  for (const [key, field] of Object.entries(mergedAllOf(value))) {
    if (field === undefined) continue
    if (kept.has(key)) out[key] = field
    else if (key === 'type') Object.assign(out, typed(field, losses))
    else if (key === 'enum' || key === 'const') Object.assign(out, choices(key, field, losses))
    else if (key === 'format') {
      if (typeof field === 'string' && formats.has(field)) out['format'] = field
    } else if (key === 'items') out['items'] = convert(field, losses)
    else if (key === 'properties' && isJsonObject(field))
      out['properties'] = Object.fromEntries(
        Object.entries(field).map(([name, entry]) => [name, convert(entry, losses)]),
      )
    else if (key === 'anyOf' || key === 'oneOf') Object.assign(out, alternatives(field, losses))
    else if (key === 'exclusiveMinimum' || key === 'exclusiveMaximum') {
      out[key === 'exclusiveMinimum' ? 'minimum' : 'maximum'] = field
      losses.add(key)
    } else if (!(key === 'additionalProperties' && field === false)) losses.add(key)
  }
  return out
}

function mergedAllOf(value: JsonObject): JsonObject {
  const { allOf, ...rest } = value
  if (!isList(allOf)) return value
  const all = [rest, ...allOf.filter(isJsonObject).map(mergedAllOf)]
  const properties = all.flatMap((entry) => Object.entries(objectOf(entry['properties'])))
  const required = all.flatMap((entry) => listOf(entry['required']))
  return {
    ...Object.fromEntries(all.toReversed().flatMap((entry) => Object.entries(entry))),
    ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
  }
}

function typed(type: JsonValue, losses: Set<string>): JsonObject {
  if (typeof type === 'string') return { type: type.toUpperCase() }
  const names = listOf(type).filter((name) => typeof name === 'string')
  const real = names.filter((name) => name !== 'null')
  const nullable = real.length < names.length ? { nullable: true } : {}
  const [only] = real
  if (real.length === 1 && only !== undefined) return { type: only.toUpperCase(), ...nullable }
  losses.add('type lists')
  return { anyOf: real.map((name) => ({ type: name.toUpperCase() })), ...nullable }
}

function choices(key: 'enum' | 'const', field: JsonValue, losses: Set<string>): JsonObject {
  const values = key === 'const' ? [field] : listOf(field)
  const texts = values.filter((value) => typeof value === 'string')
  const nullable = values.includes(null) ? { nullable: true } : {}
  if (texts.length + (values.includes(null) ? 1 : 0) < values.length) {
    losses.add(key)
    return nullable
  }
  return { type: 'STRING', format: 'enum', enum: texts, ...nullable }
}

function alternatives(field: JsonValue, losses: Set<string>): JsonObject {
  const all = listOf(field).filter(isJsonObject)
  const real = all.filter((entry) => entry['type'] !== 'null')
  const nullable = real.length < all.length ? { nullable: true } : {}
  const [only] = real
  if (real.length === 1 && only !== undefined) return { ...convert(only, losses), ...nullable }
  return { anyOf: real.map((entry) => convert(entry, losses)), ...nullable }
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : []
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
