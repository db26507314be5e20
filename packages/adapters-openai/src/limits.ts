import { header, parseDuration, type HeaderList, type RateLimit } from '@signalbox/core'

import type { LimitColumn, LimitTable } from './row.ts'

const prefix = 'x-ratelimit-'

function column(unit: LimitColumn['unit'], name: string = unit): LimitColumn {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map(
    (word) => `${prefix}${word}-${name}`,
  )
  return { unit, limit, remaining, reset }
}

/** OpenAI's own names, and of everyone who copied them. */
export const openaiLimits: LimitTable = [column('requests'), column('tokens')]

/** Mistral counts per minute, before that it had one bucket of bytes. */
export const mistralLimits: LimitTable = [
  column('requests', 'req-minute'),
  column('tokens', 'tokens-minute'),
  {
    unit: 'tokens',
    limit: 'ratelimitbysize-limit',
    remaining: 'ratelimitbysize-remaining',
    reset: 'ratelimitbysize-reset',
  },
]

/** Together has one reset for both. */
export const togetherLimits: LimitTable = [
  {
    unit: 'requests',
    limit: `${prefix}limit`,
    remaining: `${prefix}remaining`,
    reset: `${prefix}reset`,
  },
  {
    unit: 'tokens',
    limit: `${prefix}limit-tokens`,
    remaining: `${prefix}remaining-tokens`,
    reset: `${prefix}reset`,
  },
]

/** Fireworks counts prompt and answer apart. */
export const fireworksLimits: LimitTable = [
  column('requests'),
  column('input-tokens', 'tokens-prompt'),
  column('output-tokens', 'tokens-generated'),
]

/** Cerebras counts per day, hour and minute; the minute is what a request can wait for. */
export const cerebrasLimits: LimitTable = [
  column('requests', 'requests-day'),
  column('tokens', 'tokens-minute'),
]

/** The limits that headers state; unknown names are ignored. */
export function readRateLimits(
  headers: HeaderList,
  table: LimitTable,
  now: number,
): readonly RateLimit[] {
  if (table === 'ietf') return ietfLimits(headers, now)
  const limits = table.flatMap((names) => {
    const read = (name: string | undefined) =>
      name === undefined ? undefined : header(headers, name)
    const limit = readCount(read(names.limit))
    const remaining = readCount(read(names.remaining))
    const resetMs = readSpan(read(names.reset))
    return entry(names.unit, limit, remaining, resetMs, now)
  })
  return limits.filter(({ unit }, index) => limits.findIndex((one) => one.unit === unit) === index)
}

function ietfLimits(headers: HeaderList, now: number): readonly RateLimit[] {
  const state = header(headers, 'ratelimit') ?? ''
  const policy = header(headers, 'ratelimit-policy') ?? ''
  const value = (text: string, name: string) =>
    readCount(new RegExp(`(?:^|;)\\s*${name}=(\\d+)`).exec(text)?.[1])
  const remaining = value(state, 'r') ?? readCount(header(headers, 'ratelimit-remaining'))
  const limit = value(policy, 'q') ?? readCount(header(headers, 'ratelimit-limit'))
  const seconds = value(state, 't') ?? readCount(header(headers, 'ratelimit-reset'))
  const resetMs = seconds === undefined ? undefined : seconds * 1000
  return entry('requests', limit, remaining, resetMs, now)
}

function entry(
  unit: RateLimit['unit'],
  limit: number | undefined,
  remaining: number | undefined,
  resetMs: number | undefined,
  now: number,
): readonly RateLimit[] {
  if (limit === undefined && remaining === undefined) return []
  return [
    {
      unit,
      ...(limit === undefined ? {} : { limit }),
      ...(remaining === undefined ? {} : { remaining }),
      ...(resetMs === undefined ? {} : { resetsAt: now + resetMs }),
    },
  ]
}

/** How long the provider asks to wait: milliseconds first, then seconds or a date. */
export function readRetryAfter(headers: HeaderList, now: number): number | undefined {
  const ms = readNumber(header(headers, 'retry-after-ms'))
  if (ms !== undefined) return Math.ceil(ms)
  const text = header(headers, 'retry-after')
  if (text === undefined) return undefined
  const span = readSpan(text)
  if (span !== undefined) return span
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** Seconds without a unit, or a duration such as `6m0s`. */
function readSpan(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const seconds = readNumber(text)
  return seconds === undefined ? parseDuration(text) : Math.ceil(seconds * 1000)
}

function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined
}

function readCount(text: string | undefined): number | undefined {
  const value = readNumber(text)
  return value === undefined ? undefined : Math.floor(value)
}
