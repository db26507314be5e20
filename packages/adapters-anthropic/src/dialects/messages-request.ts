import {
  isJsonObject,
  sourceOf,
  takeHints,
  type ChatRequest,
  type Inbound,
  type JsonObject,
  type JsonValue,
  type Message,
  type Part,
  type ReasoningOptions,
  type TakenHints,
} from '@signalbox/core'

import { decodeBlocks, issuedBy } from '../messages/decode-content.ts'
import { keep, omit, wire } from '../messages/own-fields.ts'
import { decodeThinking, isEffort } from '../messages/thinking.ts'
import { decodeTool, decodeToolChoice } from '../messages/tools.ts'
import { checkMessagesBody } from '../wire/messages.ts'

const client = issuedBy('')
const billingPrefix = 'x-anthropic-billing-header:'

/** A client's body as a request; `inbound` adds the source, so that bytes may pass. */
export function decodeRequest(body: JsonObject, inbound?: Inbound): ChatRequest {
  const taken = takeHints(body, inbound?.headers ?? [])
  return {
    ...decodeBody(taken),
    ...(inbound === undefined ? {} : { source: sourceOf(wire, taken, inbound) }),
  }
}

/** Reads a field into the request and says what of it must be kept for the way back. */
interface Reading {
  readonly fields: Partial<ChatRequest>
  readonly extra?: JsonObject | undefined
}

function decodeBody(taken: TakenHints): ChatRequest {
  const { body, hints, sessionId, metadata } = taken
  checkMessagesBody(body)
  const { model, messages } = body
  const readings = [
    readPlain(body),
    readTools(body),
    readThinkingAndOutput(body),
    readMetadata(body, taken.user),
  ]
  const request: ChatRequest = {
    operation: 'chat',
    model: model as string,
    messages: [...systemMessages(body['system']), ...(messages as JsonObject[]).map(decodeMessage)],
    stream: body['stream'] === true,
  }
  const extra = Object.assign({}, ...readings.map((reading) => reading.extra ?? {})) as JsonObject
  return {
    ...request,
    ...(Object.assign({}, ...readings.map(({ fields }) => fields)) as Partial<ChatRequest>),
    ...(hints === undefined ? {} : { hints }),
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(metadata === undefined ? {} : { metadata }),
    extensions: { [wire]: { ...omit(body, handled), ...extra } },
  }
}

const plain = {
  max_tokens: 'maxOutputTokens',
  temperature: 'temperature',
  top_p: 'topP',
  top_k: 'topK',
  stop_sequences: 'stop',
  service_tier: 'serviceTier',
} as const satisfies Readonly<Record<string, keyof ChatRequest>>

const handled = [
  ...Object.keys(plain),
  'model',
  'messages',
  'system',
  'stream',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'output_format',
  'metadata',
]

function readPlain(body: JsonObject): Reading {
  const given = Object.entries(plain).filter(([key]) => body[key] !== undefined)
  const said = given.filter(([key]) => body[key] !== null)
  return {
    fields: Object.fromEntries(said.map(([key, name]) => [name, body[key]])),
    extra: {
      ...Object.fromEntries(
        given.filter((entry) => !said.includes(entry)).map(([key]) => [key, null]),
      ),
      ...(body['stream'] === null || body['stream'] === false ? { stream: body['stream'] } : {}),
      ...(body['system'] === null ? { system: null } : {}),
    },
  }
}

function readTools(body: JsonObject): Reading {
  const { tools, tool_choice: choice } = body
  const { extra, ...chosen } = isJsonObject(choice) ? decodeToolChoice(choice) : { extra: {} }
  return {
    fields: {
      ...(isList(tools) ? { tools: tools.filter(isJsonObject).map(decodeTool) } : {}),
      ...chosen,
    },
    extra: {
      ...(tools === null ? { tools } : {}),
      ...(choice === null ? { tool_choice: null } : {}),
      ...(Object.keys(extra).length === 0 ? {} : { tool_choice: extra }),
    },
  }
}

