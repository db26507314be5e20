/** A JSON object as it came over the wire: every member is still to be checked. */
export type JsonObject = { readonly [name: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object, or an empty one where the client sent something else. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** The array, or an empty one where the client sent something else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The objects of an array, the rest left out. */
export function asObjects(value: unknown): readonly JsonObject[] {
  return asList(value).filter(isObject)
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

/** The parsed text, or undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
