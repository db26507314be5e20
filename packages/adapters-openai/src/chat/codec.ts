import type { ChatCodec } from '@signalbox/core'
import { sseFramer } from '@signalbox/core'

import type { CompatibleRow } from '../row.ts'
import { chatWire } from './own-fields.ts'
import { relayChatResponse, relayChatStream } from './relay.ts'
import { encodeChatRequest, relayChatRequest } from './request.ts'
import { decodeChatResponse } from './response.ts'
import { decodeChatStream } from './stream.ts'

/** Chat Completions as a row's provider speaks it. */
export function chatCodec(row: CompatibleRow): ChatCodec {
  return {
    wire: chatWire,
    encodeRequest: (request, target) => encodeChatRequest(row, request, target),
    relayRequest: (source, target, request) => relayChatRequest(row, source, target, request),
    decodeResponse: (response, request) => decodeChatResponse(row, response, request),
    relayResponse: (response) => relayChatResponse(row, response),
    framing: sseFramer,
    decodeStream: (request) => decodeChatStream(row, request),
    relayStream: (source, usdOf) => relayChatStream(row, source, usdOf),
  }
}
