/** What a token can be billed as, in the order of compiled rates. */
export const tokenUnits = [
  'input',
  'output',
  'reasoning',
  'cacheRead',
  'cacheWrite5m',
  'cacheWrite1h',
  'audioIn',
  'audioOut',
  'audioCacheRead',
  'imageIn',
  'imageOut',
  'imageCacheRead',
  'videoIn',
  'videoOut',
] as const

/** A kind of token with its own rate. */
export type TokenUnit = (typeof tokenUnits)[number]

/** Decimal strings, USD per 1,000,000 tokens. */
export type Rates = Readonly<Partial<Record<TokenUnit, string>>>

/** Words that providers use in answers for the tier that they list first. */
const standardWords: ReadonlySet<string> = new Set([
  '',
  'auto',
  'default',
  'standard',
  'standard_only',
  'on_demand',
])

const tierWords: Readonly<Record<string, string>> = {
  on_demand_flex: 'flex',
  on_demand_priority: 'priority',
}

/** The tier that a provider's word means: `default`, `auto` and nothing are standard. */
export function serviceTierOf(word: string | undefined): string {
  const lower = (word ?? '').toLowerCase()
  return standardWords.has(lower) ? 'standard' : (tierWords[lower] ?? lower)
}
