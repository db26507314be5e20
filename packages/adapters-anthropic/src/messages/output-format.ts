import type { Capabilities, ChatRequest, JsonObject } from '@signalbox/core'

import type { Warn } from './own-fields.ts'
import { compileSchema } from './schema.ts'
import type { ThinkingPlan } from './thinking.ts'
import { answerToolName } from './tool-names.ts'

/** What an answer's shape adds to a request. */
export interface EncodedFormat {
  readonly config: JsonObject
  readonly system: readonly JsonObject[]
  readonly tools: readonly JsonObject[]
}

const nothing: EncodedFormat = { config: {}, system: [], tools: [] }

/** The shape of the answer: natively, by one forced tool, or told in the system field. */
export function encodeFormat(
  request: ChatRequest,
  capabilities: Capabilities,
  thinking: ThinkingPlan['kind'],
  warn: Warn,
): EncodedFormat {
  const { format } = request
  if (format === undefined) return nothing
  if (format.type === 'json') {
    warn('emulated', 'response_format', 'The model was told to answer in JSON.')
    return told('Answer with one valid JSON object and nothing else.')
  }
  if (format.type !== 'json-schema') return nothing
  const { schema } = format
  if (capabilities.jsonSchema === 'none') {
    warn('emulated', 'response_format', 'The model was told the schema; nothing enforces it.')
    return toldSchema(schema)
  }
  if (capabilities.jsonSchema !== 'tool')
    return {
      ...nothing,
      config: {
        format: {
          type: 'json_schema',
          schema: compileSchema(schema, 'response_format.schema', warn),
        },
      },
    }
  const name = answerToolName(request)
  warn('emulated', 'response_format', 'The schema is enforced by a tool the model must call.')
  if (name === undefined) return toldSchema(schema)
  const tool = {
    name,
    description: format.description ?? 'Gives the final answer to the user.',
    input_schema: schema['type'] === undefined ? { ...schema, type: 'object' } : schema,
  }
  const tools = [tool]
  return thinking === 'none'
    ? { ...nothing, tools }
    : { ...told(`Give the final answer by calling the tool "${name}".`), tools }
}

function told(text: string): EncodedFormat {
  return { ...nothing, system: [{ type: 'text', text }] }
}

function toldSchema(schema: JsonObject): EncodedFormat {
  return told(
    `Answer with one valid JSON value that matches this JSON Schema, and nothing else:\n${JSON.stringify(schema)}`,
  )
}
