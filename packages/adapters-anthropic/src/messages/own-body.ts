import {
  isJsonObject,
  type ChatRequest,
  type JsonObject,
  type Message,
  type OutputFormat,
  type Target,
} from '@signalbox/core'

import { encodeParts, plainText, type BlockScope } from './encode-content.ts'
import { extraFields, omit } from './own-fields.ts'
import { encodeSystem, isInstruction, reminder, splitSystem, systemTurn } from './system.ts'
import { encodeOwnThinking, isEffort } from './thinking.ts'
import { encodeTools, encodeToolChoice } from './tools.ts'
import { lacksThinking, type Turn } from './turns.ts'

const merged = ['thinking', 'output_config', 'output_format', 'tool_choice', 'metadata']

/** The body for a request that a client of this wire sent: what it wrote, in the shape it wrote. */
export function ownBody(request: ChatRequest, target: Target, scope: BlockScope): JsonObject {
  const extra = extraFields(request)
  const { system, rest } = splitSystem(request.messages)
  const systemField = encodeSystem(system, scope)
  const messages = rest.flatMap((message, index) =>
    encodeMessage(message, `messages.${String(index)}`, target, scope),
  )
  const tools = request.tools === undefined ? undefined : encodeTools(request.tools, scope)
  return {
    model: target.model,
    ...defined({
      max_tokens: request.maxOutputTokens,
      system: systemField,
      tools,
      stop_sequences: request.stop,
      temperature: request.temperature,
      top_p: request.topP,
      top_k: request.topK,
      service_tier: request.serviceTier,
    }),
    messages,
    ...toolChoice(request, extra['tool_choice'], scope),
    ...outputFields(request, extra),
    ...thinkingField(request, extra, messages, scope),
    ...metadata(request, extra),
    ...omit(extra, merged),
    ...(request.stream ? { stream: true } : {}),
  }
}

function encodeMessage(
  message: Message,
  path: string,
  target: Target,
  scope: BlockScope,
): readonly JsonObject[] {
  if (isInstruction(message)) {
    if (target.capabilities?.systemMidConversation !== false)
      return [systemTurn(message, scope, path)]
    return encodeMessage(reminder(message, scope, path), path, target, scope)
  }
  const content =
    plainText(message.content) ?? encodeParts(message.content, scope, `${path}.content`)
  if (content.length === 0 && message.content.length > 0) return []
  return [
    {
      role: message.role === 'assistant' ? 'assistant' : 'user',
      content,
      ...extraFields(message),
    },
  ]
}

function toolChoice(request: ChatRequest, more: JsonObject[string], scope: BlockScope): JsonObject {
  if (request.toolChoice === undefined) return more === undefined ? {} : { tool_choice: more }
  const serial =
    request.parallelToolCalls === undefined
      ? {}
      : { disable_parallel_tool_use: !request.parallelToolCalls }
  return {
    tool_choice: {
      ...encodeToolChoice(request.toolChoice, (tool) => scope.toolName(tool)),
      ...serial,
      ...(isJsonObject(more) ? more : {}),
    },
  }
}

function outputFields(request: ChatRequest, extra: JsonObject): JsonObject {
  const { output_config: config, output_format: legacy } = extra
  const format = ownFormat(request.format)
  const isLegacy = isJsonObject(legacy) && legacy['schema'] === undefined
  const { effort } = request.reasoning ?? {}
  const inConfig = format === undefined || isLegacy ? {} : { format }
  const known = { ...(isEffort(effort) ? { effort } : {}), ...merge(inConfig, config, 'format') }
  return {
    ...joined('output_config', known, config),
    ...joined('output_format', format === undefined || !isLegacy ? {} : format, legacy),
  }
}

function joined(key: string, known: JsonObject, more: JsonObject[string]): JsonObject {
  if (isJsonObject(more)) return { [key]: { ...more, ...known } }
  if (Object.keys(known).length > 0) return { [key]: known }
  return more === undefined ? {} : { [key]: more }
}

function merge(known: JsonObject, extra: JsonObject[string], key: string): JsonObject {
  const [value, more] = [known[key], isJsonObject(extra) ? extra[key] : undefined]
  return isJsonObject(value) && isJsonObject(more) ? { [key]: { ...value, ...more } } : known
}

function ownFormat(format: OutputFormat | undefined): JsonObject | undefined {
  return format?.type === 'json-schema' ? { type: 'json_schema', schema: format.schema } : undefined
}

function thinkingField(
  request: ChatRequest,
  extra: JsonObject,
  messages: readonly JsonObject[],
  scope: BlockScope,
): JsonObject {
  const thinking = encodeOwnThinking(request.reasoning, extra['thinking'])
  if (thinking === undefined)
    return extra['thinking'] === undefined ? {} : { thinking: extra['thinking'] }
  if (thinking['type'] !== 'enabled' || !lacksThinking(messages.map(asTurn))) return { thinking }
  scope.warn('repaired', 'thinking', 'A tool turn lost its thinking; this answer does not think.')
  return { thinking: { type: 'disabled' } }
}

function asTurn({ role, content }: JsonObject): Turn {
  return {
    role: role === 'assistant' || role === 'system' ? role : 'user',
    blocks: Array.isArray(content) ? content.filter(isJsonObject) : [],
  }
}

function metadata(request: ChatRequest, extra: JsonObject): JsonObject {
  const user = request.user === undefined ? {} : { user_id: request.user }
  return joined('metadata', user, extra['metadata'])
}

function defined(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
