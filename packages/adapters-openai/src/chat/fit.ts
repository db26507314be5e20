import type { JsonObject, JsonValue, Target } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, objects, omit, text } from '../json-fields.ts'
import type { CompatibleRow } from '../row.ts'
import type { Warn } from '../warnings.ts'
import { aliasFor } from './call-ids.ts'
import { saysSomething } from './scope.ts'

/** The top-level edits a body of this wire needs for a target; `undefined` deletes. Both lanes use it. */
export function fitBody(
  body: JsonObject,
  row: CompatibleRow,
  target: Target,
  warn: Warn,
): JsonObject {
  const renamed = rename(body, row, target)
  const edits = {
    ...defaultsFor(body, row),
    ...dropped(renamed === undefined ? body : { ...body, ...renamed }, row, warn),
    ...renamed,
    ...clampStops(body, row, target, warn),
    ...streaming(body, row, target),
    model: target.model,
  }
  const messages = fitMessages(body['messages'], row)
  return messages === undefined ? edits : { ...edits, messages }
}

function defaultsFor(body: JsonObject, { defaults }: CompatibleRow): JsonObject | undefined {
  if (defaults === undefined) return undefined
  return Object.fromEntries(Object.entries(defaults).filter(([key]) => body[key] === undefined))
}

function dropped(
  body: JsonObject,
  { drops = [], provider }: CompatibleRow,
  warn: Warn,
): JsonObject | undefined {
  const present = drops.filter((field) => body[field] !== undefined && !isOne(field, body[field]))
  if (present.length === 0) return undefined
  for (const field of present)
    if (saysSomething(body[field])) warn('dropped', field, `${provider} does not take "${field}".`)
  return Object.fromEntries(present.map((field) => [field, undefined]))
}

/** One answer is what everybody gives. */
function isOne(field: string, value: JsonValue | undefined): boolean {
  return field === 'n' && value === 1
}

function rename(body: JsonObject, row: CompatibleRow, target: Target): JsonObject | undefined {
  const { reasoning } = target.capabilities ?? {}
  const thinks = reasoning !== undefined && reasoning !== 'none'
  const names: Readonly<Record<string, string>> | undefined =
    thinks && row.renames?.['max_completion_tokens'] === undefined
      ? { ...row.renames, max_tokens: 'max_completion_tokens' }
      : row.renames
  if (names === undefined) return undefined
  const edits = Object.entries(names).flatMap(([from, to]): [string, JsonValue | undefined][] => {
    if (body[from] === undefined) return []
    const kept = body[to] === undefined ? [[to, body[from]] as [string, JsonValue | undefined]] : []
    return [[from, undefined], ...kept]
  })
  return Object.fromEntries(edits)
}

function clampStops(
  body: JsonObject,
  row: CompatibleRow,
  target: Target,
  warn: Warn,
): JsonObject | undefined {
  const max = target.capabilities?.maxStops ?? row.capabilities?.maxStops
  const { stop } = body
  if (
    max === undefined ||
    !isList(stop) ||
    stop.length <= max ||
    row.drops?.includes('stop') === true
  )
    return undefined
  warn('clamped', 'stop', `The provider takes at most ${String(max)} stop sequences.`)
  return { stop: max === 0 ? undefined : stop.slice(0, max) }
}

function streaming(body: JsonObject, row: CompatibleRow, target: Target): JsonObject | undefined {
  const forced = body['stream'] !== true && answersOnlyStreamed(body, row, target)
  if (row.streamOptions === false && body['stream_options'] !== undefined)
    return { stream_options: undefined, ...(forced ? { stream: true } : {}) }
  if (body['stream'] !== true && !forced) return undefined
  const asked = isJsonObject(body['stream_options']) ? body['stream_options'] : {}
  const options =
    row.streamOptions === false
      ? {}
      : {
          stream_options:
            asked['include_usage'] === true ? asked : { ...asked, include_usage: true },
        }
  return { ...options, ...(forced ? { stream: true } : {}) }
}

function answersOnlyStreamed(body: JsonObject, row: CompatibleRow, target: Target): boolean {
  const { models, fields = [] } = row.streamOnly ?? {}
  if (models !== undefined && new RegExp(models).test(target.model)) return true
  return fields.some((field) => body[field] === true)
}

/** The messages with the roles, ids and fields the row asks for; undefined when all fit. */
function fitMessages(
  messages: JsonValue | undefined,
  row: CompatibleRow,
): readonly JsonValue[] | undefined {
  if (!isList(messages)) return undefined
  const { messageDrops = [], developerRole } = row
  const needed = developerRole === false || messageDrops.length > 0 || row.callIds !== undefined
  if (!needed) return undefined
  if (!messages.some((message) => isJsonObject(message) && isConcerned(message, row)))
    return undefined
  const alias = aliasFor(row)
  const fitted = messages.map((message) => {
    if (!isJsonObject(message)) return message
    const edits = {
      ...(developerRole === false && message['role'] === 'developer' ? { role: 'system' } : {}),
      ...aliased(message, alias),
    }
    const drops = messageDrops.filter((field) => message[field] !== undefined)
    if (drops.length === 0 && Object.keys(edits).length === 0) return message
    return omit({ ...message, ...edits }, drops)
  })
  return fitted.every((message, index) => message === messages[index]) ? undefined : fitted
}

/** Whether a row may want something of a message, seen without building anything. */
function isConcerned(message: JsonObject, { messageDrops = [] }: CompatibleRow): boolean {
  return (
    message['role'] === 'developer' ||
    message['tool_call_id'] !== undefined ||
    message['tool_calls'] !== undefined ||
    messageDrops.some((field) => message[field] !== undefined)
  )
}

function aliased(message: JsonObject, alias: (callId: string) => string): JsonObject {
  const id = text(message, 'tool_call_id')
  const answers = id === undefined || alias(id) === id ? {} : { tool_call_id: alias(id) }
  const calls = objects(message['tool_calls'])
  const ids = calls.map((call) => text(call, 'id'))
  if (ids.every((callId) => callId === undefined || alias(callId) === callId)) return answers
  const renamed = calls.map((call, index) => {
    const callId = ids[index]
    return callId === undefined ? call : { ...call, id: alias(callId) }
  })
  return { ...answers, tool_calls: renamed }
}
