import {
  GatewayError,
  isJsonObject,
  jsonBody,
  relayBody,
  stringify,
  type Codec,
  type CountTokensRequest,
  type Encoded,
  type JsonObject,
  type Result,
  type Target,
  type WireResponse,
} from '@signalbox/core'

import { encodeChat } from '../generate/request.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import { countTokensWire } from '../wire/names.ts'
import { numberOf, without } from '../wire/objects.ts'

/** How an endpoint takes a whole request to count: inside a field with its model, or flat. */
type CountStyle = 'wrapped' | 'flat'

/** countTokens at an endpoint. */
export function countTokensCodec(
  endpoint: Endpoint,
  style: CountStyle,
): Codec<CountTokensRequest, Result> {
  const encodeRequest = ({ chat }: CountTokensRequest, target: Target): Encoded => {
    const { body, warnings } = encodeChat(chat, target)
    const shaped = stringify(shapedBody(body, style, target))
    return { request: { ...endpoint(target, 'countTokens'), body: shaped }, warnings }
  }
  return {
    wire: countTokensWire,
    encodeRequest,
    relayRequest(source, target, request) {
      const wrapped = source.body['generateContentRequest']
      if (wrapped !== undefined && style === 'flat') return encodeRequest(request, target)
      const edits = isJsonObject(wrapped)
        ? { generateContentRequest: { ...wrapped, model: modelName(target) } }
        : {}
      const body = relayBody(source, edits)
      return { request: { ...endpoint(target, 'countTokens'), body }, warnings: [] }
    },
    decodeResponse: decodeCount,
  }
}

/** Only `contents` may stand alone; the settings of an answer do not change what is counted. */
function shapedBody(body: JsonObject, style: CountStyle, target: Target): JsonObject {
  if (style === 'flat') return without(body, ['toolConfig', 'safetySettings', 'serviceTier']) ?? {}
  if (without(body, ['contents']) === undefined) return body
  return { generateContentRequest: { model: modelName(target), ...body } }
}

function modelName(target: Target): string {
  return target.model.includes('/') ? target.model : `models/${target.model}`
}

function decodeCount(response: WireResponse): Result {
  const body = jsonBody(response)
  const inputTokens = numberOf(body['totalTokens'])
  if (inputTokens === undefined)
    throw new GatewayError('upstream_error', 'The provider answered without a count.', {
      origin: 'provider',
      verdict: 'malformed',
      scope: 'target',
    })
  const rest = without(body, ['totalTokens'])
  return {
    operation: 'count-tokens',
    inputTokens,
    ...(rest === undefined ? {} : { extensions: { [countTokensWire]: rest } }),
  }
}
