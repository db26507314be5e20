import type { Codec, JsonObject, JsonValue, ModerateRequest, Part, Result } from '@signalbox/core'
import { isJsonObject, jsonBody, relayBody, stringify } from '@signalbox/core'

import { malformed } from '../errors.ts'
import { isList } from '../json-fields.ts'
import { post } from '../post.ts'
import type { CompatibleRow } from '../row.ts'
import { warningList, type Warn } from '../warnings.ts'

/** The name of the wire of `POST /v1/moderations`. */
export const moderationsWire = 'openai-moderations'

/** Moderation of texts and images. */
export function moderationsCodec(row: CompatibleRow): Codec<ModerateRequest, Result> {
  return {
    wire: moderationsWire,
    encodeRequest(request, target) {
      const { warnings, warn } = warningList()
      const { input, ...own } = request.extensions?.[moderationsWire] ?? {}
      const body = {
        ...own,
        model: target.model,
        input: input ?? request.content.map((part, index) => encodePart(part, index, warn)),
      }
      return { request: post(row, target, '/moderations', stringify(body)), warnings }
    },
    relayRequest(source, target) {
      const body = relayBody(source, { model: target.model })
      return { request: post(row, target, '/moderations', body), warnings: [] }
    },
    decodeResponse(response) {
      const body = jsonBody(response)
      const { results, model } = body
      if (!isList(results)) throw malformed('The provider answered without moderation results.')
      const rows = results.filter(isJsonObject)
      return {
        operation: 'moderate',
        flagged: rows.some(({ flagged }) => flagged === true),
        scores: highest(rows),
        model: typeof model === 'string' ? model : undefined,
        extensions: { [moderationsWire]: body },
      }
    },
  }
}

/** The highest score of each category over all inputs. */
function highest(rows: readonly JsonObject[]): Readonly<Record<string, number>> {
  const scores = new Map<string, number>()
  for (const row of rows)
    for (const [category, score] of Object.entries(
      isJsonObject(row['category_scores']) ? row['category_scores'] : {},
    ))
      if (typeof score === 'number')
        scores.set(category, Math.max(score, scores.get(category) ?? 0))
  return Object.fromEntries(scores)
}

function encodePart(part: Part, index: number, warn: Warn): JsonValue {
  if (part.type === 'text') return { type: 'text', text: part.text }
  if (part.type === 'media' && part.kind === 'image') {
    const { source } = part
    if (source.type === 'url') return { type: 'image_url', image_url: { url: source.url } }
    if (source.type === 'base64') {
      const url = `data:${source.mediaType};base64,${source.data}`
      return { type: 'image_url', image_url: { url } }
    }
  }
  warn('dropped', `input.${String(index)}`, `a ${part.type} cannot be moderated here`)
  return { type: 'text', text: '' }
}
