import {
  GatewayError,
  isJsonObject,
  sourceOf,
  stringify,
  takeHints,
  type Dialect,
  type Inbound,
  type JsonObject,
  type JsonValue,
  type Leaf,
  type LeafPath,
  type RerankRequest,
  type Result,
} from '@signalbox/core'

import { wantsDocuments } from '../rerank/codec.ts'
import { rerankWire } from '../wire/names.ts'
import { encodeError } from './error-body.ts'

const surface = { method: 'POST', lane: 'hot', auth: 'key' } as const

/** `POST /v1/rerank` and `/v2/rerank`, as Cohere has them; documents are texts, or objects with a `text`. */
export const cohereRerank: Dialect = {
  name: rerankWire,
  surfaces: ['/v1/rerank', '/v2/rerank'].map((path) => ({ ...surface, path })),
  decodeRequest,
  encodeReply(reply, request) {
    if (reply.type !== 'result' || reply.result.operation !== 'rerank')
      throw new GatewayError('internal', 'A ranking can only be made from scores.')
    const documents =
      request.operation === 'rerank' && wantsDocuments(request) ? request.documents : []
    const body = {
      id: crypto.randomUUID(),
      results: reply.result.ranking.map(({ index, score }) => ({
        index,
        relevance_score: score,
        ...(documents[index] === undefined ? {} : { document: { text: documents[index] } }),
      })),
      meta: { api_version: { version: '2' }, ...billedUnits(reply.result) },
    }
    return { status: 200, headers: ['content-type', 'application/json'], body: stringify(body) }
  },
  encodeError,
  classify,
}

function decodeRequest(given: JsonObject, inbound?: Inbound): RerankRequest {
  const taken = takeHints(given, inbound?.headers ?? [])
  const { model, query, documents, top_n: top, ...rest } = taken.body
  if (typeof model !== 'string') throw bad('model', 'a string')
  if (typeof query !== 'string') throw bad('query', 'a string')
  if (!Array.isArray(documents) || documents.length === 0) throw bad('documents', 'a list of texts')
  if (top !== undefined && top !== null && !(Number.isInteger(top) && Number(top) > 0))
    throw bad('top_n', 'a whole number above 0')
  return {
    operation: 'rerank',
    model,
    query,
    documents: documents.map(documentText),
    ...(typeof top === 'number' ? { top } : {}),
    ...(Object.keys(rest).length === 0 ? {} : { extensions: { [rerankWire]: rest } }),
    ...(taken.hints === undefined ? {} : { hints: taken.hints }),
    ...(inbound === undefined ? {} : { source: sourceOf(rerankWire, taken, inbound) }),
  }
}

function documentText(document: JsonValue, index: number): string {
  const text = isJsonObject(document) ? document['text'] : document
  if (typeof text !== 'string')
    throw bad(`documents.${String(index)}`, 'a text, or an object with a "text"')
  return text
}

function billedUnits({ usage }: Result): JsonObject {
  const units = usage?.units?.['searchUnits']
  return units === undefined ? {} : { billed_units: { search_units: units } }
}

function bad(param: string, wanted: string): GatewayError {
  return new GatewayError('invalid_request', `"${param}" must be ${wanted}.`, {
    origin: 'client',
    param,
  })
}

const base = { editable: true, kind: 'text' } as const

/** The query is the user's; documents come from elsewhere. */
function classify(path: LeafPath): Leaf | undefined {
  switch (String(path[0])) {
    case 'query':
      return { ...base, role: 'user', trust: 'user' }
    case 'documents':
      return { ...base, role: 'tool', trust: 'external' }
    case 'model':
      return { role: 'metadata', trust: 'user', editable: false, kind: 'name', exempt: 'id' }
    default:
      return undefined
  }
}
