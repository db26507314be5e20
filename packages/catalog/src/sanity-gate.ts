import type { Band, ModelEntry, PriceSheet } from './model-entry.ts'
import { ratesAt } from './rates-at.ts'
import { sameRate } from './snapshot.ts'
import type { Rates, TokenUnit } from './units.ts'

/** What the gate did to a row that a refresh brought. */
export interface GateFinding {
  readonly provider: string
  readonly model: string
  readonly action: 'kept_last_good' | 'quarantined' | 'dropped_row' | 'dropped_field' | 'suspect'
  readonly rule: string
  readonly field?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** What the gate knows beside the row. */
export interface GateFacts {
  readonly known: ModelEntry | undefined
  /** The same model in another source of this refresh. */
  readonly seconded?: ModelEntry | undefined
  /** Input rates of the same model at other providers. */
  readonly peers: readonly number[]
  readonly billedRecently: boolean
  /** Unix ms at which the rates are compared. */
  readonly at: number
}

/** An entry that may come into force; undefined keeps what is known. */
export interface Gated {
  readonly entry?: ModelEntry | undefined
  readonly findings: readonly GateFinding[]
}

const mostChange = 5
const mostBilledChange = 2
const outputSlack = 1.05

/** Lets a refreshed row pass, without the fields that cannot be, or keeps it out. */
export function gate(next: ModelEntry, facts: GateFacts): Gated {
  const findings: GateFinding[] = []
  const note = (finding: Omit<GateFinding, 'provider' | 'model'>): void => {
    findings.push({ provider: next.provider, model: next.model, ...finding })
  }
  const known = ratesAt(facts.known, facts.at)
  const rates = ratesAt(next, facts.at)
  const gone = (['input', 'output'] as const).find(
    (unit) => known[unit] !== undefined && rates[unit] === undefined,
  )
  if (gone !== undefined || next.prices === null) {
    if (gone !== undefined)
      note({ action: 'kept_last_good', rule: 'price_vanished', field: gone, from: known[gone] })
    return { findings }
  }
  if (next.kind === 'chat' && above(rates.input, rates.output, outputSlack)) {
    note({ action: 'dropped_row', rule: 'input_above_output', field: 'input', to: rates.input })
    return { findings }
  }
  const most = facts.billedRecently ? mostBilledChange : mostChange
  const jump = Object.entries(rates).find(([unit, rate]) =>
    jumps(known[unit as TokenUnit], rate, most),
  )
  if (jump !== undefined && !agrees(rates, ratesAt(facts.seconded, facts.at))) {
    const [field, to] = jump
    const from = known[field as TokenUnit]
    note({ action: 'quarantined', rule: 'change_too_large', field, from, to })
    return { findings }
  }
  const prices = plausible(next.prices, (field, rule) =>
    note({ action: 'dropped_field', rule, field }),
  )
  const suspect = isOutlier(Number(rates.input), facts.peers)
  if (suspect) note({ action: 'suspect', rule: 'far_from_other_providers', to: rates.input })
  const entry = { ...next, prices, ...(suspect ? { suspect, confidence: 'suspect' as const } : {}) }
  return { entry, findings }
}

function above(a: string | undefined, b: string | undefined, slack = 1): boolean {
  return a !== undefined && b !== undefined && Number(a) > Number(b) * slack
}

function jumps(from: string | undefined, to: string, most: number): boolean {
  return from !== undefined && (above(to, from, most) || above(from, to, most))
}

function agrees(rates: Rates, others: Rates): boolean {
  return (
    others.input !== undefined &&
    sameRate(rates.input, others.input) &&
    sameRate(rates.output, others.output)
  )
}

type Drop = (field: string, rule: string) => void

function plausible(sheet: PriceSheet, drop: Drop): PriceSheet {
  const base = sheet.modes['standard']?.[0]?.rates ?? {}
  const modes = Object.entries(sheet.modes).map(([mode, bands]) => [
    mode,
    bands.map((band) => sound(band, mode, base, drop)),
  ])
  return { ...sheet, modes: Object.fromEntries(modes) }
}

function sound({ above: threshold, rates }: Band, mode: string, base: Rates, drop: Drop): Band {
  const rules: readonly (readonly [TokenUnit, string, boolean])[] = [
    ['cacheRead', 'cache_read_above_input', above(rates.cacheRead, rates.input)],
    ['cacheWrite5m', 'cache_write_below_input', above(rates.input, rates.cacheWrite5m)],
    ['cacheWrite1h', 'cache_write_below_input', above(rates.input, rates.cacheWrite1h)],
    ['input', 'batch_above_standard', mode === 'batch' && above(rates.input, base.input)],
    ['output', 'batch_above_standard', mode === 'batch' && above(rates.output, base.output)],
    ...(mode === 'standard' && threshold > 0
      ? Object.entries(rates).map(([unit, rate]) => {
          const known = unit as TokenUnit
          return [known, 'tier_below_base', above(base[known], rate)] as const
        })
      : []),
  ]
  const kept: Partial<Record<TokenUnit, string>> = { ...rates }
  for (const [unit, rule, broken] of rules) {
    if (!broken) continue
    drop(`${mode}.${unit}`, rule)
    delete kept[unit]
  }
  return { above: threshold, rates: kept }
}

function isOutlier(rate: number, peers: readonly number[]): boolean {
  if (peers.length < 2 || Number.isNaN(rate)) return false
  const median = peers.toSorted((a, b) => a - b)[Math.floor((peers.length - 1) / 2)] ?? rate
  return rate > median * 4 || rate < median * 0.2
}
