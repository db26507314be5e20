import type { ErrorDetails } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { google } from './google.ts'

const now = Date.UTC(2026, 10, 24, 12)

function classify(status: number, body: unknown, headers: readonly string[] = []) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = { status, headers, body: new TextEncoder().encode(text) }
  return google().classifyError(response, now)
}

function failure(status: string, message: string, ...details: readonly object[]): object {
  return { error: { code: 0, message, status, details } }
}

const violations = (quotaId: string) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [{ quotaId, quotaValue: '250' }],
})
const retryInfo = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.4s' }
const reason = (word: string) => ({ '@type': 'x/ErrorInfo', reason: word })

describe('triage', () => {
  test.each<[string, number, object, string, Partial<ErrorDetails>]>([
    [
      'a bad key in a 400',
      400,
      failure('INVALID_ARGUMENT', 'API key not valid.', reason('API_KEY_INVALID')),
      'upstream_error',
      { verdict: 'auth_invalid', scope: 'key' },
    ],
    [
      'a bad request',
      400,
      failure('INVALID_ARGUMENT', 'Unknown name "x"'),
      'invalid_request',
      { verdict: 'bad_request', scope: 'request' },
    ],
    [
      'too long an input',
      400,
      failure(
        'INVALID_ARGUMENT',
        'The input token count (9) exceeds the maximum number of tokens allowed (8).',
      ),
      'context_length',
      { verdict: 'context_too_long', scope: 'request' },
    ],
    [
      'a country that is not served',
      400,
      failure('FAILED_PRECONDITION', 'User location is not supported for the API use.'),
      'upstream_error',
      { verdict: 'not_entitled', scope: 'key' },
    ],
    [
      'Vertex without keys',
      401,
      failure('UNAUTHENTICATED', 'API keys are not supported by this API.'),
      'upstream_error',
      { verdict: 'auth_invalid', scope: 'key' },
    ],
    [
      'a project without billing',
      403,
      failure('PERMISSION_DENIED', 'This API method requires billing.', reason('BILLING_DISABLED')),
      'overloaded',
      { verdict: 'billing', scope: 'account' },
    ],
    [
      'no right to the model',
      403,
      failure('PERMISSION_DENIED', 'Permission denied on resource.'),
      'upstream_error',
      { verdict: 'not_entitled', scope: 'key' },
    ],
    [
      'a quota per minute',
      429,
      failure('RESOURCE_EXHAUSTED', 'quota', violations('RequestsPerMinutePerProject'), retryInfo),
      'rate_limited',
      { verdict: 'rate_limited', retryAfterMs: 34_400, ran: 'no' },
    ],
    [
      'a quota per minute that only the text dates',
      429,
      failure('RESOURCE_EXHAUSTED', 'Please retry in 48.5s.'),
      'rate_limited',
      { retryAfterMs: 48_500 },
    ],
    [
      'a quota per day, whose short delay misleads',
      429,
      failure(
        'RESOURCE_EXHAUSTED',
        'quota',
        violations('GenerateRequestsPerDayPerProject'),
        retryInfo,
      ),
      'rate_limited',
      { verdict: 'quota_exhausted', resetsAt: Date.UTC(2026, 10, 25, 8) },
    ],
    [
      'a crash',
      500,
      failure('INTERNAL', 'x'),
      'upstream_error',
      { verdict: 'transient', ran: 'maybe' },
    ],
    [
      'a crowd',
      503,
      failure('UNAVAILABLE', 'x'),
      'overloaded',
      { verdict: 'overloaded', ran: 'no' },
    ],
    [
      'a deadline',
      504,
      failure('DEADLINE_EXCEEDED', 'x'),
      'upstream_timeout',
      { verdict: 'timeout_first_token', scope: 'target' },
    ],
    ['a missing model', 404, failure('NOT_FOUND', 'x'), 'unknown_model', { verdict: 'not_found' }],
    ['a conflict', 409, failure('ABORTED', 'x'), 'upstream_error', { verdict: 'transient' }],
  ])('%s', (_name, status, body, kind, details) => {
    const error = classify(status, body)
    expect(error.kind).toBe(kind)
    expect(error.details).toMatchObject({ origin: 'provider', provider: 'google', ...details })
    expect(classify(status, [body]).kind).toBe(kind)
  })

  test('bodies that are no JSON, or empty, still say something', () => {
    expect(classify(502, '<html>').message).toBe('The provider answered with status 502.')
    expect(classify(502, '').details.body).toBeUndefined()
    expect(classify(502, 'null').details.verdict).toBe('transient')
    expect(classify(429, '[]', ['retry-after', '7']).details.retryAfterMs).toBe(7000)
  })

  test('a daily quota does not ask to come back in seconds', () => {
    const body = failure('RESOURCE_EXHAUSTED', 'quota', violations('TokensPerDay'), retryInfo)
    expect(classify(429, body).details.retryAfterMs).toBeUndefined()
  })

  test('a key in a message is never shown', () => {
    const key = 'AIzaSyA1234567890abcdefghijklmnopqrstu'
    const { message } = classify(
      403,
      failure('PERMISSION_DENIED', `Consumer 'api_key:${key}' suspended.`),
    )
    expect(message).toBe("Consumer 'api_key:[key]' suspended.")
  })
})
