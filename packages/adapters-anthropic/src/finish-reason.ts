import type { Finish, FinishReason, JsonObject } from '@signalbox/core'

const decoded: ReadonlyMap<string, FinishReason> = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop-sequence'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'context-length'],
  ['tool_use', 'tool-calls'],
  ['pause_turn', 'pause'],
  ['refusal', 'refusal'],
])

/** What an answer says about its end; `delta` is a message or a `message_delta`'s delta. */
export function decodeFinish(delta: JsonObject, hasToolCalls: boolean): Finish {
  const { stop_reason: native, stop_sequence: sequence, stop_details: details } = delta
  const known = typeof native === 'string' ? (decoded.get(native) ?? 'other') : 'other'
  return {
    reason: known === 'stop' && hasToolCalls ? 'tool-calls' : known,
    ...(typeof native === 'string' ? { native } : {}),
    ...(typeof sequence === 'string' ? { stopSequence: sequence } : {}),
    ...(typeof details === 'object' && details !== null && !Array.isArray(details)
      ? { details: details as JsonObject }
      : {}),
  }
}

/** The `stop_*` fields for a client; `own` answers keep the provider's own word. */
export function encodeFinish(finish: Finish, own: boolean, hasToolCalls: boolean): JsonObject {
  const { native, stopSequence, details } = finish
  if (own && native !== undefined)
    return {
      stop_reason: native,
      stop_sequence: stopSequence ?? null,
      ...(details === undefined ? {} : { stop_details: details }),
    }
  const reason = encodeReason(finish.reason, hasToolCalls)
  return {
    stop_reason: reason,
    stop_sequence: reason === 'stop_sequence' ? (stopSequence ?? null) : null,
    ...(reason === 'refusal'
      ? { stop_details: { type: 'refusal', category: null, explanation: null } }
      : {}),
  }
}

function encodeReason(reason: FinishReason, hasToolCalls: boolean): string {
  switch (reason) {
    case 'stop':
      return hasToolCalls ? 'tool_use' : 'end_turn'
    case 'stop-sequence':
      return 'stop_sequence'
    case 'length':
      return 'max_tokens'
    case 'context-length':
      return 'model_context_window_exceeded'
    case 'tool-calls':
      return 'tool_use'
    case 'content-filter':
    case 'refusal':
    case 'recitation':
      return 'refusal'
    case 'pause':
      return 'pause_turn'
    case 'malformed-tool-call':
    case 'cancelled':
    case 'error':
    case 'other':
      return 'end_turn'
  }
}
