import { describe, expect, test } from 'vitest'

import { cohere } from './cohere.ts'

function classified(status: number, body: unknown, headers: readonly string[] = []) {
  const bytes = new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))
  const { kind, message, details } = cohere().classifyError({ status, headers, body: bytes }, 0)
  return { kind, message, ...details }
}

describe('a failed call', () => {
  test.each([
    [400, 'bad', 'invalid_request', 'bad_request'],
    [401, 'invalid api token', 'upstream_error', 'auth_invalid'],
    [402, 'pay', 'overloaded', 'billing'],
    [403, 'no', 'upstream_error', 'not_entitled'],
    [404, 'model "x" was removed', 'unknown_model', 'not_found'],
    [413, 'big', 'payload_too_large', 'bad_request'],
    [422, 'bad', 'invalid_request', 'bad_request'],
    [429, 'per minute', 'rate_limited', 'rate_limited'],
    [429, 'You are using a Trial key, 1000 calls / month', 'rate_limited', 'quota_exhausted'],
    [498, 'invalid token', 'upstream_error', 'auth_invalid'],
    [498, 'this is blocked', 'content_blocked', 'refused'],
    [499, 'client closed', 'upstream_error', 'transient'],
    [500, 'oh', 'upstream_error', 'transient'],
    [501, 'not yet', 'unsupported', 'unsupported'],
    [503, 'busy', 'overloaded', 'overloaded'],
    [504, 'late', 'upstream_timeout', 'timeout_first_token'],
  ] as const)('%i "%s" is %s, %s', (status, message, kind, verdict) => {
    expect(classified(status, { message })).toMatchObject({ kind, verdict, message })
  })

  test('too many tokens is the context, whatever the status', () => {
    const body = { error_type: 'TOO_MANY_TOKENS', id: 'r1', message: 'too many tokens: 5' }
    expect(classified(400, body)).toMatchObject({
      kind: 'context_length',
      native: { code: 'TOO_MANY_TOKENS', requestId: 'r1' },
    })
  })

  test('a wait is told in seconds, and a page is no message', () => {
    expect(classified(503, '<html>', ['retry-after', '3'])).toMatchObject({
      retryAfterMs: 3000,
      message: 'The provider answered with status 503.',
      body: '<html>',
    })
  })
})

test('trial keys are told their limit', () => {
  const headers = ['x-trial-endpoint-call-limit', '40', 'x-trial-endpoint-call-remaining', '39']
  expect(cohere().readRateLimits(headers, 0)).toEqual([
    { unit: 'requests', limit: 40, remaining: 39 },
  ])
  expect(cohere().readRateLimits([], 0)).toEqual([])
})
