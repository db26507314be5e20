import {
  isJsonObject,
  type ChatRequest,
  type JsonObject,
  type JsonValue,
  type OutputFormat,
} from '@signalbox/core'

import { numberOf, objectAt, stringOf, without } from '../wire/objects.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { decodeThinking } from './reasoning.ts'

/** The chat fields that live in `generationConfig`. */
export type ConfigFields = Pick<
  ChatRequest,
  | 'temperature'
  | 'topP'
  | 'topK'
  | 'maxOutputTokens'
  | 'seed'
  | 'presencePenalty'
  | 'frequencyPenalty'
  | 'candidates'
  | 'stop'
  | 'logprobs'
  | 'format'
  | 'modalities'
  | 'reasoning'
>

const numbers = {
  temperature: 'temperature',
  topP: 'topP',
  topK: 'topK',
  maxOutputTokens: 'maxOutputTokens',
  seed: 'seed',
  presencePenalty: 'presencePenalty',
  frequencyPenalty: 'frequencyPenalty',
  candidateCount: 'candidates',
} as const

/** A `generationConfig` as chat fields, and what they cannot say. */
export function decodeConfig(config: JsonObject): {
  readonly fields: ConfigFields
  readonly rest?: JsonObject
} {
  const said: string[] = []
  const read = <Value>(name: string, value: Value | undefined): Value | undefined => {
    if (value !== undefined) said.push(name)
    return value
  }
  const scalars = Object.entries(numbers).flatMap(([name, field]): [string, number][] => {
    const value = read(name, numberOf(config[name]))
    return value === undefined ? [] : [[field, value]]
  })
  const stop = read('stopSequences', texts(config['stopSequences']))
  const modalities = read('responseModalities', texts(config['responseModalities']))
  const thinking = objectAt(config, 'thinkingConfig')
  const reasoning = decodeThinking(thinking)
  const logprobs =
    config['responseLogprobs'] === true ? (numberOf(config['logprobs']) ?? 0) : undefined
  if (logprobs !== undefined) said.push('responseLogprobs', 'logprobs')
  const format = formatOf(config)
  if (format !== undefined) said.push('responseMimeType', 'responseSchema', 'responseJsonSchema')
  const unsaid = without(thinking, ['thinkingBudget', 'thinkingLevel', 'includeThoughts'])
  if (reasoning !== undefined || Object.keys(thinking).length === 0) said.push('thinkingConfig')
  const rest = without(config, said)
  const extra =
    unsaid === undefined || reasoning === undefined ? rest : { ...rest, thinkingConfig: unsaid }
  return {
    fields: {
      ...Object.fromEntries(scalars),
      ...(stop === undefined ? {} : { stop }),
      ...(modalities === undefined
        ? {}
        : { modalities: modalities.map((modality) => modality.toLowerCase()) }),
      ...(reasoning === undefined ? {} : { reasoning }),
      ...(logprobs === undefined ? {} : { logprobs }),
      ...(format === undefined ? {} : { format }),
    },
    ...(extra === undefined ? {} : { rest: extra }),
  }
}

function formatOf(config: JsonObject): OutputFormat | undefined {
  const type = stringOf(config['responseMimeType'])
  const schema = config['responseJsonSchema'] ?? config['responseSchema']
  if (type === 'application/json' && isJsonObject(schema))
    return { type: 'json-schema', schema: jsonSchemaOf(schema) }
  if (schema !== undefined) return undefined
  if (type === 'application/json') return { type: 'json' }
  return type === 'text/plain' ? { type: 'text' } : undefined
}

function texts(value: JsonValue | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined
  return value.every((entry) => typeof entry === 'string') ? value : undefined
}
