import type { Codec, CountTokensRequest, JsonObject, Result } from '@signalbox/core'
import { jsonBody, relayBody, stringify } from '@signalbox/core'

import { malformed } from '../errors.ts'
import { post } from '../post.ts'
import { warningList } from '../warnings.ts'
import { ownFields } from './own-fields.ts'
import { bodyFor, openaiAddress } from './request.ts'

/** The name of the wire that counts the tokens of a Responses body. */
export const inputTokensWire = 'openai-input-tokens'

const path = '/responses/input_tokens'

const counted: ReadonlySet<string> = new Set([
  'model',
  'input',
  'instructions',
  'conversation',
  'previous_response_id',
  'parallel_tool_calls',
  'reasoning',
  'text',
  'tool_choice',
  'tools',
  'truncation',
])

/** Counts a chat's input tokens through `POST {base}/responses/input_tokens`. */
export function inputTokensCodec(): Codec<CountTokensRequest, Result> {
  return {
    wire: inputTokensWire,
    encodeRequest(request, target) {
      const { warnings, warn } = warningList()
      const body = bodyFor(request.chat, target, warn)
      const native = ownFields(request.chat) !== undefined
      const sent = native ? body : onlyCounted(body)
      return { request: post(openaiAddress, target, path, stringify(sent)), warnings }
    },
    relayRequest(source, target) {
      const body = relayBody(source, { model: target.model })
      return { request: post(openaiAddress, target, path, body), warnings: [] }
    },
    decodeResponse(response) {
      const inputTokens = jsonBody(response)['input_tokens']
      if (typeof inputTokens !== 'number')
        throw malformed('The provider answered with something else than a token count.')
      return { operation: 'count-tokens', inputTokens }
    },
  }
}

function onlyCounted(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => counted.has(key)))
}
