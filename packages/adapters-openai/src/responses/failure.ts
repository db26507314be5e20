import type { GatewayError, JsonObject } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { inBandError } from '../errors.ts'
import { text } from '../json-fields.ts'

const callersFault =
  /^(?:invalid|unsupported|empty|failed_to_download|image_|file_|bio_|cyber_|vector_store)/

/** An `error` event (nested or flat) or a response's `error` object as an error with its triage. */
export function failureOf(holder: JsonObject): GatewayError {
  const inner = isJsonObject(holder['error']) ? holder['error'] : holder
  const words = [text(inner, 'code'), text(inner, 'type')]
  const blamed = words.some((word) => word !== undefined && callersFault.test(word))
  const message = text(inner, 'message') ?? 'The provider failed on this request.'
  return inBandError({ error: { ...inner, message, ...(blamed ? { status_code: 400 } : {}) } })
}
