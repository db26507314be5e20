import { eventStreamFramer, type ChatCodec } from '@signalbox/core'

import type { Endpoint } from '../wire/endpoint.ts'
import { wire } from './own-fields.ts'
import { encodeRequest } from './request.ts'
import { decodeResponse } from './response.ts'
import { decodeStream } from './stream.ts'

/** The Converse wire; no client speaks it here, so nothing of it is ever relayed. */
export function converseCodec(endpoint: Endpoint): ChatCodec {
  return {
    wire,
    encodeRequest: (request, target) => encodeRequest(request, target, endpoint),
    decodeResponse,
    framing: eventStreamFramer,
    decodeStream,
  }
}
