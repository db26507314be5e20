import { jsonBody, sseFramer, stringify, type ChatCodec } from '@signalbox/core'

import type { Endpoint } from '../wire/endpoint.ts'
import { chatWire } from '../wire/names.ts'
import { encodeChat } from './request.ts'
import { decodeAnswer } from './response.ts'
import { decodeStream } from './stream.ts'

/** Chat at an endpoint. No client speaks this wire, so nothing passes unread. */
export function chatCodec(endpoint: Endpoint): ChatCodec {
  return {
    wire: chatWire,
    encodeRequest(request, target) {
      const { body, warnings } = encodeChat(request, target)
      return { request: endpoint(target, 'chat', stringify(body)), warnings }
    },
    decodeResponse: (response, request) => decodeAnswer(jsonBody(response), request),
    framing: sseFramer,
    decodeStream,
  }
}
