import type { ChatRequest, Completion, JsonObject, Part, WireResponse } from '@signalbox/core'
import { isJsonObject, jsonBody } from '@signalbox/core'

import { malformed } from '../errors.ts'
import { isList, objects, omit, text } from '../json-fields.ts'
import { failureOf } from './failure.ts'
import { decodeFinish } from './finish.ts'
import { decodeOutput } from './output-items.ts'
import { withOwn } from './own-fields.ts'
import { decodeResponsesUsage } from './usage.ts'

/** A provider's whole answer; a failed response throws its error. */
export function decodeResponsesResponse(
  response: WireResponse,
  _request?: ChatRequest,
): Completion {
  return decodeResponseObject(jsonBody(response))
}

/** A response object → completion; throws for a failed one and for what is none. */
export function decodeResponseObject(body: JsonObject): Completion {
  const failed = body['status'] === 'failed' || !isList(body['output'])
  if (failed && isJsonObject(body['error'])) throw failureOf(body)
  if (!isList(body['output']))
    throw malformed('The provider answered with something else than a response object.')
  const model = text(body, 'model') ?? ''
  const content = decodeOutput(body['output'], model)
  const createdAt = body['created_at']
  const usage = body['usage']
  const logprobs = outputLogprobs(content)
  return {
    id: text(body, 'id') ?? '',
    model,
    ...(typeof createdAt === 'number' ? { createdAt } : {}),
    ...(isJsonObject(usage) ? { usage: decodeResponsesUsage(usage) } : {}),
    ...withOwn({}),
    candidates: [
      {
        message: { role: 'assistant', content },
        finish: decodeFinish(body, content),
        ...(logprobs === undefined ? {} : { logprobs }),
        ...withOwn(responseFields(body)),
      },
    ],
  }
}

/** The fields of a response object that the model has no name for. */
export function responseFields(body: JsonObject): JsonObject {
  return omit(body, [
    'id',
    'output',
    typeof body['model'] === 'string' ? 'model' : '',
    typeof body['created_at'] === 'number' ? 'created_at' : '',
    isJsonObject(body['usage']) ? 'usage' : '',
  ])
}

function outputLogprobs(content: readonly Part[]): JsonObject | undefined {
  const all = content.flatMap((part) =>
    part.type === 'text' ? objects(part.extensions?.['openai-responses']?.['logprobs']) : [],
  )
  return all.length === 0 ? undefined : { content: all }
}
