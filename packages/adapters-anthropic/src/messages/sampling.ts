import type { Capabilities, ChatRequest, JsonObject } from '@signalbox/core'

import type { Warn } from './own-fields.ts'
import type { ThinkingPlan } from './thinking.ts'

/** Sampling fields of a request of another wire, as far as the provider takes them. */
export function encodeSampling(
  request: ChatRequest,
  thinking: ThinkingPlan['kind'],
  warn: Warn,
): JsonObject {
  const { temperature, topP, topK } = request
  if (thinking !== 'none') {
    const lost = {
      temperature: temperature === 1 ? undefined : temperature,
      top_p: topP,
      top_k: topK,
    }
    for (const [key, value] of Object.entries(lost))
      if (value !== undefined) warn('dropped', key, 'A thinking model takes no sampling settings.')
    return {}
  }
  if (temperature !== undefined && topP !== undefined)
    warn('dropped', 'top_p', 'The provider takes temperature or top_p, not both.')
  return {
    ...(temperature === undefined ? {} : { temperature: clampTemperature(temperature, warn) }),
    ...(topP === undefined || temperature !== undefined ? {} : { top_p: topP }),
    ...(topK === undefined ? {} : { top_k: topK }),
  }
}

function clampTemperature(temperature: number, warn: Warn): number {
  const clamped = Math.min(1, Math.max(0, temperature))
  if (clamped !== temperature)
    warn('clamped', 'temperature', `Temperature goes from 0 to 1; ${String(clamped)} was sent.`)
  return clamped
}

/** Stop sequences without the blank ones, which the provider refuses. */
export function encodeStop(
  request: ChatRequest,
  capabilities: Capabilities,
  warn: Warn,
): JsonObject {
  const { stop } = request
  if (stop === undefined) return {}
  const visible = stop.filter((sequence) => sequence.trim() !== '')
  if (visible.length < stop.length)
    warn('dropped', 'stop', 'A stop sequence of nothing but white space is refused.')
  const fitting = visible.slice(0, capabilities.maxStops ?? visible.length)
  if (fitting.length < visible.length)
    warn('dropped', 'stop', `Only ${String(fitting.length)} stop sequences fit.`)
  return fitting.length === 0 ? {} : { stop_sequences: fitting }
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
