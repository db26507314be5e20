import type { Capabilities, ChatRequest, JsonObject, Target, Tool } from '@signalbox/core'

import { limitBreakpoints } from './cache.ts'
import type { BlockScope } from './encode-content.ts'
import { fitTools } from './fit-tools.ts'
import { encodeFormat } from './output-format.ts'
import { omit, warnForeign, type Warn } from './own-fields.ts'
import { encodeSampling, encodeStop, warnUnsupported } from './sampling.ts'
import { encodeSystem, splitSystem } from './system.ts'
import { planThinking, type ThinkingPlan } from './thinking.ts'
import { encodeTools, encodeToolChoice } from './tools.ts'
import { buildTurns, lacksThinking, type Turn } from './turns.ts'

/** The body for a request of another wire: everything said in this wire's words, losses warned. */
export function foreignBody(request: ChatRequest, target: Target, scope: BlockScope): JsonObject {
  const capabilities = target.capabilities ?? {}
  const { warn } = scope
  warnForeign(request, '', warn)
  warnUnsupported(request, warn)
  const { system, rest } = splitSystem(request.messages)
  const planned = planThinking(withinModel(request, capabilities, warn), capabilities, warn)
  const turns = buildTurns(rest, {
    scope,
    offset: system.length,
    systemTurns: capabilities.systemMidConversation === true,
    prefill: capabilities.prefill !== false && planned.kind === 'none',
  })
  const plan = withoutLostThinking(planned, turns, scope)
  const format = encodeFormat(request, capabilities, plan.kind, warn)
  const fields = {
    ...systemField([...asBlocks(encodeSystem(system, scope)), ...format.system]),
    ...toolFields(request, capabilities, plan.kind, format.tools, scope, turns),
  }
  const { messages, ...limited } = limitCache({ ...fields, messages: turns.map(asMessage) }, scope)
  return {
    model: target.model,
    max_tokens: plan.maxTokens,
    ...limited,
    messages,
    ...encodeStop(request, capabilities, warn),
    ...encodeSampling(request, plan.kind, warn),
    ...(plan.thinking === undefined ? {} : { thinking: plan.thinking }),
    ...outputConfig(plan, format.config),
    ...(request.user === undefined ? {} : { metadata: { user_id: request.user } }),
    ...serviceTier(request.serviceTier, scope),
    ...(request.stream ? { stream: true } : {}),
  }
}

function withoutLostThinking(
  plan: ThinkingPlan,
  turns: readonly Turn[],
  { warn }: BlockScope,
): ThinkingPlan {
  if (plan.kind === 'none' || !lacksThinking(turns)) return plan
  warn('repaired', 'reasoning', 'A tool turn has no thinking to go on; this answer does not think.')
  const { maxTokens: tokens } = plan
  return plan.kind === 'budget'
    ? { maxTokens: tokens, kind: 'none', thinking: { type: 'disabled' } }
    : { maxTokens: tokens, kind: 'none', effort: plan.effort }
}

function withinModel(
  request: ChatRequest,
  { maxOutputTokens: most }: Capabilities,
  warn: Warn,
): ChatRequest {
  const { maxOutputTokens: asked } = request
  if (most === undefined || asked === undefined || asked <= most) return request
  warn('clamped', 'max_tokens', `The model writes at most ${String(most)} tokens.`)
  return { ...request, maxOutputTokens: most }
}

function asBlocks(system: string | readonly JsonObject[] | undefined): readonly JsonObject[] {
  return typeof system === 'string' ? [{ type: 'text', text: system }] : (system ?? [])
}

function systemField(blocks: readonly JsonObject[]): { system?: readonly JsonObject[] } {
  return blocks.length === 0 ? {} : { system: blocks }
}

function toolFields(
  request: ChatRequest,
  capabilities: Capabilities,
  thinking: ThinkingPlan['kind'],
  extra: readonly JsonObject[],
  scope: BlockScope,
  turns: readonly Turn[],
): { tools?: readonly JsonObject[]; tool_choice?: JsonObject } {
  const tools = encodeTools(fitTools(allowedTools(request), capabilities, scope.warn), scope)
  const all = [...tools, ...extra]
  if (all.length === 0) return pastTools(turns, scope)
  const choice = toolChoice(request, thinking, tools.length > 0, extra, scope)
  const serial =
    request.parallelToolCalls === false && choice?.['type'] !== 'none'
      ? { disable_parallel_tool_use: true }
      : undefined
  return {
    tools: all,
    ...(choice === undefined && serial === undefined
      ? {}
      : { tool_choice: { ...(choice ?? { type: 'auto' }), ...serial } }),
  }
}

