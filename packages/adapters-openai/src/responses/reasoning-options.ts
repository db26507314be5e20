import type { JsonObject, JsonValue, ReasoningOptions } from '@signalbox/core'
import { isJsonObject } from '@signalbox/core'

const efforts: readonly (string | undefined)[] = [
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
] satisfies readonly ReasoningOptions['effort'][]

/** `reasoning` and the wish for encrypted content → options; undefined when nothing is asked. */
export function decodeReasoningOptions(
  reasoning: JsonValue | undefined,
  wantEncrypted: boolean,
): ReasoningOptions | undefined {
  const { effort, summary } = isJsonObject(reasoning) ? reasoning : {}
  const options: ReasoningOptions = {
    ...(effort === 'none' ? { mode: 'off' } : {}),
    ...(isEffort(effort) ? { effort } : {}),
    ...(typeof summary === 'string' ? { show: summary === 'detailed' ? 'full' : 'summary' } : {}),
    ...(wantEncrypted ? { wantEncrypted } : {}),
  }
  return Object.keys(options).length === 0 ? undefined : options
}

/** The wire's `reasoning`, undefined when the options leave everything to the model. */
export function encodeReasoningOptions(options: ReasoningOptions): JsonObject | undefined {
  const effort =
    options.mode === 'off' ? 'none' : (options.effort ?? effortOf(options.budgetTokens))
  const summary = summaryOf(options.show)
  if (effort === undefined && summary === undefined) return undefined
  return {
    ...(effort === undefined ? {} : { effort }),
    ...(summary === undefined ? {} : { summary }),
  }
}

function summaryOf(show: ReasoningOptions['show']): string | undefined {
  if (show === 'full') return 'detailed'
  return show === 'summary' ? 'auto' : undefined
}

function effortOf(budget: number | undefined): ReasoningOptions['effort'] {
  if (budget === undefined) return undefined
  if (budget <= 2048) return 'low'
  return budget <= 8192 ? 'medium' : 'high'
}

function isEffort(value: unknown): value is NonNullable<ReasoningOptions['effort']> {
  return typeof value === 'string' && efforts.includes(value)
}
