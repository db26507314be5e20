import type { Extensions, JsonObject, Warning } from '@signalbox/core'

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

/** How the wire wrote a value that it can write in two ways (`$` marks fields that are never sent). */
export function ownForm(value: Extensible): JsonObject[string] {
  return ownFields(value)?.['$form']
}

/** The fields to write back towards this wire. */
export function extraFields(value: Extensible): JsonObject {
  const entries = Object.entries(ownFields(value) ?? {})
  return Object.fromEntries(entries.filter(([key]) => !key.startsWith('$')))
}

/** An object without some keys, safe for keys a client chose. */
export function omit(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}

/** Extensions holding these fields, or nothing when there are none. */
export function keep(fields: JsonObject): { extensions?: Extensions } {
  return Object.keys(fields).length === 0 ? {} : { extensions: { [wire]: fields } }
}

/** Warns for every field of another wire that cannot be said here. */
export function warnForeign(value: Extensible, path: string, warn: Warn): void {
  for (const [owner, fields] of Object.entries(value.extensions ?? {})) {
    if (owner === wire || fields === undefined) continue
    for (const key of Object.keys(fields)) {
      if (!key.startsWith('$'))
        warn('dropped', path === '' ? key : `${path}.${key}`, 'The provider has no such field.')
    }
  }
}
