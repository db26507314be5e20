import type { Answer, Call } from '../../call.ts'
import { checkContext } from '../../check-context.ts'
import { type JsonObject } from '../../json.ts'
import { Refusal } from '../../refusal.ts'
import { countChunks, writeScript, type Script } from '../../script.ts'
import { EVENT_STREAM } from '../../sse.ts'
import { outputItems, responseObject, showsSummary } from './responses-object.ts'
import { conversation, ownItems, responsesPrompt, storedResponse } from './responses-request.ts'
import { createEmit, responsesFailure, responsesFrames } from './responses-stream.ts'
import { checkConversation, checkResponses } from './responses-strict.ts'

/** `POST /responses`. */
export function createResponse(call: Call): Answer {
  if (call.strict) checkResponses(call)
  const items = conversation(call)
  if (call.strict) checkConversation(call, items)
  const prompt = responsesPrompt(call, items)
  checkContext(prompt, call)
  const script = writeScript(prompt, call.knobs, call.seed)
  const output = outputItems(call, script)
  const final = finished(call, script, output)
  keep(call, items, output, final)
  if (call.body['stream'] === true) {
    const emit = createEmit()
    return {
      kind: 'stream',
      headers: EVENT_STREAM,
      frames: responsesFrames(call, script, output, final, emit),
      inband: () => responsesFailure(call, emit),
      billed: script.usage,
      weight: {
        output: countChunks({ ...script, reasoning: [] }),
        reasoning: showsSummary(call) ? script.reasoning.length : 0,
      },
    }
  }
  const shown = call.body['background'] === true ? responseObject(call, 'queued', []) : final
  return { kind: 'whole', body: shown, billed: script.usage, chunks: countChunks(script) }
}

function finished(call: Call, script: Script, output: readonly JsonObject[]): JsonObject {
  const usage = script.usage
  if (script.finish === 'length') {
    return responseObject(call, 'incomplete', output, { usage, reason: 'max_output_tokens' })
  }
  if (script.finish === 'filter') {
    return responseObject(call, 'incomplete', output, { usage, reason: 'content_filter' })
  }
  return responseObject(call, 'completed', output, { usage })
}

function keep(
  call: Call,
  items: readonly JsonObject[],
  output: readonly JsonObject[],
  response: JsonObject,
): void {
  if (call.body['store'] === false) return
  const input = ownItems(call.body['input'])
  const stored = { response, input, history: [...items, ...output] }
  call.shelf.put('responses', String(response['id']), stored)
  for (const item of output) call.shelf.put('items', String(item['id']), item)
}

function found(call: Call, id: string): NonNullable<ReturnType<typeof storedResponse>> {
  const stored = storedResponse(call.shelf, id)
  if (stored !== undefined) return stored
  throw new Refusal(404, `Response with id '${id}' not found.`, { param: null })
}

/** `GET /responses/{id}`. */
export function readResponse(call: Call, id: string): Answer {
  return { kind: 'whole', body: found(call, id).response }
}

/** `DELETE /responses/{id}`. */
export function deleteResponse(call: Call, id: string): Answer {
  found(call, id)
  call.shelf.remove('responses', id)
  return { kind: 'whole', body: { id, object: 'response', deleted: true } }
}

/** `POST /responses/{id}/cancel`. */
export function cancelResponse(call: Call, id: string): Answer {
  const { response } = found(call, id)
  if (response['background'] !== true) {
    throw new Refusal(400, 'Only responses created with background=true can be cancelled.', {
      param: 'response_id',
    })
  }
  return { kind: 'whole', body: { ...response, status: 'cancelled' } }
}

/** `GET /responses/{id}/input_items`. */
export function readInputItems(call: Call, id: string): Answer {
  const data = found(call, id).input.map((item, index) => ({ id: `msg_${id}_${index}`, ...item }))
  const [first, last] = [data[0]?.id ?? null, data.at(-1)?.id ?? null]
  return {
    kind: 'whole',
    body: { object: 'list', data, first_id: first, last_id: last, has_more: false },
  }
}

/** `POST /responses/input_tokens`. */
export function countInputTokens(call: Call): Answer {
  const { inputTokens } = responsesPrompt(call, conversation(call))
  return {
    kind: 'whole',
    body: { object: 'response.input_tokens', input_tokens: inputTokens },
  }
}
