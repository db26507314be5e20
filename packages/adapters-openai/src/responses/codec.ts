import type { ChatCodec } from '@signalbox/core'
import { sseFramer } from '@signalbox/core'

import { responsesWire } from './own-fields.ts'
import { relayResponsesStream, type ResponsesRepairs } from './relay.ts'
import { encodeResponsesRequest, relayResponsesRequest } from './request.ts'
import { decodeResponsesResponse } from './response.ts'
import { decodeResponsesStream } from './stream.ts'

/** What differs between the providers of this wire. */
export interface ResponsesOptions extends ResponsesRepairs {
  /** For targets without one; ends in the version. OpenAI's when absent. */
  readonly baseUrl?: string | undefined
}

/** The Responses API as a wire of any provider that speaks it. */
export function responsesCodec(options: ResponsesOptions = {}): ChatCodec {
  return {
    wire: responsesWire,
    encodeRequest: (request, target) => encodeResponsesRequest(request, target, options.baseUrl),
    relayRequest: (source, target) => relayResponsesRequest(source, target, options.baseUrl),
    decodeResponse: decodeResponsesResponse,
    framing: sseFramer,
    decodeStream: () => decodeResponsesStream(),
    relayStream: (_source, usdOf) => relayResponsesStream(options, usdOf),
  }
}
