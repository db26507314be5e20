import {
  jsonBody,
  relayBody,
  stringify,
  type Codec,
  type JsonObject,
  type RerankRequest,
  type Result,
} from '@signalbox/core'

import { malformed } from '../errors.ts'
import { decodeMeta } from '../usage.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import { numberOf, objectAt, objectsIn } from '../wire/fields.ts'
import { losses } from '../wire/losses.ts'
import { rerankWire } from '../wire/names.ts'

/** Rerank at an endpoint; one search unit is a query with up to 100 documents. */
export function rerankCodec(endpoint: Endpoint): Codec<RerankRequest, Result> {
  return {
    wire: rerankWire,
    encodeRequest(request, target) {
      const lost = losses(rerankWire)
      lost.foreign('', request.extensions)
      const { query, documents, top } = request
      const body: JsonObject = {
        ...request.extensions?.[rerankWire],
        return_documents: undefined,
        model: target.model,
        query,
        documents,
        top_n: top,
      }
      return { request: endpoint(target, 'rerank', stringify(body)), warnings: lost.warnings }
    },
    relayRequest(source, target, request) {
      // Documents may be objects in a client's body; this version takes texts.
      const edits = {
        model: target.model,
        documents: request.documents,
        return_documents: undefined,
      }
      const body = relayBody(source, edits)
      return { request: endpoint(target, 'rerank', body), warnings: [] }
    },
    // This version sends no documents back, so an answer with them is written anew.
    relayResponse: (response, request) => (wantsDocuments(request) ? undefined : response.body),
    decodeResponse(response) {
      const body = jsonBody(response)
      if (!Array.isArray(body['results'])) throw malformed('The provider answered without results.')
      return {
        operation: 'rerank',
        ranking: objectsIn(body['results']).map((result) => ({
          index: numberOf(result['index']) ?? 0,
          score: numberOf(result['relevance_score']) ?? 0,
        })),
        usage: decodeMeta(objectAt(body, 'meta')),
      }
    },
  }
}

/** Whether each result shall repeat its document, as the first version of the API could. */
export function wantsDocuments({ extensions }: RerankRequest): boolean {
  return extensions?.[rerankWire]?.['return_documents'] === true
}
