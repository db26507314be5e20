import type { ChatCodec } from '@signalbox/core'
import { sseFramer } from '@signalbox/core'

import type { Address } from '../post.ts'
import { responsesWire } from './own-fields.ts'
import { relayResponsesStream, type ResponsesRepairs } from './relay.ts'
import { encodeResponsesRequest, relayResponsesRequest } from './request.ts'
import { decodeResponsesResponse } from './response.ts'
import { decodeResponsesStream } from './stream.ts'

/** What differs between the providers of this wire. */
export interface ResponsesOptions extends ResponsesRepairs {
  /** Where targets without a base URL of their own are; OpenAI's when absent. */
  readonly address?: Address | undefined
}

/** The Responses API as a wire of any provider that speaks it. */
export function responsesCodec(options: ResponsesOptions = {}): ChatCodec {
  return {
    wire: responsesWire,
    encodeRequest: (request, target) => encodeResponsesRequest(request, target, options.address),
    relayRequest: (source, target) => relayResponsesRequest(source, target, options.address),
    decodeResponse: decodeResponsesResponse,
    framing: sseFramer,
    decodeStream: () => decodeResponsesStream(),
    relayStream: (_source, usdOf) => relayResponsesStream(options, usdOf),
  }
}
