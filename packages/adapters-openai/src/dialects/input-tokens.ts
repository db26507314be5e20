import type { CountTokensRequest, Dialect, Inbound, JsonObject } from '@signalbox/core'
import { GatewayError, stringify } from '@signalbox/core'

import { classifyResponses } from '../leaves/responses-leaves.ts'
import { inputTokensWire } from '../responses/input-tokens.ts'
import { encodeResponsesError } from './responses-error.ts'
import { decodeResponsesRequest } from './responses.ts'

/** `POST /v1/responses/input_tokens`: how many tokens a Responses body would be. */
export const openaiInputTokens: Dialect = {
  name: inputTokensWire,
  surfaces: [{ method: 'POST', path: '/v1/responses/input_tokens', lane: 'hot', auth: 'key' }],
  decodeRequest: decodeInputTokens,
  encodeReply(reply) {
    if (reply.type !== 'result' || reply.result.operation !== 'count-tokens')
      throw new GatewayError('internal', 'A token count can only be made from a count.')
    const body = { object: 'response.input_tokens', input_tokens: reply.result.inputTokens }
    return { status: 200, headers: ['content-type', 'application/json'], body: stringify(body) }
  },
  encodeError: encodeResponsesError,
  classify: classifyResponses,
}

function decodeInputTokens(body: JsonObject, inbound?: Inbound): CountTokensRequest {
  const { source, hints, sessionId, user, ...chat } = decodeResponsesRequest(body, inbound)
  return {
    operation: 'count-tokens',
    model: chat.model,
    chat,
    ...(hints === undefined ? {} : { hints }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(user === undefined ? {} : { user }),
    ...(source === undefined ? {} : { source: { ...source, wire: inputTokensWire } }),
  }
}
