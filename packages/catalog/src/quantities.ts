import type { Usage } from '@signalbox/core'

import { tokenUnits, type TokenUnit } from './units.ts'

/** More than any answer: a count above it is a provider's fault. */
const mostTokens = 1e9

/** What has to be paid, by index of `tokenUnits`, and what is counted otherwise. */
export interface Quantities {
  readonly tokens: readonly number[]
  /** Decides the band: everything that was sent, cached or not. */
  readonly promptTokens: number
  readonly units: readonly (readonly [unit: string, quantity: number])[]
}

const none: Quantities['units'] = []

/** Overlays that were moved out of the text buckets, and notes that cost nothing of their own. */
const notBilledAlone: ReadonlySet<string> = new Set<string>([
  ...tokenUnits,
  'documentIn',
  'documentOut',
  'acceptedPrediction',
  'rejectedPrediction',
  'billedIn',
  'billedOut',
])

/** Names of adapters → names of prices. */
const priceNames: Readonly<Record<string, string>> = {
  webSearches: 'webSearch',
  webFetches: 'webFetch',
  sources: 'source',
  searchUnits: 'searchUnit',
}

/** Usage as disjoint quantities; undefined when a count cannot be one. */
export function quantitiesOf({ input, output, units }: Usage): Quantities | undefined {
  const { uncached, cacheRead, cacheWrite5m, cacheWrite1h, cacheWriteOther, toolUse } = input
  const written = cacheWrite5m + cacheWriteOther
  const sent = uncached + toolUse
  const tokens = [
    sent,
    output.text,
    output.reasoning,
    cacheRead,
    written,
    cacheWrite1h,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]
  for (const count of tokens) if (!isCount(count)) return undefined
  if (!isCount(uncached) || !isCount(toolUse) || !isCount(cacheWriteOther)) return undefined
  const promptTokens = sent + cacheRead + written + cacheWrite1h
  if (units === undefined) return { tokens, promptTokens, units: none }
  for (const count of Object.values(units))
    if (!(count >= 0 && count <= mostTokens)) return undefined
  const charged = chargedTokens(tokens, units)
  if (charged !== undefined) return { tokens: charged, promptTokens, units: countedUnits(units) }
  moveMedia(tokens, units)
  return { tokens, promptTokens, units: countedUnits(units) }
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= mostTokens
}

/** Some providers charge for other amounts than they count, and say both. */
function chargedTokens(
  tokens: readonly number[],
  { billedIn, billedOut }: Readonly<Record<string, number>>,
): readonly number[] | undefined {
  if (billedIn === undefined && billedOut === undefined) return undefined
  return tokens.map(
    (_, unit) => (unit === at.input ? billedIn : unit === at.output ? billedOut : 0) ?? 0,
  )
}

const at = Object.fromEntries(tokenUnits.map((unit, index) => [unit, index])) as Readonly<
  Record<TokenUnit, number>
>

/** Media tokens are inside the text buckets; what does not fit the uncached ones was cached. */
function moveMedia(tokens: number[], units: Readonly<Record<string, number>>): void {
  const { audioIn = 0, imageIn = 0, videoIn = 0, audioOut = 0, imageOut = 0, videoOut = 0 } = units
  const { audioCacheRead = 0, imageCacheRead = 0 } = units
  const audioCached = move(tokens, 'cacheRead', 'audioCacheRead', audioCacheRead)
  const imageCached = move(tokens, 'cacheRead', 'imageCacheRead', imageCacheRead)
  const audio = move(tokens, 'input', 'audioIn', audioIn - audioCached)
  const image = move(tokens, 'input', 'imageIn', imageIn - imageCached)
  move(tokens, 'cacheRead', 'audioCacheRead', audioIn - audioCached - audio)
  move(tokens, 'cacheRead', 'imageCacheRead', imageIn - imageCached - image)
  move(tokens, 'input', 'videoIn', videoIn)
  move(tokens, 'output', 'audioOut', audioOut)
  move(tokens, 'output', 'imageOut', imageOut)
  move(tokens, 'output', 'videoOut', videoOut)
}

function move(tokens: number[], from: TokenUnit, to: TokenUnit, wanted: number): number {
  const left = tokens[at[from]] ?? 0
  const moved = Math.max(0, Math.min(wanted, left))
  tokens[at[from]] = left - moved
  tokens[at[to]] = (tokens[at[to]] ?? 0) + moved
  return moved
}

function countedUnits(units: Readonly<Record<string, number>>): Quantities['units'] {
  return Object.entries(units)
    .filter(([name, count]) => count > 0 && !notBilledAlone.has(name))
    .map(([name, count]) => [priceNames[name] ?? name, count])
}
