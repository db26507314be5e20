import type { Finish, FinishReason, Part } from '@signalbox/core'

const known: ReadonlyMap<string, FinishReason> = new Map<string, FinishReason>([
  ['stop', 'stop'],
  ['eos', 'stop'],
  ['end_turn', 'stop'],
  ['STOP', 'stop'],
  ['completed', 'stop'],
  ['stop_sequence', 'stop-sequence'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['MAX_TOKENS', 'length'],
  ['model_length', 'context-length'],
  ['tool_calls', 'tool-calls'],
  ['tool_use', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['content_filter', 'content-filter'],
  ['content_filtered', 'content-filter'],
  ['abort', 'cancelled'],
  ['error', 'error'],
  ['insufficient_system_resource', 'error'],
])

/** A provider's word as a finish; calls decide over `stop`, and an empty word is none. */
export function decodeFinish(
  native: string | undefined,
  said: { readonly calls: boolean; readonly refusal: boolean },
): Finish {
  const reason = reasonOf(native, said)
  return native === undefined || native === '' ? { reason } : { reason, native }
}

function reasonOf(
  native: string | undefined,
  { calls, refusal }: { readonly calls: boolean; readonly refusal: boolean },
): FinishReason {
  const reason = native === undefined || native === '' ? 'stop' : (known.get(native) ?? 'other')
  if (reason !== 'stop') return reason
  if (calls) return 'tool-calls'
  return refusal ? 'refusal' : 'stop'
}

/** A refusal whose model said so in no part of its own would look like a normal end: clients know a filter. */
export function visibleFinish(finish: Finish, parts: Iterable<Pick<Part, 'type'>>): Finish {
  if (finish.reason !== 'refusal') return finish
  for (const { type } of parts) if (type === 'refusal') return finish
  return { ...finish, reason: 'content-filter' }
}

/** OpenAI's word for a finish. */
export function encodeFinish({ reason }: Finish): string {
  switch (reason) {
    case 'tool-calls':
      return 'tool_calls'
    case 'length':
    case 'context-length':
      return 'length'
    case 'content-filter':
    case 'recitation':
      return 'content_filter'
    case 'stop':
    case 'stop-sequence':
    case 'refusal':
    case 'pause':
    case 'malformed-tool-call':
    case 'cancelled':
    case 'error':
    case 'other':
      return 'stop'
  }
}

/** The five words OpenAI's clients know. */
export const openaiFinishes: ReadonlySet<string> = new Set([
  'stop',
  'length',
  'tool_calls',
  'content_filter',
  'function_call',
])
