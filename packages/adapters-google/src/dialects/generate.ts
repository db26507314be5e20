import type { ChatDialect } from '@signalbox/core'

import { classifyGenerate } from '../leaves/generate-leaves.ts'
import { arrayWire, generateWire } from '../wire/names.ts'
import { decodeChat, takeOwn } from './decode-chat.ts'
import { encodeAnswer } from './encode-answer.ts'
import { encodeError } from './error-body.ts'
import { jsonReply } from './json-reply.ts'
import { encodeStream } from './stream-encoder.ts'
import { arrayGrammar, eventGrammar } from './stream-grammar.ts'
import { actionOf, modelOf, surfacesOf, wantsEvents } from './surfaces.ts'

/** generateContent and streamGenerateContent as clients of Google speak them. */
export const googleGenerate: ChatDialect = {
  name: generateWire,
  surfaces: surfacesOf(['generateContent', 'streamGenerateContent']),
  decodeRequest(body, inbound, params) {
    const stream = actionOf(inbound) === 'streamGenerateContent'
    // Bytes of events must not pass to a client that reads an array: for it this is another wire.
    const array = stream && inbound !== undefined && !wantsEvents(inbound)
    const { body: own, own: taken } = takeOwn(body, inbound, array ? arrayWire : generateWire)
    return { ...decodeChat(own, modelOf(own, params), stream), ...taken }
  },
  encodeReply(reply) {
    if (reply.type !== 'completion') throw new TypeError('A chat is answered with a completion.')
    return jsonReply(encodeAnswer(reply.completion))
  },
  encodeStream: (request) =>
    encodeStream(request.source?.wire === arrayWire ? arrayGrammar() : eventGrammar()),
  encodeError,
  classify: classifyGenerate,
}
