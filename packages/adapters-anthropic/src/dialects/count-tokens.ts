import { GatewayError, type CountTokensRequest, type Dialect } from '@signalbox/core'

import { classifyMessages } from '../leaves/message-leaves.ts'
import { extraFields, wire } from '../messages/own-fields.ts'
import { encodeError } from './error-envelope.ts'
import { decodeRequest } from './messages-request.ts'
import { surfaces } from './messages.ts'

/** What an Anthropic client sends to and expects from `/v1/messages/count_tokens`. */
export const anthropicCountTokens: Dialect = {
  name: wire,
  surfaces: surfaces('/v1/messages/count_tokens'),
  decodeRequest(body, inbound): CountTokensRequest {
    const chat = decodeRequest(body, inbound)
    const { model, hints, sessionId, metadata, user, source } = chat
    return {
      operation: 'count-tokens',
      model,
      chat,
      ...(hints === undefined ? {} : { hints }),
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(user === undefined ? {} : { user }),
      ...(source === undefined ? {} : { source }),
    }
  },
  encodeReply(reply) {
    if (reply.type !== 'result' || reply.result.operation !== 'count-tokens')
      throw new GatewayError('internal', 'A count was answered with something else than a count.')
    const { inputTokens } = reply.result
    return {
      status: 200,
      headers: ['content-type', 'application/json'],
      body: JSON.stringify({ input_tokens: inputTokens, ...extraFields(reply.result) }),
    }
  },
  encodeError,
  classify: classifyMessages,
}
