import type { Extensions, JsonObject, JsonValue, Warning } from '@signalbox/core'

/** The name of this wire; the key of its extensions. */
export const wire = 'anthropic-messages'

/** Takes a loss down. */
export type Warn = (code: Warning['code'], path: string, detail: string) => void

interface Extensible {
  readonly extensions?: Extensions | undefined
}

/** What this wire kept on a value; `undefined` when the value came from another wire. */
export function ownFields(value: Extensible): JsonObject | undefined {
  return value.extensions?.[wire]
}

/** The fields to write back towards this wire. */
export function extraFields(value: Extensible): JsonObject {
  return ownFields(value) ?? {}
}

/** An object without some keys, safe for keys a client chose. */
export function omit(object: JsonObject, keys: readonly string[]): JsonObject {
  const left = Object.keys(object).filter((key) => !keys.includes(key))
  return left.length === 0 ? {} : Object.fromEntries(left.map((key) => [key, object[key]]))
}

/** Extensions holding these fields, or nothing when there are none. */
export function keep(fields: JsonObject): { extensions?: Extensions } {
  return Object.keys(fields).length === 0 ? {} : { extensions: { [wire]: fields } }
}

const noise = new Set(['type', 'role', 'id', 'index', 'status', 'stream', 'stream_options'])

/** Warns for every field of another wire that says something and cannot be said here. */
export function warnForeign(value: Extensible, path: string, warn: Warn): void {
  for (const [owner, fields] of Object.entries(value.extensions ?? {})) {
    if (owner === wire || fields === undefined) continue
    for (const [key, field] of Object.entries(fields)) {
      if (noise.has(key) || key.startsWith('$') || !saysSomething(field)) continue
      warn('dropped', path === '' ? key : `${path}.${key}`, 'The provider has no such field.')
    }
  }
}

function saysSomething(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}
