import { Gcra, GatewayError } from '@signalbox/core'

/** A provider that counts requests per key and refuses what is above. */
export interface LimitedProvider {
  call(key: string, now: number): GatewayError | undefined
  readonly refused: readonly string[]
  readonly served: ReadonlyMap<string, number>
}

/** Each of the keys may be used so often per minute. */
export function limitedProvider(rpm: Readonly<Record<string, number>>): LimitedProvider {
  const cells = new Map(
    Object.entries(rpm).map(([key, limit]) => [
      key,
      new Gcra({ limit, periodMs: 60_000, burst: limit }),
    ]),
  )
  const refused: string[] = []
  const served = new Map<string, number>()
  return {
    refused,
    served,
    call(key, now) {
      const cell = cells.get(key)
      if (cell === undefined)
        return new GatewayError('upstream_error', 'bad key', {
          origin: 'provider',
          verdict: 'auth_invalid',
          scope: 'key',
          ran: 'no',
        })
      if (cell.tryTake(1, now)) {
        served.set(key, (served.get(key) ?? 0) + 1)
        return undefined
      }
      refused.push(key)
      return new GatewayError('rate_limited', 'slow down', {
        origin: 'provider',
        verdict: 'rate_limited',
        scope: 'key',
        ran: 'no',
        retryAfterMs: cell.waitMs(1, now),
      })
    },
  }
}
