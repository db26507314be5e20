import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'
import fc from 'fast-check'

/** Where a value is replaced, and by what; undefined removes it. */
export interface Mutation {
  readonly place: number
  readonly value: JsonValue | undefined
}

/** A few replacements at random places. */
export function mutations(): fc.Arbitrary<readonly Mutation[]> {
  const value = fc.constantFrom<(JsonValue | undefined)[]>(
    undefined,
    null,
    true,
    0,
    -1,
    1e300,
    '',
    'text',
    [],
    {},
    [null],
    [[]],
    [{}],
    { type: 'unknown' },
    JSON.parse('{"__proto__":{"polluted":1}}') as JsonObject,
    { constructor: { prototype: 1 } },
  )
  return fc.array(fc.record({ place: fc.nat(), value }), { minLength: 1, maxLength: 3 })
}

/** The value with the replacements made, one after the other; the root stays an object. */
export function mutated(root: JsonObject, changes: readonly Mutation[]): JsonObject {
  return changes.reduce((body, { place, value }) => {
    const places = placesOf(body, [])
    const path = places[place % places.length]
    const replaced = path === undefined ? body : replacedAt(body, path, value)
    return isJsonObject(replaced) ? replaced : body
  }, root)
}

/** The value with one more field in every object that is no schema or free-form map. */
export function withUnknownFields(root: JsonObject, only: (path: string) => boolean): JsonObject {
  const paths = objectPathsOf(root, []).filter((path) => only(path.join('.')))
  return paths.reduce<JsonObject>((body, path) => {
    const next = replacedAt(body, [...path, 'a_field_from_the_future'], { a: [1] })
    return isJsonObject(next) ? next : body
  }, root)
}

function placesOf(value: JsonValue | undefined, path: readonly string[]): readonly string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]: [string, JsonValue | undefined]) => {
    const here = [...path, key]
    return [here, ...placesOf(child, here)]
  })
}

function objectPathsOf(value: JsonValue | undefined, path: readonly string[]): readonly string[][] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([key, child]: [string, JsonValue | undefined]) =>
    objectPathsOf(child, [...path, key]),
  )
  return Array.isArray(value) ? inside : [[...path], ...inside]
}

function replacedAt(
  value: JsonValue | undefined,
  [key, ...rest]: readonly string[],
  by: JsonValue | undefined,
): JsonValue | undefined {
  if (key === undefined) return by
  if (Array.isArray(value))
    return value.map((item: JsonValue, index) =>
      String(index) === key ? (replacedAt(item, rest, by) ?? null) : item,
    )
  if (!isJsonObject(value)) return value
  const child = replacedAt(Object.hasOwn(value, key) ? value[key] : undefined, rest, by)
  const others = Object.entries(value).filter(([name]) => name !== key)
  const entries = child === undefined ? others : [...others, [key, child] as const]
  return Object.fromEntries<JsonValue | undefined>(entries)
}
