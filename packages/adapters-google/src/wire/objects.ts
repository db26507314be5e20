import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

/** The fields of an object without the named ones; `undefined` when nothing is left. */
export function without(value: JsonObject, names: readonly string[]): JsonObject | undefined {
  const rest = Object.entries(value).filter(
    ([name, field]) => field !== undefined && !names.includes(name),
  )
  return rest.length === 0 ? undefined : Object.fromEntries(rest)
}

/** Fields laid over an object; objects on both sides merge, anything else replaces. */
export function overlay(base: JsonObject, over: JsonObject | undefined): JsonObject {
  if (over === undefined) return base
  const merged = Object.entries(over).map(([name, value]) => {
    const below = Object.hasOwn(base, name) ? base[name] : undefined
    return [name, isJsonObject(below) && isJsonObject(value) ? overlay(below, value) : value]
  })
  return { ...base, ...Object.fromEntries(merged) }
}

/** The objects in a list; anything else is an empty list. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** The field as an object, or an empty one. */
export function objectAt(value: JsonObject, name: string): JsonObject {
  const field = Object.hasOwn(value, name) ? value[name] : undefined
  return isJsonObject(field) ? field : {}
}

/** A string, else `undefined`. */
export function stringOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A number; protobuf JSON writes 64-bit integers as strings, which are read too. */
export function numberOf(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value === '') return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** Whether two JSON values say the same, whatever the order of their keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b)
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, field: unknown) =>
      isJsonObject(field)
        ? Object.fromEntries(Object.entries(field).toSorted(([x], [y]) => (x < y ? -1 : 1)))
        : field,
    ) ?? ''
  )
}
