/** Days since 1970, UTC, are so long. */
export const dayMs = 86_400_000

/** By what usage is told apart; '' where a row has none. */
export const usageDimensions = [
  'tenant',
  'key_id',
  'credential',
  'route',
  'provider',
  'model',
] as const

/** What is added up. */
export const usageCounts = [
  'requests',
  'attempts',
  'errors',
  'input',
  'cache_read',
  'cache_write',
  'output',
  'reasoning',
  'nano_usd',
  'saved_nano_usd',
  'unpriced',
] as const

/** A dimension of a row, which may be NULL there. */
export function dimension(column: (typeof usageDimensions)[number]): string {
  return `COALESCE(${column}, '')`
}

const isAttempt = "kind NOT IN ('adjust', 'cached', 'coalesced')"
// What a cache answered was billed before, or for somebody else.
const isBilled = "kind NOT IN ('cached', 'coalesced')"
const tokens = (column: string) => `CASE WHEN ${isBilled} THEN ${column} ELSE 0 END`

/** What one row of `sb_usage u` adds; requests and those without a price are told apart by their ids. */
export const rowCounts: Readonly<
  Record<Exclude<(typeof usageCounts)[number], 'requests' | 'unpriced'>, string>
> = {
  attempts: `CASE WHEN ${isAttempt} THEN 1 ELSE 0 END`,
  errors: `CASE WHEN kind = 'failed' THEN 1 ELSE 0 END`,
  input: tokens('input'),
  cache_read: tokens('cache_read'),
  cache_write: tokens('cache_write'),
  output: tokens('output'),
  reasoning: tokens('reasoning'),
  nano_usd: 'COALESCE(nano_usd, 0)',
  saved_nano_usd: 'COALESCE(saved_nano_usd, 0)',
}

/** Whether a row of `sb_usage u` has no price, and no later row gave its request one. */
export const isUnpriced = `nano_usd IS NULL AND NOT EXISTS (SELECT 1 FROM sb_usage later
  WHERE later.request_id = u.request_id AND later.kind = 'adjust' AND later.nano_usd IS NOT NULL)`
