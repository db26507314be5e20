import { describe, expect, test } from 'vitest'

import { GatewayError } from './errors.ts'
import { transportError } from './transport-error.ts'

const failed = (code: string, more: object = {}) =>
  Object.assign(new Error(code), { code, ...more })

describe('before the head', () => {
  test.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_SSL_WRONG_VERSION_NUMBER',
  ])('%s means that nothing ran', (code) => {
    expect(transportError(failed(code), false)).toMatchObject({
      kind: 'upstream_error',
      details: { verdict: 'connect_failed', ran: 'no', scope: 'target', native: { code } },
    })
  })

  test('so does any failed connect, also of all addresses of a name', () => {
    const timeout = failed('ETIMEDOUT', { syscall: 'connect' })
    const all = Object.assign(new AggregateError([timeout]), { code: 'ETIMEDOUT' })
    for (const error of [timeout, all])
      expect(transportError(error, false).details).toMatchObject({
        verdict: 'connect_failed',
        ran: 'no',
      })
  })

  test.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET'])(
    '%s may have come after the work was done',
    (code) => {
      expect(transportError(failed(code, { syscall: 'read' }), false).details).toMatchObject({
        verdict: 'transient',
        ran: 'maybe',
      })
    },
  )

  test('something without a code is not taken for a refused connect', () => {
    expect(transportError(new TypeError('fetch failed'), false).details.ran).toBe('maybe')
    expect(transportError('odd', false).details.ran).toBe('maybe')
  })
})

test.each(['ECONNRESET', 'ECONNREFUSED', 'ERR_SSL_BAD_RECORD_MAC', 'UND_ERR_SOCKET'])(
  'after the head %s is a cut',
  (code) => {
    expect(transportError(failed(code), true).details).toMatchObject({
      verdict: 'truncated',
      ran: 'maybe',
    })
  },
)

test('the reason of an abort is told as it is', () => {
  const reason = new GatewayError('budget_exceeded', 'Enough.')
  expect(transportError(reason, true)).toBe(reason)
  expect(transportError(new DOMException('x', 'AbortError'), true).kind).toBe('cancelled')
  expect(transportError(new DOMException('x', 'TimeoutError'), true).kind).toBe('upstream_timeout')
})
