import type { Codec, RerankRequest, Result } from '@signalbox/core'
import { jsonBody, stringify } from '@signalbox/core'

import { usageOf } from '../embeddings/codec.ts'
import { malformed } from '../errors.ts'
import { isList, objects } from '../json-fields.ts'
import { post } from '../post.ts'
import type { CompatibleRow } from '../row.ts'
import { warningList } from '../warnings.ts'

/** The name of the wire of `POST {base}/rerank`, which hosts of open models share. */
const rerankWire = 'openai-rerank'

/** Rerank as hosts of open models have it: results with an index and a score. */
export function rerankCodec(row: CompatibleRow): Codec<RerankRequest, Result> {
  return {
    wire: rerankWire,
    encodeRequest({ query, documents, top, extensions }, target) {
      const { warnings, warn } = warningList()
      for (const fields of Object.values(extensions ?? {}))
        for (const field of Object.keys(fields ?? {}))
          if (field !== 'return_documents')
            warn('dropped', field, `${row.provider} has no such field`)
      const body = {
        model: target.model,
        query,
        documents,
        ...(top === undefined ? {} : { top_n: top }),
      }
      return { request: post(row, target, '/rerank', stringify(body)), warnings }
    },
    decodeResponse(response) {
      const body = jsonBody(response)
      const results = body['results'] ?? body['data']
      if (!isList(results)) throw malformed('The provider answered without a list of results.')
      return {
        operation: 'rerank',
        ranking: objects(results).map(({ index, relevance_score: score }) => ({
          index: typeof index === 'number' ? index : 0,
          score: typeof score === 'number' ? score : 0,
        })),
        usage: usageOf(body['usage']),
      }
    },
  }
}
