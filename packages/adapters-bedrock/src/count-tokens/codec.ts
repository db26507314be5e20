import {
  jsonBody,
  relayBody,
  type Codec,
  type CountTokensRequest,
  type JsonObject,
  type Result,
} from '@signalbox/core'

import { wire } from '../converse/own-fields.ts'
import { encodeBody } from '../converse/request.ts'
import { malformed } from '../converse/response.ts'
import { bareModel } from '../model-family.ts'
import type { Endpoint } from '../wire/endpoint.ts'

const counted = ['messages', 'system', 'toolConfig', 'additionalModelRequestFields']
/** Fields of warnings about what only a run needs. */
const onlyForRuns = new Set(['max_tokens', 'stop', 'temperature', 'top_p', 'service_tier'])

/** Counting input tokens: a Converse body without what only a run needs. */
export function countTokensCodec(endpoint: Endpoint): Codec<CountTokensRequest, Result> {
  return {
    wire,
    encodeRequest(request, target) {
      const { body, warnings } = encodeBody(request.chat, target)
      const converse: JsonObject = Object.fromEntries(
        counted.flatMap((key) => (body[key] === undefined ? [] : [[key, body[key]]])),
      )
      const input = relayBody({ wire, body: { input: { converse } }, headers: [] }, {})
      // Inference profiles count nothing; the model behind them does.
      const place = endpoint(target, 'count-tokens', bareModel(target.model))
      return {
        request: { ...place, body: input },
        warnings: warnings.filter(({ path }) => !onlyForRuns.has(path)),
      }
    },
    decodeResponse(response) {
      const { inputTokens } = jsonBody(response)
      if (typeof inputTokens !== 'number') throw malformed('The provider answered with no count.')
      return { operation: 'count-tokens', inputTokens }
    },
  }
}
