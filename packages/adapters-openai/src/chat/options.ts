import type { ChatRequest, JsonObject, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, objects, present, text } from '../responses/own-fields.ts'
import { decodeFormat, encodeFormat } from './output-format.ts'
import { note } from './own-fields.ts'
import { decodeReasoningOptions } from './reasoning-options.ts'
import { decodeToolChoice, encodeToolChoice } from './tool-choice.ts'
import { decodeLegacyFunction, decodeTool } from './tools.ts'

/** The settings of a request: everything but its messages and what every wire has. */
export type ChatOptions = Omit<
  ChatRequest,
  'operation' | 'model' | 'messages' | 'stream' | 'extensions' | 'source' | 'hints' | 'sessionId'
>

const numbers = {
  temperature: 'temperature',
  topP: 'top_p',
  topK: 'top_k',
  minP: 'min_p',
  seed: 'seed',
  presencePenalty: 'presence_penalty',
  frequencyPenalty: 'frequency_penalty',
  candidates: 'n',
} as const

/** Settings out of a body; what does not fit its type stays with the unknown fields. */
export function decodeOptions(body: JsonObject): ChatOptions {
  const cacheKey = text(body, 'prompt_cache_key')
  const cacheTtl = text(body, 'prompt_cache_retention')
  const store = body['store']
  return present({
    ...Object.fromEntries(
      Object.entries(numbers).map(([name, field]) => [name, numberAt(body, field)]),
    ),
    maxOutputTokens: numberAt(body, 'max_completion_tokens') ?? numberAt(body, 'max_tokens'),
    logitBias: isNumbers(body['logit_bias']) ? body['logit_bias'] : undefined,
    logprobs: body['logprobs'] === true ? (numberAt(body, 'top_logprobs') ?? 0) : undefined,
    stop: decodeStop(body['stop']),
    parallelToolCalls: booleanAt(body, 'parallel_tool_calls'),
    modalities: strings(body['modalities']),
    verbosity: text(body, 'verbosity'),
    serviceTier: text(body, 'service_tier'),
    user: text(body, 'user') ?? text(body, 'safety_identifier'),
    metadata: isStrings(body['metadata']) ? body['metadata'] : undefined,
    state: typeof store === 'boolean' ? { store } : undefined,
    promptCache:
      cacheKey === undefined && cacheTtl === undefined
        ? undefined
        : present({ key: cacheKey, ttl: cacheTtl }),
    format: decodeFormat(body['response_format']) as unknown as JsonObject | undefined,
    reasoning: decodeReasoningOptions(body) as unknown as JsonObject | undefined,
    tools: decodeTools(body) as unknown as readonly JsonObject[] | undefined,
    toolChoice: choiceOf(body) as unknown as JsonObject | undefined,
    streamUsage: isJsonObject(body['stream_options'])
      ? booleanAt(body['stream_options'], 'include_usage')
      : undefined,
  } as unknown as JsonObject) as unknown as ChatOptions
}

function decodeTools(body: JsonObject): ChatRequest['tools'] {
  const { tools, functions } = body
  if (!isList(tools) && !isList(functions)) return undefined
  return [...objects(tools).map(decodeTool), ...objects(functions).map(decodeLegacyFunction)]
}

function choiceOf(body: JsonObject): ChatRequest['toolChoice'] {
  const legacy = body['function_call']
  if (body['tool_choice'] !== undefined) return decodeToolChoice(body['tool_choice'])
  if (isJsonObject(legacy) && typeof legacy['name'] === 'string')
    return { type: 'tool', name: legacy['name'] }
  return legacy === 'auto' || legacy === 'none' ? legacy : undefined
}

function decodeStop(stop: JsonValue | undefined): readonly string[] | undefined {
  return typeof stop === 'string' ? [stop] : strings(stop)
}

/** The settings in OpenAI's names, in the form the client used where there are two. */
export function encodeOptions(request: ChatOptions & Pick<ChatRequest, 'extensions'>): JsonObject {
  const { logprobs, stop, toolChoice, format, tools = [] } = request
  const userField = note(request, 'safety_identifier') === true ? 'safety_identifier' : 'user'
  const maxField = note(request, 'max_tokens') === true ? 'max_tokens' : 'max_completion_tokens'
  const choice = toolChoice === undefined ? undefined : encodeToolChoice(toolChoice, tools)
  return present({
    ...Object.fromEntries(
      Object.entries(numbers).map(([name, field]) => [
        field,
        request[name as keyof typeof numbers],
      ]),
    ),
    [maxField]: request.maxOutputTokens,
    logit_bias: request.logitBias,
    logprobs: logprobs === undefined ? undefined : true,
    top_logprobs: logprobs === 0 ? undefined : logprobs,
    stop: note(request, 'stop') === true && stop?.length === 1 ? stop[0] : stop,
    parallel_tool_calls: request.parallelToolCalls,
    modalities: request.modalities,
    verbosity: request.verbosity,
    service_tier: request.serviceTier,
    [userField]: request.user,
    metadata: request.metadata,
    store: request.state?.store,
    prompt_cache_key: request.promptCache?.key,
    prompt_cache_retention: request.promptCache?.ttl,
    response_format: format === undefined ? undefined : encodeFormat(format),
    ...encodeChoice(choice, note(request, 'choice')),
  })
}

function encodeChoice(choice: JsonValue | undefined, form: JsonValue | undefined): JsonObject {
  if (form === 'any' && choice === 'required') return { tool_choice: 'any' }
  if (form !== 'function_call') return { tool_choice: choice }
  return { function_call: isJsonObject(choice) ? choice['function'] : choice }
}

/** How the client wrote what can be written in two ways. */
export function formNotes(body: JsonObject): JsonObject {
  return present({
    $max_tokens:
      numberAt(body, 'max_completion_tokens') === undefined &&
      numberAt(body, 'max_tokens') !== undefined
        ? true
        : undefined,
    $safety_identifier:
      text(body, 'user') === undefined && text(body, 'safety_identifier') !== undefined
        ? true
        : undefined,
    $stop: typeof body['stop'] === 'string' ? true : undefined,
    $choice:
      body['tool_choice'] === 'any'
        ? 'any'
        : body['tool_choice'] === undefined && body['function_call'] !== undefined
          ? 'function_call'
          : undefined,
  })
}

function numberAt(body: JsonObject, key: string): number | undefined {
  const value = body[key]
  return typeof value === 'number' ? value : undefined
}

function booleanAt(body: JsonObject, key: string): boolean | undefined {
  const value = body[key]
  return typeof value === 'boolean' ? value : undefined
}

function strings(value: JsonValue | undefined): readonly string[] | undefined {
  if (!isList(value)) return undefined
  return value.every((entry) => typeof entry === 'string')
    ? (value as readonly string[])
    : undefined
}

function isNumbers(value: JsonValue | undefined): value is Readonly<Record<string, number>> {
  return isJsonObject(value) && Object.values(value).every((entry) => typeof entry === 'number')
}

function isStrings(value: JsonValue | undefined): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((entry) => typeof entry === 'string')
}
