import type { ChatRequest, JsonObject, OutputFormat, Target } from '@signalbox/core'

import { generateWire } from '../wire/names.ts'
import { objectAt, overlay } from '../wire/objects.ts'
import { encodeThinking } from './reasoning.ts'
import { compileFor } from './tools.ts'
import type { Losses } from './warnings.ts'

/** A chat's settings as `generationConfig`; `undefined` when it has none. */
export function encodeConfig(
  request: ChatRequest,
  target: Target,
  lost: Losses,
): JsonObject | undefined {
  const { reasoning, format, modalities, logprobs } = request
  const fields: JsonObject = {
    temperature: temperature(request.temperature, lost),
    topP: request.topP,
    topK: request.topK,
    candidateCount: request.candidates,
    maxOutputTokens: request.maxOutputTokens,
    stopSequences: stops(request, target, lost),
    seed: request.seed,
    presencePenalty: request.presencePenalty,
    frequencyPenalty: request.frequencyPenalty,
    ...(logprobs === undefined ? {} : logprobFields(logprobs)),
    responseModalities: modalities?.map((modality) => modality.toUpperCase()),
    ...(format === undefined ? {} : encodeFormat(format, target, lost)),
    thinkingConfig:
      reasoning === undefined
        ? undefined
        : encodeThinking(reasoning, target, request.maxOutputTokens, lost),
    mediaResolution: resolution(request),
  }
  for (const [field, name] of unsupported)
    if (request[field] !== undefined) lost.add('dropped', name, 'Google has no such setting.')
  const own = objectAt(request.extensions?.[generateWire] ?? {}, 'generationConfig')
  const config = Object.fromEntries(
    Object.entries(overlay(fields, own)).filter(([, value]) => value !== undefined),
  )
  return Object.keys(config).length === 0 ? undefined : config
}

const unsupported = [
  ['minP', 'min_p'],
  ['logitBias', 'logit_bias'],
  ['verbosity', 'verbosity'],
] as const

const maxTemperature = 2

function temperature(value: number | undefined, lost: Losses): number | undefined {
  if (value === undefined || value <= maxTemperature) return value
  lost.add('clamped', 'temperature', `Google takes at most ${String(maxTemperature)}.`)
  return maxTemperature
}

function stops(request: ChatRequest, target: Target, lost: Losses): readonly string[] | undefined {
  const { stop } = request
  const most = target.capabilities?.maxStops ?? 5
  if (stop === undefined || stop.length <= most) return stop
  lost.add('clamped', 'stop', `Only the first ${String(most)} stop sequences were sent.`)
  return stop.slice(0, most)
}

function logprobFields(logprobs: number): JsonObject {
  return logprobs > 0 ? { responseLogprobs: true, logprobs } : { responseLogprobs: true }
}

function encodeFormat(format: OutputFormat, target: Target, lost: Losses): JsonObject {
  switch (format.type) {
    case 'text':
      return { responseMimeType: 'text/plain' }
    case 'json':
      return { responseMimeType: 'application/json' }
    case 'json-schema': {
      const compiled = compileFor(format.schema, target, lost, 'response_format.schema')
      return {
        responseMimeType: 'application/json',
        ...(compiled.subset
          ? { responseSchema: compiled.schema }
          : { responseJsonSchema: compiled.schema }),
      }
    }
  }
}

/** One resolution holds for the whole request: high as soon as one image asks for it. */
function resolution(request: ChatRequest): string | undefined {
  const details = request.messages.flatMap((message) =>
    message.content.flatMap((part) => (part.type === 'media' ? [part.detail] : [])),
  )
  if (details.includes('high')) return 'MEDIA_RESOLUTION_HIGH'
  const low = details.length > 0 && details.every((detail) => detail === 'low')
  return low ? 'MEDIA_RESOLUTION_LOW' : undefined
}
