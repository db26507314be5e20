import type { Finish, FinishReason } from '@signalbox/core'

const reasons: ReadonlyMap<string, FinishReason> = new Map([
  ['COMPLETE', 'stop'],
  ['STOP_SEQUENCE', 'stop-sequence'],
  ['MAX_TOKENS', 'length'],
  ['TOOL_CALL', 'tool-calls'],
  ['ERROR_TOXIC', 'content-filter'],
  ['ERROR_LIMIT', 'context-length'],
  ['USER_CANCEL', 'cancelled'],
  ['ERROR', 'error'],
  ['TIMEOUT', 'error'],
])

/** Why an answer ended, with Cohere's own word. */
export function decodeFinish(native: string | undefined): Finish {
  if (native === undefined) return { reason: 'other' }
  return { reason: reasons.get(native) ?? 'other', native }
}
