import { isJsonObject, type JsonObject } from './json.ts'
import { hasLongInteger } from './long-integer.ts'

/** The digits of members as they were read, where the number beside them is only near. */
const digits = Symbol('digits')

interface Holder {
  [digits]?: Map<string, string>
}

interface RawJson {
  readonly rawJSON?: (this: void, text: string) => unknown
}

/** `JSON.parse`; `writeJson` gives integers beyond 2^53 back digit by digit, also out of parts of the value. */
export function parseJson(text: string): unknown {
  return mayRound(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)
}

/** The object in a JSON text, as `parseJson` reads it; an empty text is an empty object. */
export function parseJsonObject(text: string): JsonObject | undefined {
  if (text.trim() === '') return {}
  try {
    const value = parseJson(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** `JSON.stringify`, with the digits of what `parseJson` has read where the runtime can write them. */
export function writeJson(value: unknown): string {
  const text = JSON.stringify(value)
  // Doubles of more than 21 digits are written with an exponent.
  const isRounded = mayRound(text) || (text.includes('+') && /\de\+/.test(text))
  return isRounded ? JSON.stringify(value, writeDigits) : text
}

function mayRound(text: string): boolean {
  return hasLongInteger(text.length, (index) => text.charCodeAt(index))
}

/** They stay numbers for whoever reads them; spreading an object keeps their digits. */
function keepDigits(
  this: Holder,
  key: string,
  value: unknown,
  context?: { readonly source?: string },
): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined || Number.isSafeInteger(value)) return value
  if (/^-?\d+$/.test(source)) (this[digits] ??= new Map<string, string>()).set(key, source)
  return value
}

function writeDigits(this: Holder, key: string, value: unknown): unknown {
  const source = typeof value === 'number' ? this[digits]?.get(key) : undefined
  // Somebody may have put another number there.
  if (source === undefined || Number(source) !== value) return value
  return (JSON as RawJson).rawJSON?.(source) ?? value
}
