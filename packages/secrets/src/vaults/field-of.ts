import { isJsonObject, type JsonObject } from '@signalbox/core'

/** The text of one field; without a field the only one there is. */
export function fieldOf(value: JsonObject, field: string | undefined, ref: string): string {
  const [only, ...others] = Object.keys(value)
  const name = field ?? (others.length === 0 ? only : undefined)
  const text = name === undefined || !Object.hasOwn(value, name) ? undefined : value[name]
  if (typeof text === 'string' && text !== '') return text
  throw new TypeError(
    field === undefined
      ? `"${ref}" has several fields; say which one: ${ref}#FIELD.`
      : `"${ref}" has no text in the field "${field}".`,
  )
}

/** A text as it is, or one field of the JSON object it holds. */
export function fieldOfText(text: string, field: string | undefined, ref: string): string {
  if (field === undefined) return text
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  return fieldOf(isJsonObject(value) ? value : {}, field, ref)
}
