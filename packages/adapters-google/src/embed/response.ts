import {
  GatewayError,
  jsonBody,
  type JsonObject,
  type Result,
  type Usage,
  type WireResponse,
} from '@signalbox/core'

import { decodeUsage } from '../usage.ts'
import { embedWire } from '../wire/names.ts'
import { numberOf, objectAt, objectsIn, without } from '../wire/objects.ts'

/** Vectors out of any of the three shapes: one embedding, a batch, predictions. */
export function decodeEmbeddings(response: WireResponse): Result {
  const body = jsonBody(response, JSON.parse)
  const { embedding } = body
  const predictions = objectsIn(body['predictions']).map((entry) => objectAt(entry, 'embeddings'))
  const found =
    embedding === undefined
      ? [...objectsIn(body['embeddings']), ...predictions]
      : [objectAt(body, 'embedding')]
  if (found.length === 0)
    throw new GatewayError('upstream_error', 'The provider answered without an embedding.', {
      origin: 'provider',
      verdict: 'malformed',
      scope: 'target',
    })
  const usage = decodeUsage(objectAt(body, 'usageMetadata')) ?? counted(predictions)
  const rest = without(body, [
    'embedding',
    'embeddings',
    'predictions',
    'usageMetadata',
    'metadata',
  ])
  return {
    operation: 'embed',
    vectors: found.map(vectorOf),
    ...(usage === undefined ? {} : { usage }),
    ...(rest === undefined ? {} : { extensions: { [embedWire]: rest } }),
  }
}

function vectorOf(embedding: JsonObject): readonly number[] {
  const { values } = embedding
  return Array.isArray(values) ? values.filter((value) => typeof value === 'number') : []
}

function counted(predictions: readonly JsonObject[]): Usage | undefined {
  const counts = predictions.flatMap((entry) => {
    const tokens = numberOf(objectAt(entry, 'statistics')['token_count'])
    return tokens === undefined ? [] : [tokens]
  })
  if (counts.length === 0) return undefined
  const uncached = counts.reduce((sum, tokens) => sum + tokens, 0)
  const none = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheWriteOther: 0, toolUse: 0 }
  return { input: { uncached, ...none }, output: { text: 0, reasoning: 0 } }
}
