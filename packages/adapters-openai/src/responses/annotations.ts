import type { JsonObject } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { text } from '../json-fields.ts'

/** A citation of any wire as an annotation of this one; undefined when it has no place to point to. */
export function toAnnotation(citation: JsonObject): JsonObject | undefined {
  const nested = citation['url_citation']
  if (isJsonObject(nested)) return { type: 'url_citation', ...nested }
  const type = text(citation, 'type') ?? ''
  const url = text(citation, 'url')
  if (!type.endsWith('_location') && type !== '') return citation
  if (url === undefined) return undefined
  return {
    type: 'url_citation',
    start_index: 0,
    end_index: 0,
    url,
    title: text(citation, 'title') ?? url,
  }
}
