import { header, type HeaderList, type RateLimit } from '@signalbox/core'

const units: readonly RateLimit['unit'][] = ['requests', 'tokens', 'input-tokens', 'output-tokens']
const prefix = 'anthropic-ratelimit-'

/** The key's limits as the headers state them; a reset may lie in the past. */
export function readRateLimits(headers: HeaderList): readonly RateLimit[] {
  return units.flatMap((unit) => {
    const limit = readCount(header(headers, `${prefix}${unit}-limit`))
    const remaining = readCount(header(headers, `${prefix}${unit}-remaining`))
    const resetsAt = readTime(header(headers, `${prefix}${unit}-reset`))
    if (limit === undefined && remaining === undefined && resetsAt === undefined) return []
    return [
      {
        unit,
        ...(limit === undefined ? {} : { limit }),
        ...(remaining === undefined ? {} : { remaining }),
        ...(resetsAt === undefined ? {} : { resetsAt }),
      },
    ]
  })
}

/** How long the provider asks to wait: milliseconds first, then seconds or a date. */
export function readRetryAfter(headers: HeaderList, now: number): number | undefined {
  const ms = readCount(header(headers, 'retry-after-ms'))
  if (ms !== undefined) return ms
  const text = header(headers, 'retry-after')
  if (text === undefined) return undefined
  const seconds = readCount(text)
  if (seconds !== undefined) return Math.ceil(seconds * 1000)
  const date = readTime(text)
  return date === undefined ? undefined : Math.max(0, date - now)
}

function readCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : undefined
}

function readTime(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}
