import type {
  Candidate,
  ChatRequest,
  Completion,
  JsonObject,
  Message,
  WireResponse,
} from '@signalbox/core'
import { isJsonObject, jsonBody } from '@signalbox/core'

import { inBandError, malformed } from '../errors.ts'
import { decodeFinish } from '../finish-reason.ts'
import { isList, objects, omit, text } from '../json-fields.ts'
import type { CompatibleRow } from '../row.ts'
import { decodeUsage } from '../usage.ts'
import { decodeAssistant } from './decode-message.ts'
import { soundType } from './media.ts'
import { objectAt, ownFields, withAnyOwn, withOwn } from './own-fields.ts'
import { callRestorer, type CallRestorer } from './restore-calls.ts'
import { saysSomething } from './scope.ts'

/** A whole answer; an error inside a 200 is thrown. */
export function decodeChatResponse(
  row: CompatibleRow,
  response: WireResponse,
  request: ChatRequest,
): Completion {
  const body = jsonBody(response)
  if (saysSomething(body['error'])) throw inBandError(body)
  const choices = body['choices']
  if (!isList(choices)) throw malformed('The provider answered without "choices".')
  const id = text(body, 'id')
  const model = text(body, 'model')
  const { created } = body
  const usage = usageOf(body)
  const restorer = callRestorer(row, request)
  const sound = soundType(request, 'wav')
  const taken = ['choices']
  if (id !== undefined) taken.push('id')
  if (model !== undefined) taken.push('model')
  if (typeof created === 'number') taken.push('created')
  if (body['object'] === 'chat.completion') taken.push('object')
  if (isJsonObject(body['usage'])) taken.push('usage')
  return {
    id: id ?? '',
    model: model ?? '',
    ...(typeof created === 'number' ? { createdAt: created } : undefined),
    ...(usage === undefined ? undefined : { usage: decodeUsage(usage, row) }),
    ...withAnyOwn(omit(body, taken)),
    candidates: objects(choices)
      .toSorted((a, b) => Number(a['index'] ?? 0) - Number(b['index'] ?? 0))
      .map((choice, index) =>
        decodeChoice(choice, { id: id ?? '', index, model: model ?? '', restorer, sound }),
      ),
  }
}

/** The usage of a body or chunk, wherever the provider put it. */
export function usageOf(body: JsonObject): JsonObject | undefined {
  if (isJsonObject(body['usage'])) return body['usage']
  const moved = objectAt(body, 'x_groq')['usage']
  if (isJsonObject(moved)) return moved
  return objects(body['choices'])
    .map((choice) => choice['usage'])
    .find(isJsonObject)
}

interface ChoicePlace {
  readonly id: string
  readonly index: number
  readonly model: string
  readonly restorer: CallRestorer
  readonly sound: string
}

function decodeChoice(choice: JsonObject, at: ChoicePlace): Candidate {
  const { logprobs } = choice
  const place = { answer: at.id, place: String(at.index), model: at.model, sound: at.sound }
  const message = restored(decodeAssistant(objectAt(choice, 'message'), place), at.restorer)
  const said = {
    calls: message.content.some((part) => part.type === 'tool-call'),
    refusal: message.content.some((part) => part.type === 'refusal'),
  }
  const native = text(choice, 'finish_reason')
  const taken = ['message', 'index']
  if (native !== undefined) taken.push('finish_reason')
  if (isJsonObject(logprobs)) taken.push('logprobs')
  // A stream has no place for fields of a message, so they travel with its candidate.
  const { extensions: _, ...rest } = message
  return {
    message: rest,
    finish: decodeFinish(native, said),
    ...(isJsonObject(logprobs) ? { logprobs } : undefined),
    ...withOwn({ ...omit(choice, taken), $message: ownFields(message) ?? {} }),
  }
}

function restored(message: Message, restorer: CallRestorer): Message {
  if (!message.content.some((part) => part.type === 'tool-call')) return message
  const content = message.content.map((part) =>
    part.type === 'tool-call' ? restorer.call(part) : part,
  )
  return { ...message, content }
}
