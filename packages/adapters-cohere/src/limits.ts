import { header, type HeaderList, type RateLimit } from '@signalbox/core'

/** The limit of trial keys; other keys are told nothing. It says no time of reset. */
export function readRateLimits(headers: HeaderList): readonly RateLimit[] {
  const limit = count(header(headers, 'x-trial-endpoint-call-limit'))
  const remaining = count(header(headers, 'x-trial-endpoint-call-remaining'))
  if (limit === undefined && remaining === undefined) return []
  return [
    {
      unit: 'requests',
      ...(limit === undefined ? {} : { limit }),
      ...(remaining === undefined ? {} : { remaining }),
    },
  ]
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
}
