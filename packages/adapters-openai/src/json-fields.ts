import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

/** An object without the named keys. */
export function omit(object: JsonObject, keys: readonly string[]): JsonObject {
  const left: Fields = {}
  for (const key of Object.keys(object)) if (!keys.includes(key)) put(left, key, object[key])
  return left
}

/** An object without absent values. */
export function present(object: JsonObject): JsonObject {
  const left: Fields = {}
  for (const key of Object.keys(object)) {
    const value = object[key]
    if (value !== undefined) put(left, key, value)
  }
  return left
}

/** An object under construction. */
export type Fields = Record<string, JsonValue | undefined>

/** Sets a field, also one that a client named like the slot of the prototype. */
export function put(fields: Fields, key: string, value: JsonValue | undefined): void {
  if (key === '__proto__')
    Object.defineProperty(fields, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  else fields[key] = value
}

/** The object, or undefined when it has no key. */
export function orNothing(object: JsonObject): JsonObject | undefined {
  return Object.keys(object).length === 0 ? undefined : object
}

/** A string field, else undefined. */
export function text(object: JsonObject, key: string): string | undefined {
  const value = object[key]
  return typeof value === 'string' ? value : undefined
}

/** The objects of a list; a value that is no list has none. */
export function objects(value: JsonValue | undefined): readonly JsonObject[] {
  return isList(value) ? value.filter(isJsonObject) : []
}

/** Narrows to a JSON array, which `Array.isArray` does not do for readonly lists. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
