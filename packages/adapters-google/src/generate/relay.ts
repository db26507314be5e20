import {
  isJsonObject,
  sseRelay,
  type Frame,
  type JsonObject,
  type StreamRelay,
  type UsdOf,
} from '@signalbox/core'

import { errorOfBody } from '../errors.ts'
import { decodeFinish } from '../finish-reason.ts'
import { decodeUsage } from '../usage.ts'
import { objectAt, objectsIn, stringOf } from '../wire/objects.ts'
import { isBlocked } from './response.ts'
import { malformed, truncated } from './stream-errors.ts'

const watch = /"(?:usageMetadata|finishReason|functionCall|promptFeedback|error)"/

/** Lets the stream's bytes pass and reads usage and endings beside them. */
export function relayStream(usdOf?: UsdOf): StreamRelay {
  let usage: JsonObject = {}
  let calls = false
  let broken = false
  return sseRelay({
    watch,
    cost: usdOf === undefined ? undefined : { path: ['usageMetadata'], usdOf },
    observe(frame, seen) {
      const chunk = parsed(frame)
      // A broken last event is a cut; with another behind it the provider wrote no JSON.
      if (broken) seen.error ??= malformed()
      broken = chunk === undefined
      if (chunk === undefined) return false
      if (isJsonObject(chunk['error'])) {
        seen.error = errorOfBody(chunk['error'])
        return true
      }
      seen.id ??= stringOf(chunk['responseId'])
      usage = { ...usage, ...objectAt(chunk, 'usageMetadata') }
      seen.usage = decodeUsage(usage) ?? seen.usage
      const candidates = objectsIn(chunk['candidates'])
      calls ||= candidates.some(hasCall)
      const ended = candidates.find(({ finishReason }) => finishReason !== undefined)
      if (ended === undefined) return isBlocked(objectAt(chunk, 'promptFeedback'))
      seen.finish ??= decodeFinish(ended['finishReason'], calls)
      return true
    },
    truncated,
  })
}

function parsed(frame: Frame): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(frame.data)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function hasCall(candidate: JsonObject): boolean {
  return objectsIn(objectAt(candidate, 'content')['parts']).some(
    ({ functionCall }) => functionCall !== undefined,
  )
}
