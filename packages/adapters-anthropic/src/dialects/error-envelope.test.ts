import { GatewayError, type ErrorKind } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { encodeError } from './error-envelope.ts'

describe('the error envelope', () => {
  test.each<[ErrorKind, number, string]>([
    ['invalid_request', 400, 'invalid_request_error'],
    ['unsupported', 400, 'invalid_request_error'],
    ['context_length', 400, 'invalid_request_error'],
    ['content_blocked', 400, 'invalid_request_error'],
    ['authentication', 401, 'authentication_error'],
    ['permission', 403, 'permission_error'],
    ['unknown_model', 404, 'not_found_error'],
    ['payload_too_large', 413, 'request_too_large'],
    ['rate_limited', 429, 'rate_limit_error'],
    ['budget_exceeded', 429, 'rate_limit_error'],
    ['overloaded', 503, 'overloaded_error'],
    ['no_compliant_provider', 503, 'api_error'],
    ['auth_store_unavailable', 503, 'api_error'],
    ['upstream_error', 502, 'api_error'],
    ['upstream_timeout', 504, 'timeout_error'],
    ['cancelled', 499, 'api_error'],
    ['internal', 500, 'api_error'],
  ])('says %s with status %d as %s', (kind, status, type) => {
    const outbound = encodeError(new GatewayError(kind, 'why'), 'req_1')
    expect(outbound.status).toBe(status)
    expect(JSON.parse(outbound.body as string)).toEqual({
      type: 'error',
      error: { type, message: 'why', code: kind },
      request_id: 'req_1',
    })
    expect(outbound.headers).toEqual([
      'content-type',
      'application/json',
      'x-should-retry',
      'false',
    ])
  })

  test('tells how long to wait in whole seconds and in milliseconds', () => {
    const error = new GatewayError('rate_limited', 'slow', {
      origin: 'gateway',
      retryAfterMs: 1200,
    })
    expect(encodeError(error, 'r').headers.slice(2)).toEqual([
      'x-should-retry',
      'true',
      'retry-after',
      '2',
      'retry-after-ms',
      '1200',
    ])
  })

  test('asks for no retry when the wait is longer than clients should sleep', () => {
    const error = new GatewayError('rate_limited', 'x', { origin: 'gateway', retryAfterMs: 90_000 })
    expect(encodeError(error, 'r').headers).toContain('false')
  })

  test('never shows the provider’s body', () => {
    const error = new GatewayError('upstream_error', 'broken', {
      origin: 'provider',
      body: { secret: 'sk-1' },
    })
    expect(encodeError(error, 'r').body).not.toContain('sk-1')
  })
})
