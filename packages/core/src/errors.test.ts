import { describe, expect, test } from 'vitest'

import { GatewayError, type ErrorKind } from './errors.ts'

const statuses: Readonly<Record<ErrorKind, number>> = {
  invalid_request: 400,
  unsupported: 400,
  context_length: 400,
  content_blocked: 400,
  authentication: 401,
  permission: 403,
  unknown_model: 404,
  payload_too_large: 413,
  rate_limited: 429,
  budget_exceeded: 429,
  cancelled: 499,
  internal: 500,
  upstream_error: 502,
  overloaded: 503,
  no_compliant_provider: 503,
  auth_store_unavailable: 503,
  upstream_timeout: 504,
}

test.each(Object.entries(statuses))('%s is a %i', (kind, status) => {
  expect(new GatewayError(kind as ErrorKind, 'x').status).toBe(status)
})

test('details may say another status', () => {
  expect(new GatewayError('invalid_request', 'x', { origin: 'client', status: 405 }).status).toBe(
    405,
  )
})

test('whether anything ran is said, or follows from the kind', () => {
  expect(new GatewayError('rate_limited', 'x').ran).toBe('no')
  expect(new GatewayError('content_blocked', 'x').ran).toBe('maybe')
  expect(new GatewayError('rate_limited', 'x', { origin: 'provider', ran: 'yes' }).ran).toBe('yes')
})

describe('is', () => {
  test('knows an error of a second installed copy', async () => {
    const path = './errors.ts?copy'
    const copy = (await import(/* @vite-ignore */ path)) as { GatewayError: typeof GatewayError }
    const foreign = new copy.GatewayError('overloaded', 'busy')
    expect(foreign).not.toBeInstanceOf(GatewayError)
    expect(GatewayError.is(foreign)).toBe(true)
    expect(GatewayError.from(foreign)).toBe(foreign)
  })

  test.each([undefined, null, 'x', new Error('x'), { kind: 'overloaded' }])(
    'does not take %j for one',
    (value) => {
      expect(GatewayError.is(value)).toBe(false)
    },
  )
})

describe('from', () => {
  test.each([
    [new DOMException('stop', 'AbortError'), 'cancelled'],
    [new DOMException('late', 'TimeoutError'), 'upstream_timeout'],
    [new TypeError('x is not a function'), 'internal'],
    ['a text', 'internal'],
    [undefined, 'internal'],
  ] as const)('makes %s a %s', (thrown, kind) => {
    const error = GatewayError.from(thrown)
    expect([error.kind, error.details.cause]).toEqual([kind, thrown])
    expect(error.message).not.toContain('x is not')
  })
})

test('the cause is where loggers look for it, and absent where there is none', () => {
  const cause = new Error('why')
  expect(new GatewayError('internal', 'x', { origin: 'gateway', cause }).cause).toBe(cause)
  expect(new GatewayError('internal', 'x')).not.toHaveProperty('cause')
})
