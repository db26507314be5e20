import {
  isJsonObject,
  type Capabilities,
  type ChatRequest,
  type JsonObject,
  type ReasoningOptions,
} from '@signalbox/core'

import { omit, type Warn } from './own-fields.ts'

type Effort = NonNullable<ReasoningOptions['effort']>

const efforts: readonly string[] = ['low', 'medium', 'high', 'xhigh', 'max'] satisfies Effort[]
const budgetOf: Readonly<Record<Effort, number>> = {
  minimal: 1024,
  low: 2048,
  medium: 8192,
  high: 16_384,
  xhigh: 32_768,
  max: 32_768,
}
const leastBudget = 1024
const roomForText = 4096

/** Whether a word is an effort that this wire knows. */
export function isEffort(value: unknown): value is Effort {
  return typeof value === 'string' && efforts.includes(value)
}

/** Reads `thinking`; `extra` is what the canonical model has no name for. */
export function decodeThinking(value: JsonObject): {
  reasoning: ReasoningOptions
  extra: JsonObject
} {
  const { type, budget_tokens: budgetTokens, display } = value
  const mode = modeOf(type)
  if (mode === undefined) return { reasoning: {}, extra: value }
  const show = display === 'summarized' ? 'summary' : display === 'omitted' ? 'none' : undefined
  const taken = [
    'type',
    ...(typeof budgetTokens === 'number' ? ['budget_tokens'] : []),
    ...(show === undefined ? [] : ['display']),
  ]
  return {
    reasoning: {
      mode,
      ...(typeof budgetTokens === 'number' ? { budgetTokens } : {}),
      ...(show === undefined ? {} : { show }),
    },
    extra: omit(value, taken),
  }
}

function modeOf(type: unknown): ReasoningOptions['mode'] {
  if (type === 'enabled') return 'on'
  if (type === 'adaptive') return 'adaptive'
  return type === 'disabled' ? 'off' : undefined
}

/** `thinking` as a client of this wire wrote it. */
export function encodeOwnThinking(
  reasoning: ReasoningOptions | undefined,
  extra: JsonObject[string],
): JsonObject | undefined {
  const more = isJsonObject(extra) ? extra : {}
  const type = typeOf(reasoning?.mode)
  if (type === undefined) return isJsonObject(extra) ? extra : undefined
  const budget = reasoning?.budgetTokens
  return {
    type,
    ...(budget === undefined ? {} : { budget_tokens: budget }),
    ...displayField(reasoning),
    ...more,
  }
}

function typeOf(mode: ReasoningOptions['mode']): string | undefined {
  if (mode === 'on') return 'enabled'
  if (mode === 'adaptive') return 'adaptive'
  return mode === 'off' ? 'disabled' : undefined
}

function displayField(reasoning: ReasoningOptions | undefined): JsonObject {
  if (reasoning?.show === 'none') return { display: 'omitted' }
  return reasoning?.show === undefined ? {} : { display: 'summarized' }
}

/** How a request thinks, and what its answer may cost in tokens. */
export interface ThinkingPlan {
  readonly thinking?: JsonObject | undefined
  readonly effort?: string | undefined
  readonly maxTokens: number
  /** `budget` refuses forced tools and sampling, `adaptive` only sampling. */
  readonly kind: 'none' | 'budget' | 'adaptive'
}

/** `max_tokens` when nobody asks for thinking. */
function defaultMaxTokens(request: ChatRequest, capabilities: Capabilities): number {
  return request.maxOutputTokens ?? capabilities.maxOutputTokens ?? 4096
}

/** Turns a wish of another wire into what the target's model can do. */
export function planThinking(
  request: ChatRequest,
  capabilities: Capabilities,
  warn: Warn,
): ThinkingPlan {
  const { reasoning } = request
  const maxTokens = defaultMaxTokens(request, capabilities)
  const none: ThinkingPlan = { maxTokens, kind: 'none' }
  const asked = reasoning?.mode ?? (wants(reasoning) ? 'on' : undefined)
  if (reasoning === undefined || asked === undefined) return none
  if (capabilities.reasoning === 'none') {
    if (asked !== 'off') warn('dropped', 'reasoning', 'The model does not think.')
    return none
  }
  if (asked === 'off') return { ...none, thinking: { type: 'disabled' } }
  if (capabilities.reasoning === 'effort' || capabilities.reasoning === 'level')
    return {
      maxTokens,
      kind: 'adaptive',
      thinking: { type: 'adaptive', ...displayField(reasoning) },
      effort: effortOf(reasoning),
    }
  return planBudget(request, reasoning, capabilities, warn) ?? none
}

function wants({ effort, budgetTokens }: ReasoningOptions = {}): boolean {
  return effort !== undefined || (budgetTokens !== undefined && budgetTokens > 0)
}

function effortOf({ effort, budgetTokens }: ReasoningOptions): string | undefined {
  if (effort !== undefined) return effort === 'minimal' ? 'low' : effort
  if (budgetTokens === undefined) return undefined
  if (budgetTokens <= budgetOf.low) return 'low'
  if (budgetTokens <= budgetOf.medium) return 'medium'
  return budgetTokens <= budgetOf.high ? 'high' : 'max'
}

function planBudget(
  request: ChatRequest,
  reasoning: ReasoningOptions,
  capabilities: Capabilities,
  warn: Warn,
): ThinkingPlan | undefined {
  const wish = Math.max(
    leastBudget,
    reasoning.budgetTokens ?? budgetOf[reasoning.effort ?? 'medium'],
  )
  const most = capabilities.maxOutputTokens
  const maxTokens =
    request.maxOutputTokens ?? Math.min(Math.max(4096, wish + roomForText), most ?? Infinity)
  if (maxTokens <= leastBudget) {
    warn('dropped', 'reasoning', 'Thinking needs more than 1024 output tokens.')
    return undefined
  }
  const budget = Math.min(wish, Math.max(leastBudget, maxTokens - leastBudget))
  if (budget < wish)
    warn('clamped', 'reasoning', `The thinking budget was cut to ${String(budget)} tokens.`)
  return {
    maxTokens: request.maxOutputTokens ?? Math.max(maxTokens, most ?? 0),
    kind: 'budget',
    thinking: { type: 'enabled', budget_tokens: budget, ...displayField(reasoning) },
  }
}
