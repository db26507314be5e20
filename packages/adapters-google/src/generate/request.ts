import type { ChatRequest, JsonObject, Target, Warning } from '@signalbox/core'

import { checkDepth } from '../wire/depth.ts'
import { generateWire } from '../wire/names.ts'
import { objectAt, overlay, sameJson, without } from '../wire/objects.ts'
import { respell } from '../wire/spelling.ts'
import { encodeConfig } from './config.ts'
import { encodeContents, encodeSystem } from './contents.ts'
import { decodeConfig, type ConfigFields } from './decode-config.ts'
import { decodeTools } from './decode-tools.ts'
import type { PartTarget } from './encode-part.ts'
import { functionNames } from './function-names.ts'
import { encodeToolChoice, encodeTools, warnOfCallLimits } from './tools.ts'
import { losses, type Losses } from './warnings.ts'

/** A chat as a body of this wire, and what it lost. */
interface EncodedChat {
  readonly body: JsonObject
  readonly warnings: readonly Warning[]
}

/** Says a chat in this wire. */
export function encodeChat(request: ChatRequest, target: Target): EncodedChat {
  checkDepth(request.tools, request.format)
  const lost = losses()
  const sent = ownBody(request)
  const names = functionNames(request.tools)
  const to: PartTarget = {
    target,
    names,
    own: sent !== undefined,
    lost,
    nameOfCall: callNames(request),
  }
  lost.foreign('', request.extensions)
  warnOfCallLimits(request, lost)
  warnOfState(request, lost)
  const { toolChoice, tools = [] } = request
  const body: JsonObject = {
    contents: encodeContents(request.messages, to),
    systemInstruction: encodeSystem(request.messages, to),
    tools:
      reused(sent?.['tools'], (value) => sameJson(decodeTools(value), tools)) ??
      listOrNothing(encodeTools(tools, names, target, lost)),
    // A choice without a function to choose is refused.
    toolConfig:
      toolChoice === undefined || (!to.own && tools.every(({ type }) => type === 'server'))
        ? undefined
        : { functionCallingConfig: encodeToolChoice(toolChoice, names) },
    serviceTier: to.own ? request.serviceTier : serviceTier(request, lost),
  }
  const config =
    sent !== undefined && isUntouched(request, sent, target)
      ? sent['generationConfig']
      : encodeConfig(request, target, lost)
  const own = without(request.extensions?.[generateWire] ?? {}, ['generationConfig'])
  const whole = { ...overlay(body, own), generationConfig: config }
  return { body: without(whole, []) ?? {}, warnings: lost.warnings }
}

/** The body a client of this wire sent, as far as its spelling still serves. */
function ownBody(request: ChatRequest): JsonObject | undefined {
  const { source } = request
  if (source?.wire.startsWith(generateWire) !== true) return undefined
  return respell(source.body)
}

function reused(
  value: JsonObject['tools'],
  same: (value: JsonObject['tools']) => boolean,
): JsonObject['tools'] {
  return value !== undefined && same(value) ? value : undefined
}

/** Nobody changed a setting, and the target takes thinking the way the client wrote it. */
function isUntouched(request: ChatRequest, sent: JsonObject, target: Target): boolean {
  const config = objectAt(sent, 'generationConfig')
  const thinking = objectAt(config, 'thinkingConfig')
  const kind = target.capabilities?.reasoning
  if (kind === 'budget' && thinking['thinkingLevel'] !== undefined) return false
  if (kind === 'level' && thinking['thinkingBudget'] !== undefined) return false
  if (target.capabilities?.jsonSchema === 'subset' && config['responseJsonSchema'] !== undefined)
    return false
  return sameJson(decodeConfig(config).fields, configOf(request))
}

function configOf(request: ChatRequest): ConfigFields {
  return {
    temperature: request.temperature,
    topP: request.topP,
    topK: request.topK,
    maxOutputTokens: request.maxOutputTokens,
    seed: request.seed,
    presencePenalty: request.presencePenalty,
    frequencyPenalty: request.frequencyPenalty,
    candidates: request.candidates,
    stop: request.stop,
    logprobs: request.logprobs,
    format: request.format,
    modalities: request.modalities,
    reasoning: request.reasoning,
  }
}

function serviceTier({ serviceTier: tier }: ChatRequest, lost: Losses): string | undefined {
  if (tier === undefined || tier === 'auto') return undefined
  if (tier === 'default' || tier === 'standard_only') return 'standard'
  if (tier === 'standard' || tier === 'flex' || tier === 'priority') return tier
  lost.add('dropped', 'service_tier', `Google has no service tier "${tier}".`)
  return undefined
}

function listOrNothing(list: readonly JsonObject[]): readonly JsonObject[] | undefined {
  return list.length === 0 ? undefined : list
}

function callNames(request: ChatRequest): (callId: string) => string | undefined {
  const names = new Map<string, string>()
  for (const message of request.messages)
    for (const part of message.content)
      if (part.type === 'tool-call') names.set(part.callId, part.name)
  return (callId) => names.get(callId)
}

function warnOfState(request: ChatRequest, lost: Losses): void {
  const { state, user } = request
  if (user !== undefined) lost.add('dropped', 'user', 'Google takes no end user id.')
  if (state?.previousId !== undefined || state?.conversationId !== undefined)
    lost.add('dropped', 'previous_response_id', 'Google keeps no conversation; send the messages.')
  if (state?.background === true)
    lost.add('dropped', 'background', 'Google answers chats in the foreground only.')
}
