import { GatewayError, type Adapter, type HeaderList, type WireResponse } from '@signalbox/core'
import { expect } from 'vitest'

import { headersOf, responseOf, type Recording } from './recordings.ts'

const now = 1_800_000_000_000

/** Every refusal of a provider is understood: not `internal`, with a verdict and its own status. */
function checkClassifies(adapter: Adapter, response: WireResponse): void {
  const error = adapter.classifyError(response, now)
  expect(GatewayError.is(error), 'classifyError returns a GatewayError').toBe(true)
  const { kind, message, details } = error
  expect(kind).not.toBe('internal')
  expect(message).not.toBe('')
  expect(details.verdict, 'there is a verdict').toBeDefined()
  expect(details.native?.status, 'the status is kept').toBe(response.status)
  const { retryAfterMs = 0 } = details
  expect(Number.isFinite(retryAfterMs) && retryAfterMs >= 0, 'retryAfterMs is a time').toBe(true)
}

/** The same for a recorded refusal. */
export function checkRecordedError(adapter: Adapter, recording: Recording): void {
  checkClassifies(adapter, responseOf(recording))
}

/** The same for bodies that no provider should send, at every status. */
export function checkOddErrors(adapter: Adapter): void {
  for (const status of [400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529])
    for (const body of oddBodies) {
      const headers = ['retry-after', status === 429 ? 'soon' : '3', 'content-type', 'text/html']
      checkClassifies(adapter, { status, headers, body: new TextEncoder().encode(body) })
    }
}

const oddBodies = [
  '',
  '<html>Bad gateway</html>',
  'null',
  '[]',
  '"text"',
  '{}',
  '{"error":null}',
  '{"error":"text"}',
  '{"error":{}}',
  '{"error":{"message":5,"code":{},"type":[]}}',
  '{"message":{"a":1}}',
  '[{"error":{"code":500,"message":"in a list"}}]',
  '{"error":{"message":"half',
]

/** Limits are read from any headers without a throw, and hold only real numbers. */
export function checkRateLimits(adapter: Adapter, recording: Recording): void {
  const headers = headersOf(recording.headers)
  checkLimitNumbers(adapter, headers)
  for (const odd of ['', 'abc', '-1', '1e999', 'NaN', '1s2', '0'])
    checkLimitNumbers(
      adapter,
      headers.map((item, index) => (index % 2 === 1 ? odd : item)),
    )
}

function checkLimitNumbers(adapter: Adapter, headers: HeaderList): void {
  for (const { limit = 0, remaining = 0, resetsAt = 0 } of adapter.readRateLimits(headers, now))
    for (const value of [limit, remaining, resetsAt])
      expect(Number.isFinite(value) && value >= 0, `${String(value)} is a number`).toBe(true)
}
