import { GatewayError, type ErrorDetails } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { openError, spentError } from './spent-error.ts'

const wall = Date.UTC(2026, 10, 24)
const failed = (details: Partial<ErrorDetails>) =>
  new GatewayError('rate_limited', 'No.', { origin: 'provider', ...details })

describe('the last error of a request', () => {
  test('keeps a short wait that the provider stated, and only that', () => {
    const honest = failed({ verdict: 'rate_limited', retryAfterMs: 2000 })
    expect(spentError(honest, wall)).toBe(honest)
    const ours = new GatewayError('rate_limited', 'Full.', { origin: 'gateway', retryAfterMs: 900 })
    expect(spentError(ours, wall)).toBe(ours)
    const useless = failed({ verdict: 'billing', retryAfterMs: 2000 })
    expect(spentError(useless, wall).details.retryAfterMs).toBeUndefined()
    expect(spentError(useless, wall).message).toBe('No.')
  })

  test('says whose key it was that a provider did not take', () => {
    const { message, details } = spentError(failed({ verdict: 'auth_invalid' }), wall)
    expect(message).toMatch(/^The provider does not take the key that the gateway has .* No\.$/)
    expect(details.verdict).toBe('auth_invalid')
  })

  test('tells a long wait in words, because clients ignore it or sleep it in full', () => {
    const long = spentError(failed({ verdict: 'rate_limited', retryAfterMs: 3_600_000 }), wall)
    expect(long.message).toBe('No. The limit ends at 2026-11-24T01:00:00.000Z.')
    expect(long.details).toMatchObject({ verdict: 'rate_limited', retryAfterMs: undefined })
    const dated = spentError(
      failed({ verdict: 'quota_exhausted', resetsAt: wall + 86_400_000 }),
      wall,
    )
    expect(dated.message).toContain('2026-11-25T00:00:00.000Z')
  })

  test('says when a circuit may close, if that is soon', () => {
    expect(openError(3000).details.retryAfterMs).toBe(3000)
    expect(openError(90_000).details).not.toHaveProperty('retryAfterMs')
  })
})
