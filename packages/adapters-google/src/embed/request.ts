import type { EmbedRequest, JsonObject, Part, Target, Warning } from '@signalbox/core'

import { encodePart } from '../generate/encode-part.ts'
import { functionNames } from '../generate/function-names.ts'
import { textOfParts } from '../generate/tool-result.ts'
import { losses, type Losses } from '../generate/warnings.ts'
import { embedWire } from '../wire/names.ts'
import { objectsIn } from '../wire/objects.ts'

/** How an endpoint takes several inputs: one batch of requests, or a prediction over instances. */
export type EmbedStyle = 'batch' | 'predict'

/** Inputs as the body of the action that fits their number. */
export function encodeEmbed(
  request: EmbedRequest,
  target: Target,
  style: EmbedStyle,
): {
  readonly action: string
  readonly body: JsonObject
  readonly warnings: readonly Warning[]
} {
  const lost = losses(embedWire)
  const own = request.extensions?.[embedWire] ?? {}
  lost.foreign('', request.extensions)
  const { dimensions } = request
  const { requests, ...shared } = own
  const size = dimensions === undefined ? {} : { outputDimensionality: dimensions }
  const done = (action: string, body: JsonObject) => ({ action, body, warnings: lost.warnings })
  const single = request.inputs.length === 1 && requests === undefined
  if (single && (style === 'predict' || wasSingle(request)))
    return done('embedContent', { content: content(request, 0, target, lost), ...size, ...shared })
  if (style === 'predict') return done('predict', predictBody(request, lost))
  const perInput = objectsIn(requests)
  const entries = request.inputs.map((_parts, i) => ({
    model: `models/${target.model}`,
    content: content(request, i, target, lost),
    ...size,
    ...perInput[i],
  }))
  return done('batchEmbedContents', { requests: entries, ...shared })
}

function wasSingle(request: EmbedRequest): boolean {
  return request.source?.body['content'] !== undefined
}

function content(request: EmbedRequest, index: number, target: Target, lost: Losses): JsonObject {
  const to = { target, names: functionNames(), own: true, lost, nameOfCall: () => undefined }
  const parts = (request.inputs[index] ?? []).flatMap((part: Part, i) =>
    encodePart(part, `input.${String(index)}.${String(i)}`, to),
  )
  return { parts }
}

function predictBody(request: EmbedRequest, lost: Losses): JsonObject {
  const instances = request.inputs.map((parts, i) => {
    if (parts.some((part) => part.type !== 'text'))
      lost.add('dropped', `input.${String(i)}`, 'Several inputs at once must be texts.')
    return { content: textOfParts(parts) }
  })
  const { dimensions } = request
  return {
    instances,
    ...(dimensions === undefined ? {} : { parameters: { outputDimensionality: dimensions } }),
  }
}
