import {
  parseJsonObject,
  stringify,
  type JsonObject,
  type JsonValue,
  type Part,
} from '@signalbox/core'

/** What a functionResponse's `response` says: a text where it is one, else its JSON. */
export function decodeToolOutput(response: JsonObject): {
  readonly text: string
  readonly isError: boolean
} {
  const keys = Object.keys(response)
  const { output, error } = response
  if (keys.length === 1 && typeof output === 'string' && jsonObjectIn(output) === undefined)
    return { text: output, isError: false }
  if (keys.length === 1 && error !== undefined) {
    const plain = typeof error === 'string' && !isErrorObject(jsonObjectIn(error))
    return { text: plain ? error : stringify(response), isError: true }
  }
  return { text: stringify(response), isError: false }
}

/** `response` must be an object: JSON objects pass as they are, texts are wrapped. */
export function encodeToolOutput(text: string, isError: boolean): JsonObject {
  const object = jsonObjectIn(text)
  if (isError) return isErrorObject(object) ? object : { error: text }
  return object ?? { output: text }
}

/** The text of a result's parts, one line each. */
export function textOfParts(parts: readonly Part[]): string {
  return parts
    .flatMap((part) => (part.type === 'text' || part.type === 'refusal' ? [part.text] : []))
    .join('\n')
}

function jsonObjectIn(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  return parseJsonObject(text)
}

function isErrorObject(value: JsonObject | undefined): value is { readonly error: JsonValue } {
  return value !== undefined && Object.keys(value).length === 1 && value['error'] !== undefined
}
