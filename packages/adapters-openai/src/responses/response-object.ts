import type { ChatRequest, Completion, GatewayRequest, JsonObject, Part } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { visibleFinish } from '../finish-reason.ts'
import { objects, omit, present } from '../json-fields.ts'
import { decodeFinish, encodeFinish } from './finish.ts'
import { replyContext } from './item-context.ts'
import { responseIdOf } from './item-ids.ts'
import { encodeOutput } from './output-items.ts'
import { ownFields } from './own-fields.ts'
import { encodeBody } from './request-body.ts'
import { encodeResponsesUsage } from './usage.ts'

/** A completion as the response object of this wire. */
export function encodeResponseObject(
  completion: Completion,
  request: GatewayRequest,
  output?: readonly JsonObject[],
): JsonObject {
  const [candidate] = completion.candidates
  const own = candidate === undefined ? undefined : ownFields(candidate)
  const id = ownFields(completion) === undefined ? responseIdOf(completion.id) : completion.id
  const parts = candidate?.message.content ?? []
  const finish = visibleFinish(candidate?.finish ?? { reason: 'content-filter' }, parts)
  const stale = own !== undefined && decodeFinish(own, parts).reason !== finish.reason
  return {
    ...(own ?? echo(request)),
    ...(own === undefined || stale ? encodeFinish(finish) : {}),
    id,
    ...(own === undefined ? { object: 'response', created_at: 0 } : {}),
    ...(completion.createdAt === undefined ? {} : { created_at: completion.createdAt }),
    ...(completion.model === '' ? {} : { model: completion.model }),
    output:
      output ?? encodeOutput(withLogprobs(parts, objects(candidate?.logprobs?.['content'])), id),
    ...(completion.usage === undefined
      ? own === undefined
        ? { usage: null }
        : {}
      : { usage: encodeResponsesUsage(completion.usage) }),
  }
}

/** Another wire tells the probabilities apart from the text; here they stand in its first text. */
function withLogprobs(parts: readonly Part[], logprobs: readonly JsonObject[]): readonly Part[] {
  const at = parts.findIndex((part) => part.type === 'text')
  const target = parts[at]
  if (logprobs.length === 0 || target === undefined || ownFields(target) !== undefined) return parts
  const fields = { type: 'output_text', annotations: [], logprobs }
  return parts.with(at, { ...target, extensions: { 'openai-responses': fields } })
}

/** What a response object repeats of its request, with OpenAI's defaults. */
export function echo(request: GatewayRequest): JsonObject {
  if (request.operation !== 'chat') return {}
  const said = present(encodeSettings(request))
  const tier = said['service_tier']
  return {
    background: false,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: null,
    max_tool_calls: null,
    metadata: {},
    parallel_tool_calls: true,
    previous_response_id: null,
    prompt_cache_key: null,
    safety_identifier: null,
    store: false,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_logprobs: 0,
    top_p: 1,
    truncation: 'disabled',
    user: null,
    ...omitNull(said),
    reasoning: {
      effort: null,
      summary: null,
      ...(isJsonObject(said['reasoning']) ? said['reasoning'] : {}),
    },
    service_tier: tier === undefined || tier === 'auto' ? 'default' : tier,
  }
}

function encodeSettings(request: ChatRequest): JsonObject {
  const body = encodeBody({ ...request, messages: request.messages.slice(0, 1) }, replyContext)
  return omit(body, ['model', 'input', 'stream', 'stream_options', 'include'])
}

function omitNull(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
}
