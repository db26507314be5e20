import type { ChatRequest, JsonObject, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, objects, present, text } from '../json-fields.ts'
import { decodeFormat, encodeFormat } from './output-format.ts'
import { note, objectAt } from './own-fields.ts'
import { decodeReasoningOptions } from './reasoning-options.ts'
import { decodeToolChoice, encodeToolChoice } from './tool-choice.ts'
import { decodeLegacyFunction, decodeTool } from './tools.ts'

/** The settings of a request: everything but its messages and what every wire has. */
export type ChatOptions = Omit<
  ChatRequest,
  'operation' | 'model' | 'messages' | 'stream' | 'extensions' | 'source' | 'hints' | 'sessionId'
>

/** Settings out of a body; what does not fit its type stays with the unknown fields. */
export function decodeOptions(body: JsonObject): ChatOptions {
  const key = text(body, 'prompt_cache_key')
  const ttl = text(body, 'prompt_cache_retention')
  const store = booleanAt(body, 'store')
  const streaming = objectAt(body, 'stream_options')
  return {
    temperature: numberAt(body, 'temperature'),
    topP: numberAt(body, 'top_p'),
    topK: numberAt(body, 'top_k'),
    minP: numberAt(body, 'min_p'),
    seed: numberAt(body, 'seed'),
    presencePenalty: numberAt(body, 'presence_penalty'),
    frequencyPenalty: numberAt(body, 'frequency_penalty'),
    candidates: numberAt(body, 'n'),
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
    state: store === undefined ? undefined : { store },
    promptCache: key === undefined && ttl === undefined ? undefined : { key, ttl },
    format: decodeFormat(body['response_format']),
    reasoning: decodeReasoningOptions(body),
    tools: decodeTools(body),
    toolChoice: choiceOf(body),
    streamUsage: booleanAt(streaming, 'include_usage'),
  }
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
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK,
    min_p: request.minP,
    seed: request.seed,
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    n: request.candidates,
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
    $metadata: isStrings(body['metadata']) ? true : undefined,
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
  return isList(value) && value.every((entry) => typeof entry === 'string') ? value : undefined
}

function isNumbers(value: JsonValue | undefined): value is Readonly<Record<string, number>> {
  return isJsonObject(value) && Object.values(value).every((entry) => typeof entry === 'number')
}

function isStrings(value: JsonValue | undefined): value is Readonly<Record<string, string>> {
  return isJsonObject(value) && Object.values(value).every((entry) => typeof entry === 'string')
}
