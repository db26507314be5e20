import type { ContinuityToken, Extensions, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList } from '../json-fields.ts'
import type { CompatibleRow } from '../row.ts'
import type { Warn } from '../warnings.ts'
import type { MediaScope } from './encode-media.ts'
import { chatWire } from './own-fields.ts'

/** What encoding a message depends on. */
export interface MessageScope extends MediaScope {
  /** An answer for a client, which may show what a provider would refuse. */
  readonly reply: boolean
  readonly row: CompatibleRow
  readonly warn: Warn
  accepts(token: ContinuityToken): boolean
}

/** A tool's name where there are no namespaces. */
export function flatName(tool: {
  readonly name: string
  readonly namespace?: string | undefined
}): string {
  return tool.namespace === undefined ? tool.name : `${tool.namespace}__${tool.name}`
}

/** Names what other wires kept on a value and this one cannot say. */
export function warnForeign(
  value: { readonly extensions?: Extensions | undefined },
  path: string,
  warn: Warn,
): void {
  for (const [wire, fields] of Object.entries(value.extensions ?? {})) {
    if (wire === chatWire || fields === undefined) continue
    for (const [key, entry] of Object.entries(fields))
      if (!key.startsWith('$') && !noise.has(key) && saysSomething(entry))
        warn('dropped', path === '' ? key : `${path}.${key}`, 'Chat Completions has no such field.')
  }
}

const noise = new Set([
  'type',
  'role',
  'id',
  'index',
  'status',
  'stream',
  'stream_options',
  'object',
])

/** Whether a value is more than an empty default. */
export function saysSomething(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  if (isList(value)) return value.length > 0
  return !isJsonObject(value) || Object.keys(value).length > 0
}
