import { join } from 'node:path'

import { GatewayError, type HeaderList, type JsonValue } from '@signalbox/core'
import { loadRecordings, responseOf } from '@signalbox/testing'
import { describe, expect, test } from 'vitest'

import { classifyError, inBandError } from './errors.ts'
import { openaiLimits } from './limits.ts'

const root = join(import.meta.dirname, '../../../../shared/fixtures/recordings')
const { list, missing } = loadRecordings(
  root,
  ({ status, api }) => status >= 400 && (api === 'chat' || api === 'completions'),
)

function classify(
  status: number,
  body: JsonValue | string,
  headers: HeaderList = [],
): GatewayError {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return classifyError(
    { status, headers, body: new TextEncoder().encode(text) },
    openaiLimits,
    Date.UTC(2026, 0, 1),
  )
}

describe.skipIf(missing !== undefined)('recorded failures', () => {
  const expected: Readonly<Record<string, readonly [string, string]>> = {
    model_not_found: ['unknown_model', 'not_found'],
    tool_use_failed: ['upstream_error', 'malformed'],
    invalid_api_key: ['upstream_error', 'auth_invalid'],
    invalid_value: ['invalid_request', 'bad_request'],
  }
  test.each(list)('$file keeps its message and is triaged by its code', (recording) => {
    const { error } = recording.body as { error: { code: string | null; message: string } }
    const { kind, details, message } = classifyError(responseOf(recording), openaiLimits, 0)
    expect([kind, details.verdict]).toEqual(
      expected[error.code ?? ''] ?? ['invalid_request', 'bad_request'],
    )
    expect(message).toBe(error.message)
    expect(details.native?.status).toBe(recording.status)
  })
})

describe('what a failure means', () => {
  const cases: readonly (readonly [number, JsonValue | string, string, string, string])[] = [
    [
      401,
      { error: { message: 'no', code: 'invalid_api_key' } },
      'upstream_error',
      'auth_invalid',
      'no',
    ],
    [
      400,
      { code: 'invalid-argument', error: 'Incorrect API key provided' },
      'upstream_error',
      'auth_invalid',
      'Incorrect API key provided',
    ],
    [
      402,
      { error: { message: 'Insufficient Balance' } },
      'overloaded',
      'billing',
      'Insufficient Balance',
    ],
    [403, { error: { message: 'no access' } }, 'upstream_error', 'not_entitled', 'no access'],
    [
      403,
      { error: { code: 403, message: 'Input was flagged', metadata: {} } },
      'content_blocked',
      'refused',
      'Input was flagged',
    ],
    [404, { detail: 'Not Found' }, 'unknown_model', 'not_found', 'Not Found'],
    [408, '', 'upstream_timeout', 'transient', 'The provider answered with status 408.'],
    [412, { error: { message: 'suspended' } }, 'upstream_error', 'not_entitled', 'suspended'],
    [413, { error: { message: 'too big' } }, 'payload_too_large', 'bad_request', 'too big'],
    [
      422,
      { detail: [{ loc: ['body', 'seed'], msg: 'Extra inputs', type: 'extra' }] },
      'invalid_request',
      'bad_request',
      'Extra inputs',
    ],
    [
      422,
      { object: 'error', message: { detail: [{ loc: ['body', 'n'], msg: 'bad n' }] } },
      'invalid_request',
      'bad_request',
      'bad n',
    ],
    [
      429,
      { error: { message: 'slow', code: 'rate_limit_exceeded' } },
      'rate_limited',
      'rate_limited',
      'slow',
    ],
    [
      429,
      { error: { message: 'You exceeded your current quota' } },
      'rate_limited',
      'quota_exhausted',
      'You exceeded your current quota',
    ],
    [
      429,
      { object: 'error', message: 'Requests rate limit exceeded', code: '1300' },
      'rate_limited',
      'rate_limited',
      'Requests rate limit exceeded',
    ],
    [
      498,
      { error: { message: 'flex', code: 'capacity_exceeded' } },
      'overloaded',
      'overloaded',
      'flex',
    ],
    [424, { error: { message: 'dependency' } }, 'upstream_error', 'transient', 'dependency'],
    [500, { error: 'internal' }, 'upstream_error', 'transient', 'internal'],
    [
      502,
      '<html>Bad gateway</html>',
      'upstream_error',
      'transient',
      'The provider answered with status 502.',
    ],
    [503, { message: 'busy' }, 'overloaded', 'overloaded', 'busy'],
    [524, '', 'upstream_timeout', 'transient', 'The provider answered with status 524.'],
    [529, [{ error: { message: 'full' } }], 'overloaded', 'overloaded', 'full'],
    [
      400,
      { error: { message: "This model's maximum context length is 8192 tokens" } },
      'context_length',
      'context_too_long',
      "This model's maximum context length is 8192 tokens",
    ],
    [
      400,
      {
        error: {
          message: 'x',
          code: 'content_filter',
          innererror: { code: 'ResponsibleAIPolicyViolation' },
        },
      },
      'content_blocked',
      'refused',
      'x',
    ],
    [
      400,
      { error: { code: 'DataInspectionFailed', message: 'inspect' } },
      'content_blocked',
      'refused',
      'inspect',
    ],
    [
      400,
      { id: 'o', error: { message: 'bad', type: 'invalid_request_error', param: 'stop' } },
      'invalid_request',
      'bad_request',
      'bad',
    ],
  ]
  test.each(cases)('%i %j is %s, %s', (status, body, kind, verdict, message) => {
    const error = classify(status, body)
    expect([error.kind, error.details.verdict, error.message]).toEqual([kind, verdict, message])
  })

  test('a model that nobody knows is one, whatever the status', () => {
    for (const message of ['x/y is not a valid model ID', 'Invalid model: x', 'Model x not found'])
      expect(classify(400, { error: { message } }).kind).toBe('unknown_model')
  })

  test('a refused key is never repeated', () => {
    const error = classify(401, {
      error: { message: 'Incorrect API key provided: sk-proj-abc123.' },
    })
    expect(error.message).toBe('Incorrect API key provided: [key].')
  })

  test('waiting time comes from headers, else from the words', () => {
    const body = { error: { message: 'Rate limit reached. Please try again in 1m2.5s.' } }
    expect(classify(429, body).details.retryAfterMs).toBe(62_500)
    expect(classify(429, body, ['retry-after', '7']).details.retryAfterMs).toBe(7000)
    expect(classify(429, body, ['retry-after-ms', '12.2']).details.retryAfterMs).toBe(13)
  })

  test('the field and the request id survive', () => {
    const error = classify(400, { error: { message: 'bad', param: 'stop' } }, [
      'x-request-id',
      'r1',
    ])
    expect(error.details).toMatchObject({ param: 'stop', native: { requestId: 'r1', status: 400 } })
  })

  test('a code inside a stream is a status', () => {
    const error = inBandError({ error: { code: 429, message: 'slow' } })
    expect([error.kind, error.details.ran]).toEqual(['rate_limited', 'maybe'])
    expect(inBandError({ error: { message: 'boom' } }).kind).toBe('upstream_error')
  })
})
