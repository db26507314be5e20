import type { ChatCodec } from '@signalbox/core'
import { sseFramer } from '@signalbox/core'

import { responsesWire } from './own-fields.ts'
import { relayResponsesStream, type ResponsesRepairs } from './relay.ts'
import { encodeResponsesRequest, relayResponsesRequest } from './request.ts'
import { decodeResponsesResponse } from './response.ts'
import { decodeResponsesStream } from './stream.ts'

/** The Responses API as a wire of any provider that speaks it. */
export function responsesCodec(repairs: ResponsesRepairs = {}): ChatCodec {
  return {
    wire: responsesWire,
    encodeRequest: encodeResponsesRequest,
    relayRequest: relayResponsesRequest,
    decodeResponse: decodeResponsesResponse,
    framing: sseFramer,
    decodeStream: () => decodeResponsesStream(),
    relayStream: () => relayResponsesStream(repairs),
  }
}
