/** Any value that JSON text can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

/** A JSON object; an absent key reads as `undefined`. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined
}

/** Fields of one wire that the model has no name for; written again only towards that wire. */
export interface Extensions {
  readonly [wire: string]: JsonObject | undefined
}

/** Narrows to a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
