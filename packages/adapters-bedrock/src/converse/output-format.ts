import type { Capabilities, ChatRequest, JsonObject } from '@signalbox/core'

import { nameAlias } from '../wire/alias.ts'
import type { Warn } from './own-fields.ts'
import { compileSchema } from './schema.ts'
import { answerToolName } from './tool-names.ts'

/** What an answer's shape adds to a request. */
export interface EncodedFormat {
  readonly fields: JsonObject
  readonly system: readonly JsonObject[]
  readonly tools: readonly JsonObject[]
}

const asItComes: EncodedFormat = { fields: {}, system: [], tools: [] }

/** The shape of the answer: natively, by one forced tool, or told in the system field. */
export function encodeFormat(
  request: ChatRequest,
  capabilities: Capabilities,
  canForce: boolean,
  warn: Warn,
): EncodedFormat {
  const { format } = request
  if (format === undefined || format.type === 'text') return asItComes
  if (format.type === 'json') {
    warn('emulated', 'response_format', 'The model was told to answer in JSON.')
    return told('Answer with one valid JSON object and nothing else.')
  }
  if (format.type !== 'json-schema') return asItComes
  const { schema, name, description } = format
  if (capabilities.jsonSchema === 'none') {
    warn('emulated', 'response_format', 'The model was told the schema; nothing enforces it.')
    return toldSchema(schema)
  }
  if (capabilities.jsonSchema === 'native') {
    const compiled = compileSchema(schema, 'response_format.schema', warn)
    const jsonSchema = {
      name: nameAlias(name ?? 'answer'),
      ...(description === undefined ? {} : { description }),
      schema: JSON.stringify(compiled),
    }
    const textFormat = { type: 'json_schema', structure: { jsonSchema } }
    return { ...asItComes, fields: { outputConfig: { textFormat } } }
  }
  const tool = answerToolName(request)
  warn('emulated', 'response_format', 'The schema is enforced by a tool the model must call.')
  if (tool === undefined) return toldSchema(schema)
  const json = schema['type'] === undefined ? { ...schema, type: 'object' } : schema
  const toolSpec = {
    name: tool,
    description: description ?? 'Gives the final answer to the user.',
    inputSchema: { json },
  }
  const asked = `Give the final answer by calling the tool "${tool}".`
  return { ...(canForce ? asItComes : told(asked)), tools: [{ toolSpec }] }
}

function told(text: string): EncodedFormat {
  return { ...asItComes, system: [{ text }] }
}

function toldSchema(schema: JsonObject): EncodedFormat {
  return told(
    `Answer with one valid JSON value that matches this JSON Schema, and nothing else:\n${JSON.stringify(schema)}`,
  )
}
