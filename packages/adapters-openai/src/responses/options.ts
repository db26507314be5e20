import type { ChatRequest, JsonObject, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { isList, orNothing, present, text } from '../json-fields.ts'
import { decodeFormat, encodeFormat } from './output-format.ts'
import { decodeReasoningOptions, encodeReasoningOptions } from './reasoning-options.ts'
import { decodeToolChoice, encodeToolChoice } from './tool-choice.ts'

/** The value of `include` that asks for reasoning which can be sent back. */
const encryptedReasoning = 'reasoning.encrypted_content'
/** The value of `include` that asks for token probabilities. */
export const textLogprobs = 'message.output_text.logprobs'

/** Everything of a request beside its messages, tools and `stream`. */
export type RequestOptions = Omit<
  ChatRequest,
  'operation' | 'model' | 'messages' | 'tools' | 'stream' | 'source' | 'hints' | 'extensions'
>

/** The known settings of a body; what is null or of another type stays behind. */
export function decodeOptions(body: JsonObject): RequestOptions {
  const settings = isJsonObject(body['text']) ? body['text'] : {}
  const include = isList(body['include']) ? body['include'] : []
  const state = {
    store: flag(body['store']),
    previousId: text(body, 'previous_response_id'),
    conversationId: conversationOf(body['conversation']),
    background: flag(body['background']),
  }
  const promptCache = {
    key: text(body, 'prompt_cache_key'),
    ttl: text(body, 'prompt_cache_retention'),
  }
  return dropAbsent({
    maxOutputTokens: number(body['max_output_tokens']),
    temperature: number(body['temperature']),
    topP: number(body['top_p']),
    logprobs: logprobsOf(body['top_logprobs'], include),
    maxToolCalls: number(body['max_tool_calls']),
    parallelToolCalls: flag(body['parallel_tool_calls']),
    toolChoice: decodeToolChoice(body['tool_choice']),
    serviceTier: text(body, 'service_tier'),
    user: text(body, 'user') ?? text(body, 'safety_identifier'),
    metadata: metadataOf(body['metadata']),
    format: decodeFormat(settings['format']),
    verbosity: text(settings, 'verbosity'),
    reasoning: decodeReasoningOptions(body['reasoning'], include.includes(encryptedReasoning)),
    promptCache: orAbsent(promptCache),
    state: orAbsent(state),
  })
}

/** The settings in the wire's names; absent ones are left out. */
export function encodeOptions(request: RequestOptions, tools: ChatRequest['tools']): JsonObject {
  const { reasoning, format, state, promptCache, toolChoice, logprobs } = request
  return present({
    max_output_tokens: request.maxOutputTokens,
    temperature: request.temperature,
    top_p: request.topP,
    top_logprobs: logprobs === 0 ? undefined : logprobs,
    max_tool_calls: request.maxToolCalls,
    parallel_tool_calls: request.parallelToolCalls,
    tool_choice: toolChoice === undefined ? undefined : encodeToolChoice(toolChoice, tools ?? []),
    service_tier: request.serviceTier,
    user: request.user,
    metadata: request.metadata,
    text: orNothing(
      present({
        format: format === undefined ? undefined : encodeFormat(format),
        verbosity: request.verbosity,
      }),
    ),
    reasoning: reasoning === undefined ? undefined : encodeReasoningOptions(reasoning),
    include: reasoning?.wantEncrypted === true ? [encryptedReasoning] : undefined,
    prompt_cache_key: promptCache?.key,
    prompt_cache_retention: promptCache?.ttl,
    store: state?.store,
    previous_response_id: state?.previousId,
    conversation: state?.conversationId,
    background: state?.background,
  })
}

function logprobsOf(top: JsonValue | undefined, include: readonly JsonValue[]): number | undefined {
  const count = number(top)
  if (include.includes(textLogprobs)) return count ?? 0
  return count === 0 ? undefined : count
}

function conversationOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value
  return isJsonObject(value) ? text(value, 'id') : undefined
}

function metadataOf(value: JsonValue | undefined): Readonly<Record<string, string>> | undefined {
  if (!isJsonObject(value)) return undefined
  const entries = Object.entries(value)
  const strings = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return strings.length === entries.length ? Object.fromEntries(strings) : undefined
}

function number(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function flag(value: JsonValue | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

function orAbsent<Fields extends object>(fields: Fields): Fields | undefined {
  return Object.values(fields).some((value) => value !== undefined) ? dropAbsent(fields) : undefined
}

function dropAbsent<Fields extends object>(fields: Fields): Fields {
  // Only absent values go, which the types call optional already.
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Fields
}
