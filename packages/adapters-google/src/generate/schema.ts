import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

/** A compiled schema and what it could not keep, as short words for a warning. */
export interface CompiledSchema {
  readonly schema: JsonObject
  readonly losses: readonly string[]
}

/** Inlining a graph of references can grow without end. */
const maxNodes = 20_000

const maps = new Set(['properties', 'patternProperties', 'dependentSchemas'])
const lists = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems'])
const singles = new Set([
  'items',
  'additionalProperties',
  'additionalItems',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contains',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
])
const noise = new Set([
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'definitions',
  '$anchor',
  '$vocabulary',
])

/** JSON Schema as this wire takes it: no `$schema`, no `$id`, every local `$ref` inlined. */
export function inlineSchema(root: JsonObject): CompiledSchema {
  const losses = new Set<string>()
  let nodes = 0

  function schema(value: JsonValue | undefined, open: readonly string[]): JsonValue | undefined {
    if (!isJsonObject(value)) return value
    nodes++
    if (nodes > maxNodes) {
      losses.add('a schema this large')
      return {}
    }
    const { $ref } = value
    if (typeof $ref === 'string') return reference($ref, value, open)
    const fields = Object.entries(value).flatMap(
      ([key, field]): [string, JsonValue | undefined][] =>
        noise.has(key) ? [] : [[key, child(key, field, open)]],
    )
    return Object.fromEntries(fields)
  }

  function child(
    key: string,
    field: JsonValue | undefined,
    open: readonly string[],
  ): JsonValue | undefined {
    if (maps.has(key) && isJsonObject(field))
      return Object.fromEntries(
        Object.entries(field).map(([name, entry]) => [name, schema(entry, open)]),
      )
    if (lists.has(key) || (key === 'items' && Array.isArray(field)))
      return isList(field) ? field.map((entry) => schema(entry, open) ?? null) : field
    return singles.has(key) ? schema(field, open) : field
  }

  function reference($ref: string, value: JsonObject, open: readonly string[]): JsonValue {
    const { $ref: _, ...siblings } = value
    const beside = schema(siblings, open)
    const target = $ref.startsWith('#') ? pointed(root, $ref.slice(1)) : undefined
    if (!isJsonObject(target)) {
      losses.add(`the reference ${$ref}`)
      return isJsonObject(beside) ? beside : {}
    }
    if (open.includes($ref)) {
      losses.add(`the recursion at ${$ref}`)
      const { type } = target
      return { ...(type === undefined ? {} : { type }), ...(isJsonObject(beside) ? beside : {}) }
    }
    const inlined = schema(target, [...open, $ref])
    return {
      ...(isJsonObject(inlined) ? inlined : {}),
      ...(isJsonObject(beside) ? beside : {}),
    }
  }

  const compiled = schema(root, ['#'])
  return { schema: isJsonObject(compiled) ? compiled : {}, losses: [...losses] }
}

function pointed(root: JsonObject, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = root
  for (const step of pointer.split('/').slice(1)) {
    const name = decodeStep(step).replaceAll('~1', '/').replaceAll('~0', '~')
    if (isList(value)) value = value[Number(name)]
    else value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }
  return value
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
