import type { Dialect, EmbedRequest, JsonObject } from '@signalbox/core'

import { decodePart } from '../generate/decode-part.ts'
import { classifyGenerate } from '../leaves/generate-leaves.ts'
import { encodeUsage } from '../usage.ts'
import { checkDepth } from '../wire/depth.ts'
import { checkEmbed } from '../wire/generate.ts'
import { embedWire } from '../wire/names.ts'
import { numberOf, objectAt, objectsIn, without } from '../wire/objects.ts'
import { spellContent, spellObject } from '../wire/spelling.ts'
import { takeOwn } from './decode-chat.ts'
import { requestContext } from './decode-messages.ts'
import { encodeError } from './error-body.ts'
import { jsonReply } from './json-reply.ts'
import { modelOf, surfacesOf } from './surfaces.ts'

/** embedContent and batchEmbedContents. */
export const googleEmbed: Dialect = {
  name: embedWire,
  surfaces: surfacesOf(['embedContent', 'batchEmbedContents']),
  decodeRequest(body, inbound, params): EmbedRequest {
    const { body: rest, own } = takeOwn(body, inbound, embedWire)
    checkDepth(rest)
    const spelled = respellEmbed(rest)
    checkEmbed(spelled)
    const batch = spelled['requests'] !== undefined
    const entries = batch ? objectsIn(spelled['requests']) : [spelled]
    const [first = {}] = entries
    const sizes = new Set(entries.map((entry) => numberOf(entry['outputDimensionality'])))
    const [size] = sizes
    const shared = sizes.size === 1 ? size : undefined
    const extra = entries.map((entry) => without(entry, readFields(shared)) ?? {})
    const fields = batch
      ? { ...without(spelled, ['requests', 'model']), requests: extra }
      : (extra[0] ?? {})
    const empty = extra.every((entry) => Object.keys(entry).length === 0)
    return {
      operation: 'embed',
      model: modelOf(batch ? first : spelled, params),
      inputs: entries.map(inputOf),
      ...(shared === undefined ? {} : { dimensions: shared }),
      ...(empty ? {} : { extensions: { [embedWire]: fields } }),
      ...own,
    }
  },
  encodeReply(reply, request) {
    if (reply.type !== 'result' || reply.result.operation !== 'embed')
      throw new TypeError('An embedding request is answered with vectors.')
    const { vectors, usage, extensions } = reply.result
    const embeddings = vectors.map((values) => ({ values }))
    const single = request.source?.body['requests'] === undefined && embeddings.length === 1
    return jsonReply({
      ...(single ? { embedding: embeddings[0] } : { embeddings }),
      ...(usage === undefined ? {} : { usageMetadata: encodeUsage(usage) }),
      ...extensions?.[embedWire],
    })
  },
  encodeError,
  classify: classifyGenerate,
}

function readFields(dimensions: number | undefined): readonly string[] {
  return ['content', 'model', ...(dimensions === undefined ? [] : ['outputDimensionality'])]
}

function inputOf(entry: JsonObject): EmbedRequest['inputs'][number] {
  const context = requestContext()
  return objectsIn(objectAt(entry, 'content')['parts']).map((part) => decodePart(part, context))
}

function respellEmbed(body: JsonObject): JsonObject {
  const spelled = spellObject(body)
  const listed = (entry: JsonObject): JsonObject =>
    entry['content'] === undefined ? entry : { ...entry, content: spellContent(entry['content']) }
  return spelled['requests'] === undefined
    ? listed(spelled)
    : { ...spelled, requests: objectsIn(spelled['requests']).map(listed) }
}
