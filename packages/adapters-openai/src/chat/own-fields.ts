import type { Extensions, JsonObject, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

/** The wire's name, in codecs, dialects and extensions. */
export const chatWire = 'openai-chat'

interface Extensible {
  readonly extensions?: Extensions | undefined
}

/** What this wire kept on a value; present (maybe empty) only on what it decoded. */
export function ownFields(value: Extensible): JsonObject | undefined {
  return value.extensions?.[chatWire]
}

/** A note on how the client wrote something; notes start with `$` and are never sent. */
export function note(value: Extensible, name: string): JsonValue | undefined {
  const own = ownFields(value)
  return own !== undefined && Object.hasOwn(own, `$${name}`) ? own[`$${name}`] : undefined
}

/** The fields to write back. */
export function extraFields(value: Extensible): JsonObject {
  const entries = Object.entries(ownFields(value) ?? {})
  return Object.fromEntries(entries.filter(([key]) => !key.startsWith('$')))
}

/** Spread into a value: its fields of this wire. */
export function withOwn(fields: JsonObject): { readonly extensions: Extensions } {
  return { extensions: { [chatWire]: fields } }
}

/** Spread into a value that has fields of this wire, else nothing. */
export function withAnyOwn(fields: JsonObject): { readonly extensions?: Extensions } {
  return Object.keys(fields).length === 0 ? {} : withOwn(fields)
}

/** The object in a field, else an empty one. */
export function objectAt(value: JsonObject, key: string): JsonObject {
  const entry = value[key]
  return isJsonObject(entry) ? entry : {}
}
