import { sha256 } from '@signalbox/core'

import { parseDecimal } from './decimal.ts'
import { expandMode, expandStandard, scale, type FullBand } from './expand-modes.ts'
import type { ModelEntry, Modes, PriceSheet, PriceWindow, RegionPrice } from './model-entry.ts'
import { priceMoment } from './price-moment.ts'
import { tokenUnits, type TokenUnit } from './units.ts'

const one = parseDecimal('1')
const everything: ReadonlySet<TokenUnit> = new Set(tokenUnits)

/** The prices of one model for one tier, region and moment, as a record can keep them. */
export interface PriceRow {
  readonly id: string
  readonly provider: string
  readonly model: string
  readonly region: string
  readonly serviceTier: string
  readonly bands: readonly FullBand[]
  readonly perUnit: Readonly<Record<string, string>>
  readonly perRequest?: string | undefined
  readonly free: boolean
  /** Unix ms. */
  readonly from: number
  readonly until: number
}

/** Chooses window, region and tier; undefined when the sheet has no such tier. */
export function priceRow(
  entry: ModelEntry,
  sheet: PriceSheet,
  { region, serviceTier, at }: { region?: string | undefined; serviceTier: string; at: number },
): PriceRow | undefined {
  const { window, from, until } = priceMoment(sheet.schedule ?? [], at)
  const stated = bandsOf(sheet, window, serviceTier)
  const unitsOnly = Object.keys(sheet.modes).length === 0 && serviceTier === 'standard'
  if (stated === undefined && !unitsOnly && sheet.free !== true) return undefined
  const place = regionOf(sheet.regions ?? [], region)
  const row = {
    provider: entry.provider,
    model: entry.model,
    region: place === undefined ? '*' : (region ?? '*'),
    serviceTier,
    bands: (stated ?? []).map((band) => inRegion(band, place)),
    perUnit: sheet.perUnit ?? {},
    perRequest: sheet.perRequest,
    free: sheet.free === true,
  }
  return { ...row, id: rowId({ ...row, from, until }), from, until }
}

function bandsOf(
  sheet: PriceSheet,
  window: PriceWindow | undefined,
  tier: string,
): readonly FullBand[] | undefined {
  const modes: Modes = window === undefined ? sheet.modes : window.modes
  const standard = expandStandard(modes['standard'] ?? [])
  if (tier === 'standard') return standard.length === 0 ? undefined : standard
  const own = modes[tier]
  if (own !== undefined) return expandMode(standard, own)
  const former = sheet.modes[tier]
  if (window === undefined || former === undefined) return undefined
  return followed(standard, expandStandard(sheet.modes['standard'] ?? []), former)
}

/** A mode that the new window does not name keeps its ratio to the standard rates. */
function followed(
  now: readonly FullBand[],
  before: readonly FullBand[],
  mode: PriceSheet['modes'][string],
): readonly FullBand[] | undefined {
  const input = before[0]?.rates.input
  const fresh = now[0]?.rates.input
  if (input === undefined || fresh === undefined || parseDecimal(input) === 0n) return undefined
  return expandMode(before, mode).map((band) => {
    const rates = scale(band.rates, [parseDecimal(fresh), parseDecimal(input)])
    return { above: band.above, rates, scaled: everything }
  })
}

function regionOf(
  regions: readonly RegionPrice[],
  region: string | undefined,
): RegionPrice | undefined {
  if (region === undefined) return undefined
  const lower = region.toLowerCase()
  return (
    regions.find((price) => price.in.some((name) => name.toLowerCase() === lower)) ??
    (lower === 'global' ? undefined : regions.find((price) => price.in.includes('regional')))
  )
}

function inRegion(band: FullBand, place: RegionPrice | undefined): FullBand {
  if (place === undefined) return band
  const { multiplier, rates: own = {} } = place
  const { input } = band.rates
  const factor =
    multiplier !== undefined
      ? ([parseDecimal(multiplier), one] as const)
      : input !== undefined && own.input !== undefined
        ? ([parseDecimal(own.input), parseDecimal(input)] as const)
        : ([one, one] as const)
  return { ...band, rates: { ...scale(band.rates, factor), ...(band.above === 0 ? own : {}) } }
}

const encoder = new TextEncoder()

/** The first 16 hex digits of SHA-256 over the row's canonical JSON. */
function rowId(row: object): string {
  const digest = sha256(encoder.encode(canonical(row)))
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function canonical(value: unknown): string {
  if (value instanceof Set) return canonical(Array.from(value, String).toSorted())
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`
}
