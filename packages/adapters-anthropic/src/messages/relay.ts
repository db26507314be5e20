import {
  isJsonObject,
  sseRelay,
  type Frame,
  type JsonObject,
  type Seen,
  type StreamRelay,
  type UsdOf,
} from '@signalbox/core'

import { classifyEvent } from '../errors.ts'
import { decodeFinish } from '../finish-reason.ts'
import { decodeUsage, mergeUsage } from '../usage.ts'
import { truncated } from './stream.ts'

const watch = /"type":\s*"(?:message_(?:start|delta|stop)|error)"/

/** Lets a stream of this wire pass untouched and reads id, usage and ending beside it. */
export function relayStream(usdOf?: UsdOf): StreamRelay {
  const cost = usdOf === undefined ? undefined : { path: ['usage'], usdOf }
  let usage: JsonObject = {}
  let ending: JsonObject = {}

  function use(seen: Seen, value: unknown): void {
    if (!isJsonObject(value)) return
    usage = mergeUsage(usage, value)
    seen.usage = decodeUsage(usage)
  }

  function observe(frame: Frame, seen: Seen): boolean {
    const event = parse(frame.data)
    const { type, message, delta } = event ?? {}
    if (type === 'message_start' && isJsonObject(message)) {
      if (typeof message['id'] === 'string') seen.id = message['id']
      use(seen, message['usage'])
    } else if (type === 'message_delta') {
      if (isJsonObject(delta)) ending = mergeUsage(ending, delta)
      seen.finish = decodeFinish(ending, false)
      use(seen, event?.['usage'])
    } else if (type === 'error' && event !== undefined) seen.error ??= classifyEvent(event)
    return type === 'message_stop'
  }

  return sseRelay({ watch, observe, cost, truncated })
}

function parse(data: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(data)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
