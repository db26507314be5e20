import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

/** The objects in a list; anything else is an empty list. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** The field as an object, or an empty one. */
export function objectAt(value: JsonObject, name: string): JsonObject {
  const field = value[name]
  return isJsonObject(field) ? field : {}
}

/** A string, else `undefined`. */
export function stringOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A finite number, else `undefined`. */
export function numberOf(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
