import type { CallFact, Context, Cost, Target, Usage } from '@signalbox/core'

/** Prices one call; undefined: this call is not to be priced. */
export type PriceCall = (target: Target, usage: Usage, context: Context) => Cost | undefined

/** What a call cost: as somebody wrote it into the facts, else priced here. */
export function costOfCall(
  { cost, usage, target }: CallFact,
  context: Context,
  price: PriceCall | undefined,
): Cost | undefined {
  if (cost !== undefined) return cost
  return usage === undefined ? undefined : price?.(target, usage, context)
}

/** The kinds under which costs are counted. */
export type CostKind = 'input' | 'output' | 'cache_read' | 'cache_write' | 'request'

/** The kind of a billed unit, by its name: `cacheWrite5m`, `cache_read`, `reasoning`, … */
export function costKindOf(unit: string): CostKind {
  return usualKinds[unit] ?? kindByName(unit)
}

const usualKinds: Readonly<Record<string, CostKind | undefined>> = {
  input: 'input',
  output: 'output',
  reasoning: 'output',
  cacheRead: 'cache_read',
  cacheWrite5m: 'cache_write',
  cacheWrite1h: 'cache_write',
  request: 'request',
}

function kindByName(unit: string): CostKind {
  const name = unit.toLowerCase().replaceAll(/[^a-z]/g, '')
  if (name.includes('cacheread') || name.includes('cached')) return 'cache_read'
  if (name.includes('cachewrite')) return 'cache_write'
  if (name.includes('output') || name.includes('reasoning')) return 'output'
  return name.includes('input') || name.includes('tool') ? 'input' : 'request'
}
