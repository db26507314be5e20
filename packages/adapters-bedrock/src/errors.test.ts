import type { WireResponse } from '@signalbox/core'
import { describe, expect, test } from 'vitest'

import { classifyError, exceptionError } from './errors.ts'

const now = Date.parse('2026-11-25T12:00:00Z')

function response(
  status: number,
  exception: string | undefined,
  body: unknown = {},
  headers: readonly string[] = [],
): WireResponse {
  const type = `${exception ?? ''}:http://internal.amazon.com/coral/com.amazon.bedrock/`
  return {
    status,
    headers: [...(exception === undefined ? [] : ['x-amzn-errortype', type]), ...headers],
    body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
  }
}

const classify = (given: WireResponse) => classifyError(given, 'bedrock', now)

describe('an exception by its name', () => {
  test.each([
    [400, 'ValidationException', 'invalid_request', 'bad_request', 'request'],
    [400, 'ServiceQuotaExceededException', 'rate_limited', 'quota_exhausted', 'account'],
    [400, 'ConflictException', 'invalid_request', 'bad_request', 'request'],
    [409, 'ConflictException', 'upstream_error', 'transient', 'target'],
    [403, 'AccessDeniedException', 'upstream_error', 'not_entitled', 'key'],
    [403, 'UnrecognizedClientException', 'upstream_error', 'auth_invalid', 'key'],
    [403, 'ExpiredTokenException', 'upstream_error', 'auth_invalid', 'key'],
    [403, 'InvalidSignatureException', 'upstream_error', 'auth_invalid', 'key'],
    [404, 'ResourceNotFoundException', 'unknown_model', 'not_found', 'model'],
    [408, 'ModelTimeoutException', 'upstream_timeout', 'timeout_first_token', 'target'],
    [424, 'ModelErrorException', 'upstream_error', 'transient', 'target'],
    [424, 'ModelStreamErrorException', 'upstream_error', 'transient', 'target'],
    [429, 'ThrottlingException', 'rate_limited', 'rate_limited', 'model'],
    [429, 'ModelNotReadyException', 'overloaded', 'overloaded', 'target'],
    [500, 'InternalServerException', 'upstream_error', 'transient', 'target'],
    [503, 'ServiceUnavailableException', 'overloaded', 'overloaded', 'target'],
  ])('%i %s is %s, %s, about the %s', (status, exception, kind, verdict, scope) => {
    const error = classify(response(status, exception, { message: 'said' }))
    expect(error).toMatchObject({ kind, details: { verdict, scope } })
    expect(error.message).toMatch(verdict === 'auth_invalid' ? /not take the key/ : /^said$/)
    expect(error.details.native).toMatchObject({ status, code: exception })
  })
})

describe('what a validation is about', () => {
  test.each([
    ['Input is too long for requested model.', 'context_length'],
    ['Input Tokens Exceeded: Number of input tokens exceeds maximum length', 'context_length'],
    ['The provided model identifier is invalid.', 'unknown_model'],
    [
      'Invocation of model ID x with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile.',
      'unknown_model',
    ],
    ['Operation not allowed', 'upstream_error'],
    ['The messages field is required.', 'invalid_request'],
  ])('%s', (message, kind) => {
    expect(classify(response(400, 'ValidationException', { message })).kind).toBe(kind)
  })

  test('a day’s quota of tokens is exhausted, not merely throttled', () => {
    const message = 'Too many tokens per day, please wait before trying again.'
    expect(classify(response(429, 'ThrottlingException', { message })).details.verdict).toBe(
      'quota_exhausted',
    )
  })
})

describe('without the header', () => {
  test.each([
    [400, 'invalid_request'],
    [401, 'upstream_error'],
    [404, 'unknown_model'],
    [413, 'payload_too_large'],
    [418, 'invalid_request'],
    [429, 'rate_limited'],
    [502, 'upstream_error'],
    [503, 'overloaded'],
    [504, 'upstream_timeout'],
  ])('a bare %i is %s', (status, kind) => {
    expect(classify(response(status, undefined, '<html>')).kind).toBe(kind)
  })

  test('the type in the body is read, its namespace left out', () => {
    const body = { __type: 'com.amazon.coral.service#AccessDeniedException', Message: 'no' }
    expect(classify(response(403, undefined, body))).toMatchObject({
      message: 'no',
      details: { verdict: 'not_entitled', native: { code: 'AccessDeniedException' } },
    })
  })
})

test('what is said about a signature repeats none of what was signed', () => {
  const message = "The Canonical String should have been 'x-amz-security-token:the-token'"
  const error = classify(response(403, 'InvalidSignatureException', { message }))
  expect(JSON.stringify([error.message, error.details])).not.toContain('the-token')
  expect(error.message).toBe('The provider did not take the key: InvalidSignatureException.')
})

test.each([
  ['3', 3000],
  ['0.2', 200],
  ['Wed, 25 Nov 2026 12:00:05 GMT', 5000],
  ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
])('retry-after %s is %s ms', (text, ms) => {
  const { details } = classify(response(429, 'ThrottlingException', {}, ['retry-after', text]))
  expect(details.retryAfterMs).toBe(ms)
})

test('the id of the request is kept for the provider’s support', () => {
  const { details } = classify(response(500, undefined, {}, ['x-amzn-requestid', 'r-1']))
  expect(details.native?.requestId).toBe('r-1')
})

test('an exception inside a stream is triaged by the same names', () => {
  const error = exceptionError('modelStreamErrorException', {
    message: 'broke',
    originalStatusCode: 500,
  })
  expect(error).toMatchObject({
    kind: 'upstream_error',
    message: 'broke',
    details: { native: { status: 500, code: 'ModelStreamErrorException' } },
  })
  expect(exceptionError('throttlingException', {}).kind).toBe('rate_limited')
})
