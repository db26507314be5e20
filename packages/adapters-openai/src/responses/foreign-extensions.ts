import type { ChatRequest, Extensions, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList } from '../json-fields.ts'
import type { Warn } from '../warnings.ts'
import { responsesWire } from './own-fields.ts'

/** Transport, and (with a `$`) another wire's notes on how its client wrote something. */
const noise = new Set(['type', 'role', 'id', 'index', 'status', 'stream', 'stream_options'])

/** Names every field of another wire that this one cannot say. */
export function warnForeign(request: ChatRequest, warn: Warn): void {
  report(request.extensions, '', warn)
  for (const [m, message] of request.messages.entries()) {
    report(message.extensions, `messages.${String(m)}.`, warn)
    if (message.name !== undefined)
      warn('dropped', `messages.${String(m)}.name`, 'This wire has no names of participants.')
    for (const [p, part] of message.content.entries())
      report(part.extensions, `messages.${String(m)}.content.${String(p)}.`, warn)
  }
  for (const [t, tool] of (request.tools ?? []).entries())
    if (tool.type !== 'server') report(tool.extensions, `tools.${String(t)}.`, warn)
}

function report(extensions: Extensions | undefined, prefix: string, warn: Warn): void {
  if (extensions === undefined) return
  for (const [wire, fields] of Object.entries(extensions)) {
    if (wire === responsesWire || fields === undefined) continue
    for (const [key, value] of Object.entries(fields))
      if (!noise.has(key) && !key.startsWith('$') && saysSomething(value))
        warn('dropped', prefix + key, `"${key}" is known to another wire only.`)
  }
}

function saysSomething(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === '') return false
  if (isList(value)) return value.length > 0
  return !isJsonObject(value) || Object.keys(value).length > 0
}
