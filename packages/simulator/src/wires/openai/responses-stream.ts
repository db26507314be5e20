import type { Call, Frame } from '../../call.ts'
import { asObjects, type JsonObject } from '../../json.ts'
import { Refusal } from '../../refusal.ts'
import type { Script } from '../../script.ts'
import { OUTPUT, REASONING, sse } from '../../sse.ts'
import { openaiError } from './errors.ts'
import { responseObject } from './responses-object.ts'

type Emit = (type: string, data: JsonObject, tokens?: Omit<Frame, 'bytes'>) => Frame

/** Numbers the events of one stream. */
export function createEmit(): Emit {
  let sequence = 0
  return (type, data, tokens) => sse({ type, sequence_number: sequence++, ...data }, tokens, type)
}

/** The whole event sequence of a Responses stream. */
export function* responsesFrames(
  call: Call,
  script: Script,
  items: readonly JsonObject[],
  final: JsonObject,
  emit: Emit,
): Generator<Frame> {
  const running = responseObject(call, 'in_progress', [])
  yield emit('response.created', { response: running })
  yield emit('response.in_progress', { response: running })
  let calls = 0
  for (const [output_index, item] of items.entries()) {
    const place = { output_index, item_id: item['id'] }
    yield emit('response.output_item.added', { output_index, item: unfinished(item) })
    switch (item['type']) {
      case 'reasoning':
        yield* reasoningFrames(item, script, place, emit)
        break
      case 'message':
        yield* messageFrames(item, script, place, emit)
        break
      default:
        yield* callFrames(item, script.calls[calls++]?.pieces ?? [], place, emit)
    }
    yield emit('response.output_item.done', { output_index, item })
  }
  yield emit(`response.${String(final['status'])}`, { response: final })
}

function unfinished(item: JsonObject): JsonObject {
  switch (item['type']) {
    case 'reasoning':
      return { ...item, summary: [] }
    case 'message':
      return { ...item, status: 'in_progress', content: [] }
    case 'custom_tool_call':
      return { ...item, status: 'in_progress', input: '' }
    default:
      return { ...item, status: 'in_progress', arguments: '' }
  }
}

function* reasoningFrames(
  item: JsonObject,
  script: Script,
  place: JsonObject,
  emit: Emit,
): Generator<Frame> {
  const [summary] = asObjects(item['summary'])
  if (summary === undefined) return
  const part = { ...place, summary_index: 0 }
  const type = 'response.reasoning_summary'
  yield emit(`${type}_part.added`, { ...part, part: { type: 'summary_text', text: '' } })
  for (const delta of script.reasoning) {
    yield emit(`${type}_text.delta`, { ...part, delta }, REASONING)
  }
  yield emit(`${type}_text.done`, { ...part, text: summary['text'] })
  yield emit(`${type}_part.done`, { ...part, part: summary })
}

function* messageFrames(
  item: JsonObject,
  script: Script,
  place: JsonObject,
  emit: Emit,
): Generator<Frame> {
  const [whole = {}] = asObjects(item['content'])
  const refused = whole['type'] === 'refusal'
  const where = { ...place, content_index: 0 }
  const empty = refused ? { ...whole, refusal: '' } : { ...whole, text: '' }
  yield emit('response.content_part.added', { ...where, part: empty })
  const type = refused ? 'response.refusal' : 'response.output_text'
  const extra = refused ? {} : { logprobs: [] }
  for (const delta of script.text) {
    yield emit(`${type}.delta`, { ...where, delta, ...extra }, OUTPUT)
  }
  const done = refused ? { refusal: whole['refusal'] } : { text: whole['text'], logprobs: [] }
  yield emit(`${type}.done`, { ...where, ...done })
  yield emit('response.content_part.done', { ...where, part: whole })
}

function* callFrames(
  item: JsonObject,
  pieces: readonly string[],
  place: JsonObject,
  emit: Emit,
): Generator<Frame> {
  const custom = item['type'] === 'custom_tool_call'
  const type = custom ? 'response.custom_tool_call_input' : 'response.function_call_arguments'
  for (const delta of pieces) yield emit(`${type}.delta`, { ...place, delta }, OUTPUT)
  const done = custom
    ? { input: item['input'] }
    : { name: item['name'], arguments: item['arguments'] }
  yield emit(`${type}.done`, { ...place, ...done })
}

/** A failure after a good start: the nested error event, then `response.failed`. */
export function responsesFailure(call: Call, emit: Emit): readonly Frame[] {
  const { error } = openaiError(new Refusal(500, '')) as { error: JsonObject }
  const failed = { code: 'server_error', message: error['message'] }
  return [
    emit('error', { error: { ...error, code: 'server_error' } }),
    emit('response.failed', { response: responseObject(call, 'failed', [], { error: failed }) }),
  ]
}
