import { sseFramer, type ChatCodec } from '@signalbox/core'

import { wire } from './own-fields.ts'
import { relayStream } from './relay.ts'
import { encodeRequest, relayRequest } from './request.ts'
import { decodeResponse } from './response.ts'
import { decodeStream } from './stream.ts'

/** The Messages wire as a provider speaks it. */
export const messagesCodec: ChatCodec = {
  wire,
  encodeRequest,
  relayRequest,
  decodeResponse,
  framing: sseFramer,
  decodeStream,
  relayStream: (_source, usdOf) => relayStream(usdOf),
}
