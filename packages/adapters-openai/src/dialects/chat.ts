import type { ChatDialect, ChatRequest, Inbound, JsonObject } from '@signalbox/core'
import { GatewayError, sourceOf, stringify, takeHints } from '@signalbox/core'

import { decodeBody } from '../chat/decode-request.ts'
import { encodeCompletion } from '../chat/encode-response.ts'
import { chatWire } from '../chat/own-fields.ts'
import { classifyChat } from '../leaves/chat-leaves.ts'
import { chatBody } from '../wire/chat.ts'
import { checkBody } from '../wire/check-body.ts'
import { encodeChatStream } from './chat-stream.ts'
import { encodeResponsesError } from './responses-error.ts'

/** `POST /v1/chat/completions` as OpenAI's clients speak it. */
export const openaiChat: ChatDialect = {
  name: chatWire,
  surfaces: [{ method: 'POST', path: '/v1/chat/completions', lane: 'hot', auth: 'key' }],
  decodeRequest: decodeChatRequest,
  encodeReply(reply) {
    if (reply.type !== 'completion')
      throw new GatewayError('internal', 'A chat was answered with something else than a chat.')
    const body = stringify(encodeCompletion(reply.completion))
    return { status: 200, headers: ['content-type', 'application/json'], body }
  },
  encodeStream: encodeChatStream,
  encodeError: encodeResponsesError,
  classify: classifyChat,
}

/** A client's body as a request; without `inbound` it has no source. */
function decodeChatRequest(body: JsonObject, inbound?: Inbound): ChatRequest {
  const taken = takeHints(body, inbound?.headers ?? [])
  checkBody(taken.body, chatBody)
  const request = decodeBody(taken.body)
  const sessionId = taken.sessionId ?? request.promptCache?.key
  const metadata =
    taken.metadata === undefined ? undefined : { ...request.metadata, ...taken.metadata }
  return {
    ...request,
    ...(taken.hints === undefined ? undefined : { hints: taken.hints }),
    ...(sessionId === undefined ? undefined : { sessionId }),
    ...(taken.user === undefined ? undefined : { user: taken.user }),
    ...(metadata === undefined ? undefined : { metadata }),
    ...(inbound === undefined ? undefined : { source: sourceOf(chatWire, taken, inbound) }),
  }
}
