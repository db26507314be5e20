import type { Finish, FinishReason, JsonObject, Part } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { text } from '../json-fields.ts'

/** Why a response ended, from its status; a tool call in the output decides `tool-calls`. */
export function decodeFinish(response: JsonObject, content: readonly Pick<Part, 'type'>[]): Finish {
  const status = text(response, 'status')
  const details = response['incomplete_details']
  const cause = isJsonObject(details) ? text(details, 'reason') : undefined
  const native = cause ?? status
  const reason = reasonOf(status, cause, content)
  return {
    reason,
    ...(native === undefined ? {} : { native }),
    ...(isJsonObject(details) ? { details } : {}),
  }
}

function reasonOf(
  status: string | undefined,
  cause: string | undefined,
  content: readonly Pick<Part, 'type'>[],
): FinishReason {
  switch (status) {
    case undefined:
    case 'completed':
      if (content.some((part) => part.type === 'tool-call')) return 'tool-calls'
      return content.some((part) => part.type === 'refusal') ? 'refusal' : 'stop'
    case 'incomplete':
      if (cause === 'content_filter') return 'content-filter'
      return cause === 'max_output_tokens' || cause === 'max_tokens' ? 'length' : 'other'
    case 'cancelled':
      return 'cancelled'
    case 'failed':
      return 'error'
    default:
      return 'other'
  }
}

/** `status`, `incomplete_details` and `error` of a response object for an ending. */
export function encodeFinish(finish: Finish): JsonObject {
  switch (finish.reason) {
    case 'stop':
    case 'stop-sequence':
    case 'tool-calls':
    case 'refusal':
    case 'other':
      return ended('completed')
    case 'length':
    case 'context-length':
    case 'pause':
      return ended('incomplete', 'max_output_tokens')
    case 'content-filter':
    case 'recitation':
      return ended('incomplete', 'content_filter')
    case 'cancelled':
      return ended('cancelled')
    case 'malformed-tool-call':
      return failed('The model wrote a tool call that cannot be read.')
    case 'error':
      return failed('The model stopped with an error.')
  }
}

function ended(status: string, reason?: string): JsonObject {
  return {
    status,
    error: null,
    incomplete_details: reason === undefined ? null : { reason },
  }
}

function failed(message: string): JsonObject {
  return { status: 'failed', error: { code: 'server_error', message }, incomplete_details: null }
}
