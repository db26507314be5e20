import type { JsonObject } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { classifyError, classifyEvent } from './errors.ts'

function failed(status: number, body: unknown, headers: readonly string[] = []) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return classifyError({ status, headers, body: new TextEncoder().encode(text) }, 1_000_000)
}

function envelope(type: string, message: string, details?: JsonObject): JsonObject {
  return {
    type: 'error',
    error: { type, message, ...(details && { details }) },
    request_id: 'req_1',
  }
}

describe('a failed call', () => {
  test.each([
    [
      400,
      'invalid_request_error',
      'max_tokens: required',
      'invalid_request',
      'bad_request',
      'request',
    ],
    [
      400,
      'invalid_request_error',
      'prompt is too long: 9 tokens > 5 maximum',
      'context_length',
      'context_too_long',
      'request',
    ],
    [
      400,
      'invalid_request_error',
      'input length and `max_tokens` exceed context limit: 9 > 5',
      'context_length',
      'context_too_long',
      'request',
    ],
    [
      400,
      'invalid_request_error',
      'Your credit balance is too low to access the API.',
      'overloaded',
      'billing',
      'account',
    ],
    [
      400,
      'invalid_request_error',
      'You have reached your specified API usage limits.',
      'rate_limited',
      'quota_exhausted',
      'account',
    ],
    [
      400,
      'invalid_request_error',
      'Output blocked by content filtering policy',
      'content_blocked',
      'refused',
      'request',
    ],
    [401, 'authentication_error', 'invalid x-api-key', 'upstream_error', 'auth_invalid', 'key'],
    [402, 'billing_error', 'pay', 'overloaded', 'billing', 'account'],
    [403, 'permission_error', 'no', 'upstream_error', 'not_entitled', 'key'],
    [404, 'not_found_error', 'model: x', 'unknown_model', 'not_found', 'model'],
    [404, 'not_found_error', 'File not found: file_1', 'invalid_request', 'bad_request', 'request'],
    [409, 'conflict_error', 'busy', 'upstream_error', 'transient', 'target'],
    [413, 'request_too_large', 'big', 'payload_too_large', 'bad_request', 'request'],
    [429, 'rate_limit_error', 'slow down', 'rate_limited', 'rate_limited', 'account'],
    [429, 'rate_limit_error', 'acceleration limit', 'rate_limited', 'ramp_limited', 'account'],
    [500, 'api_error', 'oops', 'upstream_error', 'transient', 'target'],
    [504, 'timeout_error', 'late', 'upstream_timeout', 'transient', 'target'],
    [529, 'overloaded_error', 'Overloaded', 'overloaded', 'overloaded', 'target'],
    [503, 'api_error', 'Service Unavailable', 'overloaded', 'overloaded', 'target'],
  ])('%d %s "%s" is %s, %s, scope %s', (status, type, message, kind, verdict, scope) => {
    const error = failed(status, envelope(type, message))
    expect(error).toMatchObject({ kind, message, details: { origin: 'provider', verdict, scope } })
    expect(error.details.native).toEqual({ status, code: type, requestId: 'req_1' })
  })

  test.each([
    [401, 'upstream_error', 'auth_invalid'],
    [403, 'upstream_error', 'not_entitled'],
    [404, 'unknown_model', 'not_found'],
    [408, 'upstream_timeout', 'transient'],
    [413, 'payload_too_large', 'bad_request'],
    [422, 'invalid_request', 'bad_request'],
    [429, 'rate_limited', 'rate_limited'],
    [502, 'upstream_error', 'transient'],
    [503, 'overloaded', 'overloaded'],
    [524, 'upstream_timeout', 'transient'],
    [529, 'overloaded', 'overloaded'],
  ])('%d without an envelope is %s, %s', (status, kind, verdict) => {
    for (const body of ['<html>', '', '{}', '[]'])
      expect(failed(status, body)).toMatchObject({ kind, details: { verdict } })
  })

  test('a message in another shape is still the provider’s own', () => {
    for (const body of [{ message: 'why' }, { error: 'why' }, { detail: 'why' }])
      expect(failed(500, body).message).toBe('why')
    expect(failed(502, '<html>').message).toContain('502')
  })

  test('a spend limit in the details is billing, not a limit to wait for', () => {
    const details = { error_code: 'enforced_spend_limit_reached' }
    expect(failed(429, envelope('rate_limit_error', 'x', details))).toMatchObject({
      kind: 'overloaded',
      details: { verdict: 'billing', native: { code: 'enforced_spend_limit_reached' } },
    })
  })

  test('tells when to come back: in milliseconds, seconds or at a date', () => {
    const body = envelope('rate_limit_error', 'x')
    const wait = (...headers: string[]) => failed(429, body, headers).details.retryAfterMs
    expect(wait('retry-after', '12')).toBe(12_000)
    expect(wait('retry-after', '0.5')).toBe(500)
    expect(wait('retry-after-ms', '40', 'retry-after', '12')).toBe(40)
    expect(wait('retry-after', new Date(1_003_000).toUTCString())).toBe(3000)
    expect(wait('retry-after', new Date(0).toUTCString())).toBe(0)
    expect(wait('retry-after', 'soon')).toBeUndefined()
  })

  test('tells which used-up limit resets last, and the request id of the header', () => {
    const error = failed(429, envelope('rate_limit_error', 'x'), [
      'request-id',
      'req_2',
      'anthropic-ratelimit-requests-remaining',
      '0',
      'anthropic-ratelimit-requests-reset',
      '2026-01-01T00:00:05Z',
      'anthropic-ratelimit-tokens-remaining',
      '5',
      'anthropic-ratelimit-tokens-reset',
      '2026-01-01T00:09:00Z',
    ])
    expect(error.details.resetsAt).toBe(Date.parse('2026-01-01T00:00:05Z'))
    expect(error.details.native?.requestId).toBe('req_2')
  })

  test('an error event in a stream is classified by its type', () => {
    expect(classifyEvent(envelope('overloaded_error', 'full'))).toMatchObject({
      kind: 'overloaded',
      message: 'full',
    })
    expect(classifyEvent({ type: 'error' }).kind).toBe('upstream_error')
  })
})
