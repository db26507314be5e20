import type { Finish, FinishReason } from '@signalbox/core'

const reasons: Readonly<Record<string, FinishReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content-filter',
  RECITATION: 'recitation',
  LANGUAGE: 'recitation',
  OTHER: 'other',
  BLOCKLIST: 'content-filter',
  PROHIBITED_CONTENT: 'content-filter',
  SPII: 'content-filter',
  MALFORMED_FUNCTION_CALL: 'malformed-tool-call',
  UNEXPECTED_TOOL_CALL: 'malformed-tool-call',
  TOO_MANY_TOOL_CALLS: 'malformed-tool-call',
  MALFORMED_RESPONSE: 'malformed-tool-call',
  MISSING_THOUGHT_SIGNATURE: 'malformed-tool-call',
  IMAGE_SAFETY: 'content-filter',
  IMAGE_PROHIBITED_CONTENT: 'content-filter',
  NO_IMAGE: 'recitation',
  IMAGE_RECITATION: 'recitation',
  IMAGE_OTHER: 'other',
  CONTINUATION: 'pause',
  MODEL_ARMOR: 'content-filter',
}

/** Google's words in the order of their protobuf numbers, for `enum-encoding=int`. */
const numbered = [
  'FINISH_REASON_UNSPECIFIED',
  'STOP',
  'MAX_TOKENS',
  'SAFETY',
  'RECITATION',
  'OTHER',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'MALFORMED_FUNCTION_CALL',
]

/** Google says STOP after a function call too, so what was seen decides. */
export function decodeFinish(native: unknown, calls: boolean): Finish {
  const word = typeof native === 'number' ? numbered[native] : native
  if (typeof word !== 'string') return { reason: 'other' }
  const reason = Object.hasOwn(reasons, word) ? (reasons[word] ?? 'other') : 'other'
  return { reason: calls && reason === 'stop' ? 'tool-calls' : reason, native: word }
}

/** Google's own word where it gave one, else the nearest. */
export function encodeFinish(finish: Finish): string {
  const { native } = finish
  if (native !== undefined && Object.hasOwn(reasons, native)) return native
  return nearest(finish.reason)
}

function nearest(reason: FinishReason): string {
  switch (reason) {
    case 'stop':
    case 'stop-sequence':
    case 'tool-calls':
      return 'STOP'
    case 'length':
    case 'context-length':
      return 'MAX_TOKENS'
    case 'content-filter':
    case 'refusal':
      return 'SAFETY'
    case 'recitation':
      return 'RECITATION'
    case 'pause':
      return 'CONTINUATION'
    case 'malformed-tool-call':
      return 'MALFORMED_FUNCTION_CALL'
    case 'cancelled':
    case 'error':
    case 'other':
      return 'OTHER'
  }
}
