import type { JsonObject, JsonValue, OutputFormat } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { omit, text } from '../json-fields.ts'

/** `response_format`; undefined for forms the model cannot hold. */
export function decodeFormat(format: JsonValue | undefined): OutputFormat | undefined {
  if (!isJsonObject(format)) return undefined
  if (format['type'] === 'text') return { type: 'text' }
  if (format['type'] === 'json_object') return { type: 'json' }
  const inner = format['json_schema']
  if (format['type'] !== 'json_schema' || !isJsonObject(inner)) return undefined
  const { schema, strict } = inner
  const [name, description] = [text(inner, 'name'), text(inner, 'description')]
  if (!isJsonObject(schema)) return undefined
  if (Object.keys(omit(inner, ['schema', 'strict', 'name', 'description'])).length > 0)
    return undefined
  return {
    type: 'json-schema',
    schema,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(typeof strict === 'boolean' ? { strict } : {}),
  }
}

/** The format as this wire writes it; OpenAI demands a name. */
export function encodeFormat(format: OutputFormat): JsonObject {
  if (format.type !== 'json-schema')
    return { type: format.type === 'json' ? 'json_object' : 'text' }
  const { type: _, name = 'response', ...rest } = format
  return { type: 'json_schema', json_schema: { name, ...rest } }
}
