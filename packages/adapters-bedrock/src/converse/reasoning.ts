import type { Capabilities, ChatRequest, JsonObject, ReasoningOptions } from '@signalbox/core'

import type { ModelFamily } from '../model-family.ts'
import type { Warn } from './own-fields.ts'

type Effort = NonNullable<ReasoningOptions['effort']>

/** How a request thinks, in fields of the model itself. */
export interface ThinkingPlan {
  readonly fields: JsonObject
  /** `budget` and `adaptive` take no sampling, and most models then no forced tool either. */
  readonly kind: 'none' | 'budget' | 'adaptive' | 'effort'
}

const none: ThinkingPlan = { fields: {}, kind: 'none' }
const budgetOf: Readonly<Record<Effort, number>> = {
  minimal: 1024,
  low: 2048,
  medium: 8192,
  high: 16_384,
  xhigh: 32_768,
  max: 32_768,
}
const leastBudget = 1024

/** Turns a wish to think into what models of this family understand. */
export function planThinking(
  request: ChatRequest,
  family: ModelFamily,
  capabilities: Capabilities,
  warn: Warn,
): ThinkingPlan {
  const { reasoning } = request
  const mode = reasoning?.mode ?? (wants(reasoning) ? 'on' : undefined)
  if (reasoning === undefined || mode === undefined) return none
  if (capabilities.reasoning === 'none' || family.thinking === undefined) {
    if (mode !== 'off') warn('dropped', 'reasoning', 'The model cannot be asked to think.')
    return none
  }
  switch (family.thinking) {
    case 'claude':
      return planClaude(request, reasoning, mode, capabilities, warn)
    case 'nova':
      return mode === 'off'
        ? none
        : {
            kind: 'effort',
            fields: {
              reasoningConfig: { type: 'enabled', maxReasoningEffort: threeSteps(reasoning) },
            },
          }
    case 'nested-effort': {
      const effort = mode === 'off' ? 'none' : (effortOf(reasoning) ?? 'medium')
      return { kind: 'effort', fields: { reasoning: { effort } } }
    }
    case 'flat-effort':
      if (mode === 'off') {
        warn('dropped', 'reasoning', 'The model cannot be asked not to think.')
        return none
      }
      return { kind: 'effort', fields: { reasoning_effort: threeSteps(reasoning) } }
  }
}

function planClaude(
  request: ChatRequest,
  reasoning: ReasoningOptions,
  mode: 'off' | 'on' | 'adaptive',
  capabilities: Capabilities,
  warn: Warn,
): ThinkingPlan {
  if (mode === 'off') return { ...none, fields: { thinking: { type: 'disabled' } } }
  const display =
    reasoning.show === undefined
      ? {}
      : { display: reasoning.show === 'none' ? 'omitted' : 'summarized' }
  const byEffort = capabilities.reasoning === 'effort' || capabilities.reasoning === 'level'
  if (byEffort || (mode === 'adaptive' && capabilities.reasoning !== 'budget')) {
    const effort = effortOf(reasoning)
    return {
      kind: 'adaptive',
      fields: {
        thinking: { type: 'adaptive', ...display },
        ...(effort === undefined ? {} : { output_config: { effort } }),
      },
    }
  }
  const budget = budgetFor(request, reasoning, warn)
  if (budget === undefined) return none
  return {
    kind: 'budget',
    fields: { thinking: { type: 'enabled', budget_tokens: budget, ...display } },
  }
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

function threeSteps(reasoning: ReasoningOptions): 'low' | 'medium' | 'high' {
  const effort = effortOf(reasoning) ?? 'medium'
  if (effort === 'low' || effort === 'medium') return effort
  return 'high'
}

/** A budget below the room for the answer; undefined when there is no room to think. */
function budgetFor(
  { maxOutputTokens: most }: ChatRequest,
  { budgetTokens, effort }: ReasoningOptions,
  warn: Warn,
): number | undefined {
  const wish = Math.max(leastBudget, budgetTokens ?? budgetOf[effort ?? 'medium'])
  // Without a limit the model writes as much as it can, which is more than any budget.
  if (most === undefined) return wish
  if (most <= leastBudget) {
    warn('dropped', 'reasoning', 'Thinking needs more than 1024 output tokens.')
    return undefined
  }
  const budget = Math.min(wish, Math.max(leastBudget, most - leastBudget))
  if (budget < wish)
    warn('clamped', 'reasoning', `The thinking budget was cut to ${String(budget)} tokens.`)
  return budget
}
