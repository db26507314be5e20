import type { JsonObject, JsonValue, OutputFormat } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { text } from '../json-fields.ts'

/** `text.format` → the shape the answer must have. */
export function decodeFormat(format: JsonValue | undefined): OutputFormat | undefined {
  if (!isJsonObject(format)) return undefined
  switch (text(format, 'type') ?? '') {
    case 'text':
      return { type: 'text' }
    case 'json_object':
      return { type: 'json' }
    case 'json_schema': {
      const { schema, strict } = format
      const [name, description] = [text(format, 'name'), text(format, 'description')]
      if (!isJsonObject(schema)) return undefined
      return {
        type: 'json-schema',
        schema,
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(typeof strict === 'boolean' ? { strict } : {}),
      }
    }
    default:
      return undefined
  }
}

/** The shape as `text.format`; this wire demands a name for a schema. */
export function encodeFormat(format: OutputFormat): JsonObject {
  switch (format.type) {
    case 'text':
      return { type: 'text' }
    case 'json':
      return { type: 'json_object' }
    case 'json-schema': {
      const { schema, strict, description, name = 'response' } = format
      return {
        type: 'json_schema',
        name,
        ...(description === undefined ? {} : { description }),
        schema,
        ...(strict === undefined ? {} : { strict }),
      }
    }
  }
}
