import {
  jsonBody,
  relayBody,
  type Codec,
  type CountTokensRequest,
  type Result,
} from '@signalbox/core'

import { classifyEvent } from '../errors.ts'
import { omit, wire } from '../messages/own-fields.ts'
import { encodeBody, messagesRequest } from '../messages/request.ts'
import { malformed } from '../messages/response.ts'

const path = '/v1/messages/count_tokens'
const onlyForRuns = [
  'max_tokens',
  'stream',
  'stop_sequences',
  'temperature',
  'top_p',
  'top_k',
  'metadata',
  'service_tier',
]

/** Counting input tokens: a Messages request without what only a run needs. */
export const countTokensCodec: Codec<CountTokensRequest, Result> = {
  wire,
  encodeRequest(request, target) {
    const { body, warnings } = encodeBody(request.chat, target)
    const content = relayBody({ wire, body: omit(body, onlyForRuns), headers: [] }, {})
    const sent = warnings.filter((warning) => !onlyForRuns.includes(warning.path))
    return { request: messagesRequest(path, content, target, request.source), warnings: sent }
  },
  relayRequest(source, target) {
    const body = relayBody(source, { model: target.model })
    return { request: messagesRequest(path, body, target, source), warnings: [] }
  },
  decodeResponse(response) {
    const body = jsonBody(response)
    if (body['type'] === 'error') throw classifyEvent(body)
    const { input_tokens: inputTokens } = body
    if (typeof inputTokens !== 'number') throw malformed('The provider answered with no count.')
    return {
      operation: 'count-tokens',
      inputTokens,
      extensions: { [wire]: omit(body, ['input_tokens']) },
    }
  },
}
