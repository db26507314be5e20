import type { Candidate, ChatRequest, Completion, JsonObject, Part } from '@signalbox/core'

import { failedAnswer, malformed } from '../errors.ts'
import { decodeFinish } from '../finish-reason.ts'
import { decodeUsage } from '../usage.ts'
import { numberOf, objectAt, objectsIn, stringOf } from '../wire/fields.ts'
import { toolKind, type ToolKind } from './tool-kind.ts'

/** A whole answer; one that failed at Cohere is thrown. The model is the one that was asked. */
export function decodeAnswer(body: JsonObject, request: ChatRequest): Completion {
  const native = stringOf(body['finish_reason'])
  const message = body['message']
  if (native === undefined || typeof message !== 'object')
    throw malformed('The provider answered without a message.')
  const finish = decodeFinish(native)
  const content = contentOf(objectAt(body, 'message'), toolKind(request))
  if (finish.reason === 'error' && content.length === 0) throw failedAnswer(native, undefined)
  const usage = decodeUsage(objectAt(body, 'usage'))
  const candidate: Candidate = { message: { role: 'assistant', content }, finish }
  return {
    id: stringOf(body['id']) ?? '',
    model: request.model,
    ...(usage === undefined ? {} : { usage }),
    candidates: [candidate],
  }
}

function contentOf(message: JsonObject, kindOf: ToolKind): readonly Part[] {
  const plan = stringOf(message['tool_plan']) ?? ''
  const citations = objectsIn(message['citations'])
  const blocks = objectsIn(message['content']).map((block, index): Part => {
    const thinking = stringOf(block['thinking'])
    if (thinking !== undefined) return { type: 'reasoning', text: thinking, form: 'full' }
    const own = citations.filter((citation) => (numberOf(citation['content_index']) ?? 0) === index)
    return {
      type: 'text',
      text: stringOf(block['text']) ?? '',
      ...(own.length === 0 ? {} : { citations: own }),
    }
  })
  return [
    ...blocks,
    ...(plan === '' ? [] : [{ type: 'text', text: plan } as const]),
    ...objectsIn(message['tool_calls']).map((call) => callOf(call, kindOf)),
  ]
}

function callOf(call: JsonObject, kindOf: ToolKind): Part {
  const called = objectAt(call, 'function')
  const name = stringOf(called['name']) ?? ''
  const text = argumentsOf(stringOf(called['arguments']))
  const kind = kindOf.of(name)
  return {
    type: 'tool-call',
    callId: stringOf(call['id']) ?? '',
    name,
    kind,
    arguments: kind === 'custom' ? kindOf.freeText(text) : text,
  }
}

/** A tool without parameters is called with `null`. */
export function argumentsOf(text: string | undefined): string {
  return text === undefined || text === '' || text === 'null' ? '{}' : text
}
