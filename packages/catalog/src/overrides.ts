import { isDecimal, parseDecimal } from './decimal.ts'
import type { Deprecation, ModelEntry, Modes, PriceSheet } from './model-entry.ts'
import { tokenUnits, type Rates, type TokenUnit } from './units.ts'

/** What an operator knows better, for `provider/model` or `provider/*`. */
export interface Override {
  readonly match: string
  /** The model of the same catalogue that it is; as written in the catalogue. */
  readonly model?: string | undefined
  /** Token rates by unit, and modes such as `batch` with their own; USD per 1,000,000. */
  readonly prices?: Readonly<Record<string, string | Rates>> | undefined
  readonly perUnit?: Readonly<Record<string, string>> | undefined
  readonly free?: boolean | undefined
  readonly capabilities?: ModelEntry['capabilities'] | undefined
  readonly limits?: ModelEntry['limits'] | undefined
  readonly deprecation?: Deprecation | undefined
  readonly reasoningScope?: PriceSheet['reasoningScope']
  readonly reason?: string | undefined
  readonly author?: string | undefined
}

/** A factor on everything that a tenant buys of a provider. */
export interface Contract {
  readonly tenant: string
  readonly provider: string
  readonly factor: string
}

/** What is wrong with an override, in sentences; empty when nothing is. */
export function overrideErrors(override: Override): readonly string[] {
  const { match, prices, perUnit = {}, free } = override
  const errors: string[] = []
  if (!/^[^/]+\/.+$/.test(match)) errors.push(`"${match}" is not provider/model or provider/*.`)
  if (free === true && prices !== undefined)
    errors.push(`"${match}" is free and has prices: leave one out.`)
  const flat = Object.entries(prices ?? {}).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[name, value, name] as const]
      : Object.entries(value).map(([unit, rate]) => [unit, rate, `${name}.${unit}`] as const),
  )
  for (const [unit, rate, path] of flat) {
    if (!isUnit(unit)) errors.push(`"${match}": there is no unit "${path}".`)
    if (!isDecimal(rate)) errors.push(`"${match}": ${path} is "${rate}", not a decimal.`)
  }
  for (const [unit, rate] of Object.entries(perUnit))
    if (!isDecimal(rate)) errors.push(`"${match}": ${unit} is "${rate}", not a decimal.`)
  const { announced, retires, successor } = override.deprecation ?? {}
  for (const [name, day] of [
    ['announced', announced],
    ['retires', retires],
  ] as const)
    if (day !== undefined && Number.isNaN(Date.parse(day)))
      errors.push(`"${match}": ${name} is "${day}", not a date such as 2027-01-31.`)
  if (successor?.toLowerCase() === match.toLowerCase())
    errors.push(`"${match}" cannot be its own successor.`)
  return errors
}

/** What is wrong with a contract; undefined when nothing is. */
export function contractError({ tenant, provider, factor }: Contract): string | undefined {
  if (isDecimal(factor) && parseDecimal(factor) > 0n) return undefined
  return `The contract of ${tenant} with ${provider}: "${factor}" is not a factor such as "0.92".`
}

/** Whether an override speaks of a model; the more exact ones come first. */
export function overridesFor(
  overrides: readonly Override[],
  provider: string,
  model: string,
): readonly Override[] {
  const exact = `${provider}/${model}`.toLowerCase()
  const any = `${provider}/*`.toLowerCase()
  const matching = (pattern: string): readonly Override[] =>
    overrides.filter(({ match }) => match.toLowerCase() === pattern).toReversed()
  return [...matching(exact), ...matching(any)]
}

/** An entry under an override; a price row is replaced whole. */
export function overridden(entry: ModelEntry, override: Override): ModelEntry {
  const sheet = sheetOf(override)
  const scope = override.reasoningScope
  const prices = sheet ?? entry.prices
  return {
    ...entry,
    capabilities: { ...entry.capabilities, ...override.capabilities },
    limits: { ...entry.limits, ...override.limits },
    deprecation: override.deprecation ?? entry.deprecation,
    prices: prices !== null && scope !== undefined ? { ...prices, reasoningScope: scope } : prices,
    ...(sheet === undefined
      ? {}
      : {
          confidence: 'override' as const,
          suspect: false,
          source: { id: 'override', url: override.reason ?? '', date: '' },
        }),
  }
}

function sheetOf({ prices, perUnit, free }: Override): PriceSheet | undefined {
  if (free === true) return { modes: {}, free: true }
  if (prices === undefined) return perUnit === undefined ? undefined : { modes: {}, perUnit }
  const own: Record<string, string> = {}
  const modes: Record<string, Modes[string]> = {}
  for (const [name, value] of Object.entries(prices)) {
    if (typeof value === 'string') own[name] = value
    else modes[name] = [{ above: 0, rates: value }]
  }
  const standard: Modes =
    Object.keys(own).length === 0 ? {} : { standard: [{ above: 0, rates: own }] }
  return { modes: { ...standard, ...modes }, ...(perUnit === undefined ? {} : { perUnit }) }
}

function isUnit(name: string): name is TokenUnit {
  return (tokenUnits as readonly string[]).includes(name)
}
