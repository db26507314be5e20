import type { Extensions, JsonObject, JsonValue, Warning } from '@signalbox/core'

/** The name of this wire; the key of its extensions. */
export const wire = 'bedrock-converse'

/** Takes a loss down. */
export type Warn = (code: Warning['code'], path: string, detail: string) => void

interface Extensible {
  readonly extensions?: Extensions | undefined
}

/** Fields of Converse that no other wire has: whoever writes one, in whatever dialect, means it. */
const passing = [
  'additionalModelRequestFields',
  'additionalModelResponseFieldPaths',
  'guardrailConfig',
  'performanceConfig',
  'promptVariables',
  'requestMetadata',
]

/** The Converse fields that a client of any wire wrote by their own names. */
export function passedFields({ extensions = {} }: Extensible): JsonObject {
  const found = Object.values(extensions).flatMap((fields = {}) =>
    passing.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]] as const])),
  )
  return Object.fromEntries(found)
}

/** Extensions holding these fields, or nothing when there are none. */
export function keep(fields: JsonObject): { extensions?: Extensions } {
  return Object.keys(fields).length === 0 ? {} : { extensions: { [wire]: fields } }
}

/** An object without some keys, safe for keys a client chose. */
export function omit(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}

const noise = new Set(['type', 'role', 'id', 'index', 'status', 'stream', 'stream_options'])

/** Warns for every field of another wire that says something and cannot be said here. */
export function warnForeign(value: Extensible, path: string, warn: Warn): void {
  for (const [owner, fields] of Object.entries(value.extensions ?? {})) {
    if (owner === wire || fields === undefined) continue
    for (const [key, field] of Object.entries(fields)) {
      if (noise.has(key) || key.startsWith('$') || !saysSomething(field)) continue
      if (path === '' && passing.includes(key)) continue
      warn('dropped', path === '' ? key : `${path}.${key}`, 'The provider has no such field.')
    }
  }
}

function saysSomething(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}
