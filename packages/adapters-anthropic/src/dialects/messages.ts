import { stringify, GatewayError, type ChatDialect, type Surface } from '@signalbox/core'

import { classifyMessages } from '../leaves/message-leaves.ts'
import { wire } from '../messages/own-fields.ts'
import { encodeError } from './error-envelope.ts'
import { encodeMessage } from './messages-reply.ts'
import { decodeRequest } from './messages-request.ts'
import { encodeStream } from './messages-stream.ts'

const maxBytes = 32 * 1024 * 1024

/** The surfaces of an operation, with and without the vendor prefix. */
export function surfaces(path: string): readonly Surface[] {
  return ['', '/anthropic'].map((prefix) => ({
    method: 'POST',
    path: prefix + path,
    lane: 'hot',
    auth: 'key',
    maxBytes,
  }))
}

/** What an Anthropic client sends to and expects from `/v1/messages`. */
export const anthropicMessages: ChatDialect = {
  name: wire,
  surfaces: surfaces('/v1/messages'),
  decodeRequest: (body, inbound) => decodeRequest(body, inbound),
  encodeReply(reply) {
    if (reply.type !== 'completion')
      throw new GatewayError('internal', 'A chat was answered with something else than a chat.')
    return {
      status: 200,
      headers: ['content-type', 'application/json'],
      body: stringify(encodeMessage(reply.completion)),
    }
  },
  encodeStream: () => encodeStream(),
  encodeError,
  classify: classifyMessages,
}
