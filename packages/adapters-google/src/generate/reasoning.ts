import type { JsonObject, ReasoningOptions, Target } from '@signalbox/core'

import { numberOf, stringOf } from '../wire/objects.ts'
import type { Losses } from './warnings.ts'

type Effort = NonNullable<ReasoningOptions['effort']>

const budgets: Readonly<Record<Effort, number>> = {
  minimal: 512,
  low: 1024,
  medium: 8192,
  high: 24_576,
  xhigh: 32_768,
  max: 32_768,
}

/** `thinkingConfig` as reasoning options. */
export function decodeThinking(config: JsonObject): ReasoningOptions | undefined {
  const tokens = numberOf(config['thinkingBudget'])
  const effort = effortOf(stringOf(config['thinkingLevel']))
  const { includeThoughts } = config
  const options: ReasoningOptions = {
    ...modeOf(tokens),
    ...(effort === undefined ? {} : { effort }),
    ...(typeof includeThoughts === 'boolean' ? { show: includeThoughts ? 'summary' : 'none' } : {}),
  }
  return Object.keys(options).length === 0 ? undefined : options
}

/** Reasoning options as `thinkingConfig`: a level where the target is known to want one, else a budget. */
export function encodeThinking(
  options: ReasoningOptions,
  target: Target,
  maxOutputTokens: number | undefined,
  lost: Losses,
): JsonObject | undefined {
  const kind = target.capabilities?.reasoning
  if (kind === 'none') {
    if (options.mode !== 'off') lost.add('dropped', 'reasoning', 'This model does not think.')
    return undefined
  }
  const wanted = options.show !== undefined && options.show !== 'none'
  const shown =
    options.show === undefined ? {} : { includeThoughts: wanted && options.mode !== 'off' }
  const amount = kind === 'level' ? level(options, lost) : budget(options, maxOutputTokens, lost)
  const config = { ...shown, ...amount }
  return Object.keys(config).length === 0 ? undefined : config
}

function modeOf(tokens: number | undefined): ReasoningOptions {
  if (tokens === undefined) return {}
  if (tokens === 0) return { mode: 'off' }
  return tokens < 0 ? { mode: 'adaptive' } : { mode: 'on', budgetTokens: tokens }
}

function effortOf(word: string | undefined): Effort | undefined {
  const effort = word?.toLowerCase()
  return effort === 'minimal' || effort === 'low' || effort === 'medium' || effort === 'high'
    ? effort
    : undefined
}

function level({ mode, effort, budgetTokens }: ReasoningOptions, lost: Losses): JsonObject {
  if (mode === 'off') return { thinkingLevel: 'MINIMAL' }
  if (effort !== undefined) return { thinkingLevel: levelOf(effort) }
  if (budgetTokens === undefined) return {}
  const nearest = effortOfBudget(budgetTokens)
  lost.add('lossy', 'reasoning', `A budget of ${String(budgetTokens)} tokens became a level.`)
  return { thinkingLevel: levelOf(nearest) }
}

function levelOf(effort: Effort): string {
  return effort === 'xhigh' || effort === 'max' ? 'HIGH' : effort.toUpperCase()
}

function effortOfBudget(tokens: number): Effort {
  if (tokens <= budgets.minimal) return 'minimal'
  if (tokens <= budgets.low) return 'low'
  return tokens <= budgets.medium ? 'medium' : 'high'
}

function budget(
  { mode, effort, budgetTokens }: ReasoningOptions,
  maxOutputTokens: number | undefined,
  lost: Losses,
): JsonObject {
  if (mode === 'off') return { thinkingBudget: 0 }
  const wanted = budgetTokens ?? (effort === undefined ? undefined : budgets[effort])
  if (wanted === undefined) return mode === 'adaptive' ? { thinkingBudget: -1 } : {}
  // Thoughts count as output here: a budget above the limit would leave no room for the answer.
  if (maxOutputTokens === undefined || wanted < maxOutputTokens) return { thinkingBudget: wanted }
  const clamped = Math.max(0, Math.floor(maxOutputTokens / 2))
  lost.add('clamped', 'reasoning', `The thinking budget became ${String(clamped)} tokens.`)
  return { thinkingBudget: clamped }
}
