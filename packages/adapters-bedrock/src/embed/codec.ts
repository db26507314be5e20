import {
  GatewayError,
  header,
  jsonBody,
  stringify,
  type Codec,
  type EmbedRequest,
  type Result,
  type Target,
} from '@signalbox/core'

import { wire } from '../converse/own-fields.ts'
import { malformed } from '../converse/response.ts'
import { bareModel } from '../model-family.ts'
import { inputUsage } from '../usage.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import { embedFamilies, type EmbedFamily } from './families.ts'
import { vectorsIn } from './vectors.ts'

/** Embeddings through InvokeModel, whose body is each maker's own. */
export function embedCodec(endpoint: Endpoint): Codec<EmbedRequest, Result> {
  return {
    wire,
    encodeRequest(request, target) {
      const texts = request.inputs.map((parts) => textOf(parts, target))
      const family = familyOf(target)
      if (family.isSingle && texts.length !== 1)
        throw unsupported(`${target.model} embeds one text per request; send them one by one.`)
      const model = bareModel(target.model)
      const body = stringify(family.encode({ texts, dimensions: request.dimensions, model }))
      return { request: { ...endpoint(target, 'invoke'), body }, warnings: [] }
    },
    decodeResponse(response, request) {
      const body = jsonBody(response)
      const vectors = vectorsIn(body)
      if (vectors?.length !== request.inputs.length)
        throw malformed('The provider did not answer with one vector for each text.')
      const counted = body['inputTextTokenCount']
      const told = header(response.headers, 'x-amzn-bedrock-input-token-count')
      const tokens = typeof counted === 'number' ? counted : told === undefined ? NaN : Number(told)
      const usage = inputUsage(Number.isFinite(tokens) ? tokens : undefined)
      return {
        operation: 'embed',
        model: request.model,
        vectors,
        ...(usage === undefined ? {} : { usage }),
      }
    },
  }
}

function familyOf({ model }: Target): EmbedFamily {
  const id = bareModel(model)
  const family = embedFamilies.find(({ pattern }) => pattern.test(id))
  if (family !== undefined) return family
  throw unsupported(`How ${model} embeds is not known; use a model of Titan, Nova or Cohere.`)
}

function textOf(parts: EmbedRequest['inputs'][number], { model }: Target): string {
  return parts
    .map((part) => {
      if (part.type === 'text') return part.text
      throw unsupported(`${model} is given texts only; this input holds something else.`)
    })
    .join('')
}

function unsupported(message: string): GatewayError {
  return new GatewayError('unsupported', message, {
    origin: 'client',
    param: 'input',
    verdict: 'unsupported',
  })
}
