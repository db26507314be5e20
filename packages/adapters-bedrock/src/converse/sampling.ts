import type { Capabilities, ChatRequest, JsonObject } from '@signalbox/core'

import type { ModelFamily } from '../model-family.ts'
import type { Warn } from './own-fields.ts'
import type { ThinkingPlan } from './reasoning.ts'

/** Sampling of a request: what every model knows, and what goes into fields of the model itself. */
export interface EncodedSampling {
  readonly config: JsonObject
  readonly modelFields: JsonObject
}

/** `inferenceConfig` without its empty fields, and the wish for the likeliest tokens. */
export function encodeSampling(
  request: ChatRequest,
  context: {
    readonly family: ModelFamily
    readonly capabilities: Capabilities
    readonly thinking: ThinkingPlan['kind']
    readonly warn: Warn
  },
): EncodedSampling {
  const { capabilities, thinking, warn } = context
  const limits = {
    ...maxTokens(request.maxOutputTokens, capabilities.maxOutputTokens, warn),
    ...stops(request.stop, capabilities.maxStops, warn),
  }
  const { sampling } = context.family
  if (thinking === 'budget' || thinking === 'adaptive' || sampling === 'none') {
    warnSampling(request, warn)
    return { config: limits, modelFields: {} }
  }
  const { temperature, topP } = request
  const both = sampling === 'either' && temperature !== undefined && topP !== undefined
  if (both) warn('dropped', 'top_p', 'The model takes temperature or top_p, not both.')
  return {
    config: {
      ...limits,
      ...(temperature === undefined
        ? {}
        : { temperature: within(temperature, 'temperature', warn) }),
      ...(topP === undefined || both ? {} : { topP: within(topP, 'top_p', warn) }),
    },
    modelFields: likeliest(request.topK, context.family, warn),
  }
}

function warnSampling({ temperature, topP, topK }: ChatRequest, warn: Warn): void {
  const lost = {
    temperature: temperature === 1 ? undefined : temperature,
    top_p: topP,
    top_k: topK,
  }
  for (const [key, value] of Object.entries(lost))
    if (value !== undefined) warn('dropped', key, 'The model takes no sampling settings here.')
}

function within(value: number, name: string, warn: Warn): number {
  const clamped = Math.min(1, Math.max(0, value))
  if (clamped !== value) warn('clamped', name, `It goes from 0 to 1; ${String(clamped)} was sent.`)
  return clamped
}

function maxTokens(asked: number | undefined, most: number | undefined, warn: Warn): JsonObject {
  if (asked === undefined) return {}
  if (asked < 1) warn('clamped', 'max_tokens', 'The provider writes at least one token.')
  if (most === undefined || asked <= most) return { maxTokens: Math.max(1, asked) }
  warn('clamped', 'max_tokens', `The model writes at most ${String(most)} tokens.`)
  return { maxTokens: most }
}

function stops(
  stop: readonly string[] | undefined,
  most: number | undefined,
  warn: Warn,
): JsonObject {
  if (stop === undefined) return {}
  const visible = stop.filter((sequence) => sequence.trim() !== '')
  if (visible.length < stop.length)
    warn('dropped', 'stop', 'A stop sequence of nothing but white space is refused.')
  const fitting = visible.slice(0, most)
  if (fitting.length < visible.length)
    warn('dropped', 'stop', `Only ${String(fitting.length)} stop sequences fit.`)
  return fitting.length === 0 ? {} : { stopSequences: fitting }
}

function likeliest(topK: number | undefined, { topK: place }: ModelFamily, warn: Warn): JsonObject {
  if (topK === undefined) return {}
  switch (place) {
    case 'top-level':
      return { top_k: topK }
    case 'nested':
      return { inferenceConfig: { topK } }
    case undefined:
      warn('dropped', 'top_k', 'The model has no such setting.')
      return {}
  }
}

/** Warns for every setting of a request that this wire has no field for. */
export function warnUnsupported(request: ChatRequest, warn: Warn): void {
  const lost: Readonly<Record<string, unknown>> = {
    n: request.candidates === 1 ? undefined : request.candidates,
    logprobs: request.logprobs,
    seed: request.seed,
    presence_penalty: request.presencePenalty === 0 ? undefined : request.presencePenalty,
    frequency_penalty: request.frequencyPenalty === 0 ? undefined : request.frequencyPenalty,
    logit_bias: Object.keys(request.logitBias ?? {}).length === 0 ? undefined : request.logitBias,
    min_p: request.minP,
    max_tool_calls: request.maxToolCalls,
    verbosity: request.verbosity,
    modalities: request.modalities?.some((kind) => kind !== 'text') === true ? 1 : undefined,
    previous_response_id: request.state?.previousId,
    conversation: request.state?.conversationId,
    background: request.state?.background === true ? true : undefined,
  }
  for (const [key, value] of Object.entries(lost))
    if (value !== undefined) warn('dropped', key, 'The provider has no such setting.')
}