/** A conversation that called tools must still declare them; none of them may be called. */
function pastTools(
  turns: readonly Turn[],
  { warn }: BlockScope,
): { tools?: readonly JsonObject[]; tool_choice?: JsonObject } {
  const calls = turns.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'tool_use'))
  const names = new Set(calls.map(({ name }) => name))
  if (names.size === 0) return {}
  warn('repaired', 'tools', 'Tools of earlier turns were declared again, closed to new calls.')
  const input = { type: 'object', properties: {} }
  return {
    tools: [...names].map((name) => ({ name, input_schema: input })),
    tool_choice: { type: 'none' },
  }
}

function allowedTools(request: ChatRequest): readonly Tool[] {
  const { toolChoice: choice, tools = [] } = request
  if (typeof choice !== 'object' || choice.type !== 'allowed') return tools
  return tools.filter((tool) => tool.type !== 'server' && choice.names.includes(tool.name))
}

function toolChoice(
  request: ChatRequest,
  thinking: ThinkingPlan['kind'],
  hasTools: boolean,
  answer: readonly JsonObject[],
  scope: BlockScope,
): JsonObject | undefined {
  const [only] = answer
  if (only !== undefined && thinking === 'none')
    return hasTools ? { type: 'any' } : { type: 'tool', name: only['name'] }
  if (request.toolChoice === undefined) return undefined
  const named = namedTool(request)
  const encoded = encodeToolChoice(named ?? request.toolChoice, (tool) => scope.toolName(tool))
  const forced = encoded['type'] === 'any' || encoded['type'] === 'tool'
  if (!forced || thinking !== 'budget') return encoded
  scope.warn('dropped', 'tool_choice', 'A thinking model cannot be forced to call a tool.')
  return { type: 'auto' }
}

function namedTool({ toolChoice: choice, tools = [] }: ChatRequest): ChatRequest['toolChoice'] {
  if (typeof choice !== 'object' || choice.type !== 'tool') return undefined
  const tool = tools.find((entry) => entry.type !== 'server' && entry.name === choice.name)
  if (tool === undefined || tool.type === 'server' || tool.namespace === undefined) return undefined
  return { type: 'tool', name: `${tool.namespace}__${tool.name}` }
}

function asMessage({ role, blocks }: Turn): JsonObject {
  return { role, content: blocks }
}

interface Cacheable {
  readonly tools?: readonly JsonObject[]
  readonly tool_choice?: JsonObject
  readonly system?: readonly JsonObject[]
  readonly messages: readonly JsonObject[]
}

function limitCache(body: Cacheable, { warn }: BlockScope): Cacheable {
  const { tools = [], system = [], messages } = body
  const contents = messages.map((message) => message['content'] as readonly JsonObject[])
  const excess = limitBreakpoints([...tools, ...system, ...contents.flat()], warn)
  if (excess.size === 0) return body
  const strip = (blocks: readonly JsonObject[]) =>
    blocks.map((block) => (excess.has(block) ? omit(block, ['cache_control']) : block))
  return {
    ...body,
    ...(body.tools === undefined ? {} : { tools: strip(tools) }),
    ...(body.system === undefined ? {} : { system: strip(system) }),
    messages: messages.map((message, index) => ({
      ...message,
      content: strip(contents[index] ?? []),
    })),
  }
}

function outputConfig(plan: ThinkingPlan, config: JsonObject): JsonObject {
  const all = { ...(plan.effort === undefined ? {} : { effort: plan.effort }), ...config }
  return Object.keys(all).length === 0 ? {} : { output_config: all }
}

function serviceTier(tier: string | undefined, { warn }: BlockScope): JsonObject {
  if (tier === undefined) return {}
  if (tier === 'auto' || tier === 'standard_only') return { service_tier: tier }
  if (tier === 'default') return { service_tier: 'standard_only' }
  warn('dropped', 'service_tier', `The provider has no service tier "${tier}".`)
  return {}
}
