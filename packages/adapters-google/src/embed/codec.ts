import {
  relayBody,
  stringify,
  type Codec,
  type EmbedRequest,
  type Encoded,
  type Result,
  type Target,
} from '@signalbox/core'

import type { Endpoint } from '../wire/endpoint.ts'
import { embedWire } from '../wire/names.ts'
import { objectsIn } from '../wire/objects.ts'
import { encodeEmbed, type EmbedStyle } from './request.ts'
import { decodeEmbeddings } from './response.ts'

/** embedContent and its relatives at an endpoint. */
export function embedCodec(endpoint: Endpoint, style: EmbedStyle): Codec<EmbedRequest, Result> {
  const encodeRequest = (request: EmbedRequest, target: Target): Encoded => {
    const { action, body, warnings } = encodeEmbed(request, target, style)
    return { request: { ...endpoint(target, action), body: stringify(body) }, warnings }
  }
  return {
    wire: embedWire,
    encodeRequest,
    relayRequest(source, target, request) {
      const { requests } = source.body
      if (requests !== undefined && style === 'predict') return encodeRequest(request, target)
      const model = `models/${target.model}`
      const named = objectsIn(requests).map((entry) => ({ ...entry, model }))
      const edits = requests === undefined ? { model: undefined } : { requests: named }
      const action = requests === undefined ? 'embedContent' : 'batchEmbedContents'
      const body = relayBody(source, edits)
      return { request: { ...endpoint(target, action), body }, warnings: [] }
    },
    decodeResponse: (response) => decodeEmbeddings(response),
  }
}
