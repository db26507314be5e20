import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

const longInteger = /\d{16}/

/** The object in a JSON text, with integers beyond 2^53 kept digit by digit; undefined if it is none. */
export function parseObject(text: string): JsonObject | undefined {
  if (text.trim() === '') return {}
  try {
    const value: unknown = longInteger.test(text)
      ? JSON.parse(text, exactInteger)
      : JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Text of a JSON value, as a tool call carries it. */
export function jsonText(value: JsonValue | undefined): string {
  return value === undefined || value === null ? '{}' : JSON.stringify(value)
}

interface RawJson {
  rawJSON?(text: string): unknown
}

function exactInteger(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined || Number.isSafeInteger(value)) return value
  if (!/^-?\d+$/.test(source)) return value
  return (JSON as RawJson).rawJSON?.(source) ?? value
}
