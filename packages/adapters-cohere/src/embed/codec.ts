import {
  jsonBody,
  stringify,
  type Codec,
  type EmbedRequest,
  type JsonObject,
  type JsonValue,
  type Part,
  type Result,
} from '@signalbox/core'

import { malformed } from '../errors.ts'
import { decodeMeta } from '../usage.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import { objectAt, stringOf } from '../wire/fields.ts'
import { losses, type Losses } from '../wire/losses.ts'
import { embedWire } from '../wire/names.ts'

/** What texts are embedded for when a client does not say: to be found later. */
const usualPurpose = 'search_document'

/** Embeddings at an endpoint. */
export function embedCodec(endpoint: Endpoint): Codec<EmbedRequest, Result> {
  return {
    wire: embedWire,
    encodeRequest(request, target) {
      const lost = losses(embedWire)
      const { purpose, truncate } = wishes(request, lost)
      const { inputs, dimensions, user } = request
      if (user !== undefined) lost.add('dropped', 'user', 'Cohere takes no end user id.')
      const isText = inputs.every((parts) => parts.every(({ type }) => type === 'text'))
      const body: JsonObject = {
        model: target.model,
        input_type: purpose,
        ...(isText
          ? { texts: inputs.map(textOf) }
          : { inputs: inputs.map((parts, index) => mixed(parts, `input.${String(index)}`, lost)) }),
        embedding_types: ['float'],
        output_dimension: dimensions,
        truncate,
      }
      return { request: endpoint(target, 'embed', stringify(body)), warnings: lost.warnings }
    },
    decodeResponse(response) {
      const body = jsonBody(response, JSON.parse)
      const vectors = objectAt(body, 'embeddings')['float']
      if (!Array.isArray(vectors)) throw malformed('The provider answered without embeddings.')
      return {
        operation: 'embed',
        vectors: vectors as readonly (readonly number[])[],
        usage: decodeMeta(objectAt(body, 'meta')),
      }
    },
  }
}

interface Wishes {
  readonly purpose: JsonValue
  readonly truncate: JsonValue | undefined
}

/** Clients of other wires may name the purpose as Cohere does. */
function wishes({ extensions }: EmbedRequest, lost: Losses): Wishes {
  let purpose: JsonValue = usualPurpose
  let truncate: JsonValue | undefined
  for (const [wire, fields] of Object.entries(extensions ?? {})) {
    const { input_type: type, truncate: cut, single: _, ...rest } = fields ?? {}
    purpose = stringOf(type) ?? purpose
    truncate = stringOf(cut) ?? truncate
    lost.foreign('', { [wire]: rest })
  }
  return { purpose, truncate }
}

function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

function mixed(parts: readonly Part[], path: string, lost: Losses): JsonObject {
  const content = parts.flatMap((part): readonly JsonObject[] => {
    if (part.type === 'text') return [{ type: 'text', text: part.text }]
    const url = part.type === 'media' && part.kind === 'image' ? urlOf(part.source) : undefined
    if (url !== undefined) return [{ type: 'image_url', image_url: { url } }]
    lost.add('dropped', path, `A ${part.type} cannot be embedded here.`)
    return []
  })
  return { content }
}

function urlOf(source: Extract<Part, { type: 'media' }>['source']): string | undefined {
  if (source.type === 'url') return source.url
  return source.type === 'base64' ? `data:${source.mediaType};base64,${source.data}` : undefined
}
