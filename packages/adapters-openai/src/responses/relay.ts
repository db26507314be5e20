import type { Frame, Seen, StreamRelay, UsdOf } from '@signalbox/core'
import { isJsonObject, sseRelay, type JsonObject } from '@signalbox/core'

import { malformed, truncated } from '../errors.ts'
import { text } from '../json-fields.ts'
import { failureOf } from './failure.ts'
import { decodeFinish } from './finish.ts'
import { decodeOutput } from './output-items.ts'
import { decodeResponsesUsage } from './usage.ts'

const watch =
  /"type":\s*"(?:response\.(?:completed|incomplete|failed|cancelled)|error)"|^data:\s*\{"error"/m

/** What a provider's streams need before a client of this wire may read them. */
export interface ResponsesRepairs {
  /** The provider leaves out the `event:` lines and ends with `[DONE]`. */
  readonly nameEvents?: boolean | undefined
}

/** Lets a stream of this wire pass and reads its terminal event. */
export function relayResponsesStream(
  { nameEvents }: ResponsesRepairs = {},
  usdOf?: UsdOf,
): StreamRelay {
  const cost = usdOf === undefined ? undefined : { path: ['response', 'usage'], usdOf }
  const repair = nameEvents === true ? nameEvent : undefined
  return sseRelay({ watch, observe, cost, truncated, repair })
}

function nameEvent(frame: Frame): string | undefined {
  if (frame.data === '[DONE]') return ''
  if (frame.event !== undefined) return undefined
  const event = parse(frame.data)
  const type = event === undefined ? undefined : text(event, 'type')
  return type === undefined ? undefined : `event: ${type}\ndata: ${frame.data}\n\n`
}

function observe(frame: Frame, seen: Seen): boolean {
  if (frame.data === '[DONE]') return false
  const event = parse(frame.data)
  if (event === undefined) {
    seen.error ??= malformed('The provider sent an event that is not JSON.')
    return true
  }
  const type = text(event, 'type') ?? (isJsonObject(event['error']) ? 'error' : '')
  const response = isJsonObject(event['response']) ? event['response'] : {}
  switch (type) {
    case 'error':
      seen.error ??= failureOf(event)
      return true
    case 'response.failed':
      note(response, seen)
      seen.error ??= failureOf(response)
      return true
    case 'response.completed':
    case 'response.incomplete':
    case 'response.cancelled': {
      note(response, seen)
      const status = text(response, 'status') ?? type.slice('response.'.length)
      const output = decodeOutput(response['output'], '')
      seen.finish = decodeFinish({ ...response, status }, output)
      return true
    }
    default:
      return false
  }
}

function note(response: JsonObject, seen: Seen): void {
  const [id, usage] = [text(response, 'id'), response['usage']]
  if (id !== undefined) seen.id = id
  if (isJsonObject(usage)) seen.usage = decodeResponsesUsage(usage)
}

function parse(data: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(data)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
