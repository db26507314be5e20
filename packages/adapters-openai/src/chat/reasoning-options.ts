import type { ChatRequest, JsonObject, JsonValue } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

import { present } from '../json-fields.ts'
import type { CompatibleRow, ReasoningStyle } from '../row.ts'

type Reasoning = NonNullable<ChatRequest['reasoning']>
type Effort = NonNullable<Reasoning['effort']>

const efforts: ReadonlySet<JsonValue | undefined> = new Set([
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
])

function isEffort(value: JsonValue | undefined): value is Effort {
  return efforts.has(value)
}

/** `reasoning_effort`, or OpenRouter's `reasoning`. */
export function decodeReasoningOptions(body: JsonObject): Reasoning | undefined {
  const { reasoning_effort: effort, reasoning } = body
  if (effort === 'none') return { mode: 'off' }
  if (isEffort(effort)) return { effort }
  if (!isJsonObject(reasoning)) return undefined
  const { max_tokens: budget, exclude, enabled } = reasoning
  return {
    ...(isEffort(reasoning['effort']) ? { effort: reasoning['effort'] } : {}),
    ...(enabled === false || reasoning['effort'] === 'none' ? { mode: 'off' } : {}),
    ...(enabled === true ? { mode: 'on' } : {}),
    ...(typeof budget === 'number' ? { budgetTokens: budget } : {}),
    ...(exclude === true ? { show: 'none' } : {}),
  }
}

/** The options in the words of one style; undefined: this style cannot say them. */
export function encodeReasoningOptions(
  reasoning: Reasoning,
  style: ReasoningStyle,
  words: Readonly<Record<string, string>> = {},
): JsonObject | undefined {
  const { mode, budgetTokens, show } = reasoning
  const silent = mode === undefined && reasoning.effort === undefined && budgetTokens === undefined
  const effort = reasoning.effort ?? effortOf(budgetTokens)
  const word = effort === undefined ? undefined : (words[effort] ?? effort)
  switch (style) {
    case 'none':
      return undefined
    case 'reasoning_effort':
      return present({ reasoning_effort: mode === 'off' ? (words['none'] ?? 'none') : word })
    case 'reasoning': {
      const inner = present({
        enabled: mode === 'off' ? false : mode === undefined ? undefined : true,
        effort: reasoning.effort,
        max_tokens: budgetTokens,
        exclude: show === 'none' ? true : undefined,
      })
      return Object.keys(inner).length === 0 ? {} : { reasoning: inner }
    }
    case 'thinking':
      if (silent) return {}
      return present({
        thinking: { type: mode === 'off' ? 'disabled' : 'enabled' },
        reasoning_effort: mode === 'off' ? undefined : word,
      })
    case 'enable_thinking':
      if (silent) return {}
      return present({ enable_thinking: mode !== 'off', thinking_budget: budgetTokens })
  }
}

function effortOf(budgetTokens: number | undefined): Effort | undefined {
  if (budgetTokens === undefined || budgetTokens < 0) return undefined
  if (budgetTokens <= 1024) return 'minimal'
  if (budgetTokens <= 4096) return 'low'
  return budgetTokens <= 12_288 ? 'medium' : 'high'
}

/** The fields for a target's row; what it cannot be told is the caller's to warn of. */
export function reasoningFor(
  reasoning: Reasoning | undefined,
  row: CompatibleRow,
): JsonObject | undefined {
  if (reasoning === undefined) return {}
  const { options = 'reasoning_effort', efforts: words } = row.reasoning ?? {}
  return encodeReasoningOptions(reasoning, options, words)
}
