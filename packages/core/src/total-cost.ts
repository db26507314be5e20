import type { CallFact, Facts } from './context.ts'
import type { Usage } from './response.ts'
import type { Cost } from './target.ts'
import { usdText } from './usd-text.ts'

/** What calls came to together; one unknown part makes the whole unknown. */
export function totalCost(costs: readonly Cost[]): Cost | undefined {
  const last = costs.at(-1)
  if (last === undefined || costs.length === 1) return last
  const known = costs.flatMap(({ nanoUsd }) => nanoUsd ?? [])
  const nanoUsd = known.length < costs.length ? null : known.reduce((sum, nano) => sum + nano, 0n)
  return { ...last, nanoUsd, parts: undefined }
}

/** What a request cost, as a decimal of USD; undefined where that is not known, or not yet. */
export function usdOf({ cost, calls = [] }: Pick<Facts, 'cost' | 'calls'>): string | undefined {
  const isRunning = calls.some((call) => call.cost === undefined && call.error === undefined)
  const nanoUsd = cost?.nanoUsd ?? null
  return isRunning || nanoUsd === null ? undefined : usdText(nanoUsd)
}

/** The same while a call still runs, once its usage is known. */
export function usdSoFar(
  { calls = [] }: Pick<Facts, 'calls'>,
  running: CallFact,
  usage: Usage,
): string | undefined {
  const cost = running.priceOf?.(usage)
  if (cost === undefined) return undefined
  const costs = calls.flatMap((call) => (call === running ? cost : (call.cost ?? [])))
  return usdOf({ cost: totalCost(costs) })
}
