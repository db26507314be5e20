import type { ChatDialect, ChatRequest, Inbound, JsonObject, TakenHints } from '@signalbox/core'
import { GatewayError, sourceOf, stringify, takeHints } from '@signalbox/core'

import { classifyResponses } from '../leaves/responses-leaves.ts'
import { decodeBody } from '../responses/decode-request.ts'
import { ownFields, responsesWire } from '../responses/own-fields.ts'
import { encodeResponseObject } from '../responses/response-object.ts'
import { checkResponsesBody } from '../wire/responses.ts'
import { encodeResponsesError } from './responses-error.ts'
import { encodeResponsesStream } from './responses-stream.ts'

/** `POST /v1/responses` as OpenAI's clients speak it. */
export const openaiResponses: ChatDialect = {
  name: responsesWire,
  surfaces: [{ method: 'POST', path: '/v1/responses', lane: 'hot', auth: 'key' }],
  decodeRequest: decodeResponsesRequest,
  encodeReply(reply, request) {
    if (reply.type !== 'completion')
      throw new GatewayError('internal', 'A response can only be made from a completion.')
    const body = stringify(encodeResponseObject(reply.completion, request))
    return { status: 200, headers: ['content-type', 'application/json'], body }
  },
  encodeStream: encodeResponsesStream,
  encodeError: encodeResponsesError,
  classify: classifyResponses,
}

/** A client's body as a request; without `inbound` it has no source. */
export function decodeResponsesRequest(body: JsonObject, inbound?: Inbound): ChatRequest {
  const taken = takeHints(body, inbound?.headers ?? [])
  checkResponsesBody(taken.body)
  const request = decodeBody(taken.body)
  const sessionId = taken.sessionId ?? request.promptCache?.key
  return {
    ...request,
    ...(taken.hints === undefined ? {} : { hints: taken.hints }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(taken.user === undefined ? {} : { user: taken.user }),
    ...(taken.metadata === undefined ? {} : headerMetadata(request, taken)),
    ...(inbound === undefined ? {} : { source: sourceOf(responsesWire, taken, inbound) }),
  }
}

/** Metadata of the header is for the gateway: the provider gets what the body says. */
function headerMetadata(request: ChatRequest, taken: TakenHints): Partial<ChatRequest> {
  const own = { ...ownFields(request), metadata: taken.body['metadata'] }
  return {
    metadata: { ...request.metadata, ...taken.metadata },
    extensions: { ...request.extensions, [responsesWire]: own },
  }
}
