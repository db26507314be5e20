import {
  acceptsToken,
  isJsonObject,
  type ChatRequest,
  type JsonObject,
  type Target,
} from '@signalbox/core'

import { capabilities as capabilitiesOf } from '../capabilities.ts'
import { familyOf } from '../model-family.ts'
import { encodeBetas } from './betas.ts'
import { excessPoints } from './cache.ts'
import type { BlockScope } from './encode-content.ts'
import { encodeFormat } from './output-format.ts'
import { passedFields, warnForeign, wire, type Warn } from './own-fields.ts'
import { planThinking, type ThinkingPlan } from './reasoning.ts'
import { encodeSampling, warnUnsupported } from './sampling.ts'
import { encodeSystem, splitSystem } from './system.ts'
import { canForce, encodeTools } from './tools.ts'
import type { Turn } from './turn.ts'
import { buildTurns, lacksThinking } from './turns.ts'

/** A chat as a Converse body, every loss told to `warn`. */
export function converseBody(request: ChatRequest, target: Target, warn: Warn): JsonObject {
  const capabilities = capabilitiesOf(target)
  const family = familyOf(target)
  const scope: BlockScope = {
    family,
    warn,
    accepts: (token) => acceptsToken(token, wire, target),
  }
  warnForeign(request, '', warn)
  warnUnsupported(request, warn)
  const { system, rest } = splitSystem(request.messages)
  const planned = planThinking(request, family, capabilities, warn)
  const turns = buildTurns(rest, {
    scope,
    offset: system.length,
    systemTurns: capabilities.systemMidConversation === true,
    prefill: capabilities.prefill === true && planned.kind === 'none',
  })
  const plan = withoutLostThinking(planned, turns, warn)
  const format = encodeFormat(request, capabilities, canForce(plan.kind, family), warn)
  const context = { scope, capabilities, thinking: plan.kind, turns, answer: format.tools }
  const tools = encodeTools(request, context)
  const instructions = [...encodeSystem(system, scope), ...format.system, ...tools.system]
  const sampling = encodeSampling(request, { family, capabilities, thinking: plan.kind, warn })
  const { additionalModelRequestFields: passed, ...passing } = passedFields(request)
  const modelFields = {
    ...plan.fields,
    ...sampling.modelFields,
    ...(family.thinking === 'claude' ? encodeBetas(request.source, warn) : {}),
    ...(isJsonObject(passed) ? passed : {}),
  }
  const body = {
    messages: turns.map(({ role, content }) => ({ role, content })),
    ...(instructions.length === 0 ? {} : { system: instructions }),
    ...(Object.keys(sampling.config).length === 0 ? {} : { inferenceConfig: sampling.config }),
    ...(tools.toolConfig === undefined ? {} : { toolConfig: tools.toolConfig }),
    ...(Object.keys(modelFields).length === 0 ? {} : { additionalModelRequestFields: modelFields }),
    ...format.fields,
    ...serviceTier(request.serviceTier, warn),
    ...passing,
  }
  return withinCachePoints(body, warn)
}

function withoutLostThinking(plan: ThinkingPlan, turns: readonly Turn[], warn: Warn): ThinkingPlan {
  if (plan.kind !== 'budget' && plan.kind !== 'adaptive') return plan
  if (!lacksThinking(turns)) return plan
  warn('repaired', 'reasoning', 'A tool turn has no thinking to go on; this answer does not think.')
  // What thinks by itself cannot be told not to.
  return { kind: 'none', fields: plan.kind === 'budget' ? { thinking: { type: 'disabled' } } : {} }
}

const tiers = new Set(['default', 'flex', 'priority', 'reserved'])

function serviceTier(tier: string | undefined, warn: Warn): JsonObject {
  if (tier === undefined || tier === 'auto') return {}
  if (tiers.has(tier)) return { serviceTier: { type: tier } }
  if (tier === 'standard_only') return { serviceTier: { type: 'default' } }
  warn('dropped', 'service_tier', `The provider has no service tier "${tier}".`)
  return {}
}

interface Cacheable extends JsonObject {
  readonly messages: readonly {
    readonly role: Turn['role']
    readonly content: readonly JsonObject[]
  }[]
  readonly system?: readonly JsonObject[]
  readonly toolConfig?: JsonObject
}

function withinCachePoints(body: Cacheable, warn: Warn): JsonObject {
  const { messages, system = [], toolConfig } = body
  const tools = Array.isArray(toolConfig?.['tools']) ? toolConfig['tools'].filter(isJsonObject) : []
  const excess = excessPoints(
    [...tools, ...system, ...messages.flatMap(({ content }) => content)],
    warn,
  )
  if (excess.size === 0) return body
  const kept = (blocks: readonly JsonObject[]) => blocks.filter((block) => !excess.has(block))
  return {
    ...body,
    messages: messages.map(({ role, content }) => ({ role, content: kept(content) })),
    ...(body.system === undefined ? {} : { system: kept(system) }),
    ...(toolConfig === undefined ? {} : { toolConfig: { ...toolConfig, tools: kept(tools) } }),
  }
}
