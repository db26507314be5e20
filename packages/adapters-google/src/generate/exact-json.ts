import { isJsonObject, type JsonObject } from '@signalbox/core'

interface RawJson {
  readonly rawJSON?: (this: void, text: string) => unknown
}

type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown

/**
 * A tool call's arguments as the object this wire wants; `undefined` when they are none. Integers
 * beyond 2^53 keep their digits, where the runtime can write them.
 */
export function exactArguments(text: string): JsonObject | undefined {
  if (text.trim() === '') return {}
  try {
    const value: unknown = /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const keepDigits: Reviver = (_key, value, context) => {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const { source } = context ?? {}
  const { rawJSON } = JSON as RawJson
  return source !== undefined && /^-?\d+$/.test(source) && rawJSON !== undefined
    ? rawJSON(source)
    : value
}
