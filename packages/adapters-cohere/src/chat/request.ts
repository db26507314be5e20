import type { ChatRequest, JsonObject, OutputFormat, Target, Warning } from '@signalbox/core'

import { losses, type Losses } from '../wire/losses.ts'
import { chatWire } from '../wire/names.ts'
import { encodeMessages } from './messages.ts'
import { encodeTools } from './tools.ts'

/** A chat as a body of this wire, and what it lost. */
export interface EncodedChat {
  readonly body: JsonObject
  readonly warnings: readonly Warning[]
}

/** Says a chat in this wire. */
export function encodeChat(request: ChatRequest, target: Target): EncodedChat {
  const lost = losses(chatWire)
  lost.foreign('', request.extensions)
  warnOfLosses(request, lost)
  const body: JsonObject = {
    model: target.model,
    messages: encodeMessages(request.messages, lost),
    ...encodeTools(request, lost),
    max_tokens: request.maxOutputTokens,
    stop_sequences: stops(request, lost),
    temperature: within(request.temperature, [0, 1], 'temperature', lost),
    p: within(request.topP, [0.01, 0.99], 'top_p', lost),
    k: within(request.topK, [0, 500], 'top_k', lost),
    seed: request.seed,
    presence_penalty: within(request.presencePenalty, [0, 1], 'presence_penalty', lost),
    frequency_penalty: within(request.frequencyPenalty, [0, 1], 'frequency_penalty', lost),
    response_format: request.format === undefined ? undefined : encodeFormat(request.format),
    thinking: encodeThinking(request, target, lost),
    stream: request.stream,
    ...request.extensions?.[chatWire],
  }
  return { body, warnings: lost.warnings }
}

const mostStops = 5

function stops({ stop }: ChatRequest, lost: Losses): readonly string[] | undefined {
  if (stop === undefined || stop.length <= mostStops) return stop
  lost.add(
    'dropped',
    'stop',
    `Cohere takes ${String(mostStops)} stop sequences; the rest is left out.`,
  )
  return stop.slice(0, mostStops)
}

function within(
  value: number | undefined,
  [least, most]: readonly [number, number],
  path: string,
  lost: Losses,
): number | undefined {
  if (value === undefined || (value >= least && value <= most)) return value
  const clamped = Math.min(most, Math.max(least, value))
  lost.add(
    'clamped',
    path,
    `Cohere takes ${String(least)} to ${String(most)}; sent ${String(clamped)}.`,
  )
  return clamped
}

function encodeFormat(format: OutputFormat): JsonObject {
  switch (format.type) {
    case 'text':
      return { type: 'text' }
    case 'json':
      return { type: 'json_object' }
    case 'json-schema':
      return { type: 'json_object', json_schema: format.schema }
  }
}

/** How many tokens of thinking an effort is; Cohere knows budgets only. */
const budgets = { minimal: 512, low: 1024, medium: 4096, high: 16_384, xhigh: 24_576, max: 31_000 }

function encodeThinking(
  { reasoning }: ChatRequest,
  target: Target,
  lost: Losses,
): JsonObject | undefined {
  if (reasoning === undefined) return undefined
  const { mode, effort, budgetTokens } = reasoning
  const isAsked =
    mode !== 'off' && (mode !== undefined || effort !== undefined || budgetTokens !== undefined)
  if (target.capabilities?.reasoning === 'none') {
    if (isAsked) lost.add('dropped', 'reasoning', `${target.model} does not think aloud.`)
    return undefined
  }
  if (mode === 'off') return { type: 'disabled' }
  if (!isAsked) return undefined
  if (budgetTokens !== undefined) return { type: 'enabled', token_budget: budgetTokens }
  if (effort === undefined) return { type: 'enabled' }
  lost.add(
    'emulated',
    'reasoning.effort',
    `An effort is a budget of ${String(budgets[effort])} tokens here.`,
  )
  return { type: 'enabled', token_budget: budgets[effort] }
}

const plainTiers: ReadonlySet<string> = new Set(['auto', 'default', 'standard', 'standard_only'])

function warnOfLosses(request: ChatRequest, lost: Losses): void {
  const { state, serviceTier, candidates = 1 } = request
  const drop = (isSaid: boolean, path: string, detail: string): void => {
    if (isSaid) lost.add('dropped', path, detail)
  }
  drop(request.user !== undefined, 'user', 'Cohere takes no end user id.')
  drop(candidates > 1, 'n', 'Cohere gives one answer per request.')
  drop(request.minP !== undefined, 'min_p', 'Cohere has no such field.')
  drop(Object.keys(request.logitBias ?? {}).length > 0, 'logit_bias', 'Cohere has no such field.')
  drop(request.logprobs !== undefined, 'logprobs', 'Cohere counts them by its own tokens only.')
  drop(request.verbosity !== undefined, 'verbosity', 'Cohere has no such field.')
  drop(
    request.modalities?.some((modality) => modality !== 'text') === true,
    'modalities',
    'Cohere answers in text.',
  )
  drop(
    request.parallelToolCalls === false,
    'parallel_tool_calls',
    'Cohere may always call several tools at once.',
  )
  drop(request.maxToolCalls !== undefined, 'max_tool_calls', 'Cohere has no limit on tool calls.')
  drop(
    serviceTier !== undefined && !plainTiers.has(serviceTier),
    'service_tier',
    `Cohere has no service tier "${String(serviceTier)}".`,
  )
  drop(
    state?.previousId !== undefined || state?.conversationId !== undefined,
    'previous_response_id',
    'Cohere keeps no conversation; send the messages.',
  )
  drop(state?.background === true, 'background', 'Cohere answers chats in the foreground only.')
}
