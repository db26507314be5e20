import type { ChatRequest, Finish, FinishReason } from '@signalbox/core'

const reasons: ReadonlyMap<string, FinishReason> = new Map([
  ['end_turn', 'stop'],
  ['tool_use', 'tool-calls'],
  ['max_tokens', 'length'],
  ['stop_sequence', 'stop-sequence'],
  ['guardrail_intervened', 'content-filter'],
  ['content_filtered', 'content-filter'],
  ['malformed_model_output', 'other'],
  ['malformed_tool_use', 'malformed-tool-call'],
  ['model_context_window_exceeded', 'context-length'],
])

/** Why an answer ended; a call that reaches the client decides, not the word alone. */
export function decodeFinish(
  native: unknown,
  { hasCalls, stop = [] }: { readonly hasCalls: boolean; readonly stop?: ChatRequest['stop'] },
): Finish {
  if (typeof native !== 'string') return { reason: 'other' }
  const known = reasons.get(native) ?? 'other'
  if (known === 'stop' && hasCalls) return { reason: 'tool-calls', native }
  // The call that carried a structured answer is no call to the client.
  if (known === 'tool-calls' && !hasCalls) return { reason: 'stop', native }
  // Which one it was is not said; of one there is no doubt.
  const [only] = known === 'stop-sequence' && stop.length === 1 ? stop : []
  return { reason: known, native, ...(only === undefined ? {} : { stopSequence: only }) }
}