function readThinkingAndOutput(body: JsonObject): Reading {
  const { thinking, output_config: config, output_format: legacy } = body
  const thought = isJsonObject(thinking) ? decodeThinking(thinking) : undefined
  const effort = isJsonObject(config) && isEffort(config['effort']) ? config['effort'] : undefined
  const reasoning: ReasoningOptions = {
    ...thought?.reasoning,
    ...(effort === undefined ? {} : { effort }),
  }
  const native = isJsonObject(config) ? schemaOf(config['format']) : undefined
  const format = native ?? schemaOf(legacy)
  return {
    fields: {
      ...(Object.keys(reasoning).length === 0 ? {} : { reasoning }),
      ...(format === undefined ? {} : { format: { type: 'json-schema', schema: format.schema } }),
    },
    extra: {
      ...rest('thinking', thinking, thought?.extra),
      ...rest('output_config', config, configRest(config, effort, native?.extra)),
      ...(native === undefined && format !== undefined
        ? { output_format: format.extra }
        : rest('output_format', legacy, legacy)),
    },
  }
}

function rest(key: string, value: JsonValue | undefined, extra: JsonValue | undefined): JsonObject {
  if (value === undefined) return {}
  if (!isJsonObject(value) || !isJsonObject(extra)) return { [key]: value }
  return Object.keys(extra).length === 0 && Object.keys(value).length > 0 ? {} : { [key]: extra }
}

function configRest(
  config: JsonValue | undefined,
  effort: string | undefined,
  format: JsonObject | undefined,
): JsonValue | undefined {
  if (!isJsonObject(config)) return config
  const left = omit(config, [
    ...(effort === undefined ? [] : ['effort']),
    ...(format === undefined ? [] : ['format']),
  ])
  return format === undefined || Object.keys(format).length === 0 ? left : { ...left, format }
}

function schemaOf(
  value: JsonValue | undefined,
): { schema: JsonObject; extra: JsonObject } | undefined {
  if (!isJsonObject(value) || value['type'] !== 'json_schema') return undefined
  const { schema } = value
  return isJsonObject(schema) ? { schema, extra: omit(value, ['type', 'schema']) } : undefined
}

function readMetadata({ metadata }: JsonObject, user: string | undefined): Reading {
  const id = isJsonObject(metadata) ? metadata['user_id'] : undefined
  const named = typeof id === 'string' ? id : user
  const left =
    isJsonObject(metadata) && typeof id === 'string' ? omit(metadata, ['user_id']) : metadata
  return {
    fields: named === undefined ? {} : { user: named },
    extra: rest('metadata', metadata, left),
  }
}

function systemMessages(system: JsonValue | undefined): readonly Message[] {
  if (typeof system === 'string')
    return [{ role: 'system', content: [{ type: 'text', text: system }] }]
  return isList(system)
    ? [{ role: 'system', content: system.flatMap((block) => decodeSystemBlock(block)) }]
    : []
}

/** A client's billing line changes with its version: only this wire's caches know to ignore it. */
function decodeSystemBlock(block: JsonValue): readonly Part[] {
  const text = isJsonObject(block) ? block['text'] : undefined
  return typeof text === 'string' && text.startsWith(billingPrefix)
    ? [{ type: 'opaque', wire, kind: 'billing-header', value: block }]
    : decodeBlocks([block], client)
}

function decodeMessage(message: JsonObject): Message {
  const { role, content } = message
  const extra = omit(message, ['role', 'content'])
  return {
    role: role === 'assistant' || role === 'system' ? role : 'user',
    content:
      typeof content === 'string'
        ? [{ type: 'text', text: content }]
        : decodeBlocks(isList(content) ? content : [], client),
    ...(role === 'system' ? { extensions: { [wire]: extra } } : keep(extra)),
  }
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}
