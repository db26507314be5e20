import { isJsonObject, type Dialect } from '@signalbox/core'

import { classifyGenerate } from '../leaves/generate-leaves.ts'
import { checkDepth } from '../wire/depth.ts'
import { countTokensWire, generateWire } from '../wire/names.ts'
import { respell } from '../wire/spelling.ts'
import { decodeChat, takeOwn } from './decode-chat.ts'
import { encodeError } from './error-body.ts'
import { jsonReply } from './json-reply.ts'
import { modelOf, surfacesOf } from './surfaces.ts'

/** countTokens: contents alone, or a whole request in `generateContentRequest`. */
export const googleCountTokens: Dialect = {
  name: countTokensWire,
  surfaces: surfacesOf(['countTokens']),
  decodeRequest(body, inbound, params) {
    const { body: rest, own } = takeOwn(body, inbound, countTokensWire)
    checkDepth(rest)
    const wrapped = respell(rest)['generateContentRequest']
    const counted = isJsonObject(wrapped) ? wrapped : rest
    const model = modelOf(counted, params)
    const chat = decodeChat(counted, model, false)
    const source =
      own.source === undefined
        ? {}
        : { source: { ...own.source, wire: generateWire, body: counted, bytes: undefined } }
    return { operation: 'count-tokens', model, chat: { ...chat, ...source }, ...own }
  },
  encodeReply(reply) {
    if (reply.type !== 'result' || reply.result.operation !== 'count-tokens')
      throw new TypeError('A count is answered with a count.')
    const { inputTokens, extensions } = reply.result
    return jsonReply({ totalTokens: inputTokens, ...extensions?.[countTokensWire] })
  },
  encodeError,
  classify: classifyGenerate,
}
