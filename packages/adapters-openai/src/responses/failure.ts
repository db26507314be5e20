import type { ErrorDetails, ErrorKind, JsonObject } from '@signalbox/core'
import { GatewayError, isJsonObject } from '@signalbox/core'

import { text } from './own-fields.ts'

type Class = readonly [ErrorKind, Pick<ErrorDetails, 'verdict' | 'ran' | 'scope'>]

const unknownFailure: Class = [
  'upstream_error',
  { verdict: 'transient', ran: 'maybe', scope: 'target' },
]

const classes: ReadonlyMap<string, Class> = new Map<string, Class>([
  [
    'insufficient_quota',
    ['rate_limited', { verdict: 'quota_exhausted', ran: 'no', scope: 'account' }],
  ],
  ['rate_limit_exceeded', ['rate_limited', { verdict: 'rate_limited', ran: 'no', scope: 'key' }]],
  [
    'context_length_exceeded',
    ['context_length', { verdict: 'context_too_long', ran: 'no', scope: 'request' }],
  ],
  [
    'server_is_overloaded',
    ['overloaded', { verdict: 'overloaded', ran: 'maybe', scope: 'target' }],
  ],
  ['slow_down', ['overloaded', { verdict: 'overloaded', ran: 'maybe', scope: 'target' }]],
  ['overloaded', ['overloaded', { verdict: 'overloaded', ran: 'maybe', scope: 'target' }]],
  ['model_not_found', ['unknown_model', { verdict: 'not_found', ran: 'no', scope: 'model' }]],
  ['content_filter', ['content_blocked', { verdict: 'refused', ran: 'maybe', scope: 'request' }]],
  ['cyber_policy', ['content_blocked', { verdict: 'refused', ran: 'maybe', scope: 'request' }]],
  ['invalid_prompt', ['invalid_request', { verdict: 'bad_request', ran: 'no', scope: 'request' }]],
  [
    'invalid_request_error',
    ['invalid_request', { verdict: 'bad_request', ran: 'no', scope: 'request' }],
  ],
])

const badInput = /^(?:invalid|unsupported|empty|failed_to_download|image_|file_|vector_store|bio_)/

/** An `error` event (nested or flat) or a response's `error` object as an error with its triage. */
export function failureOf(holder: JsonObject): GatewayError {
  const inner = isJsonObject(holder['error']) ? holder['error'] : holder
  const code = text(inner, 'code') ?? text(inner, 'type')
  const message = text(inner, 'message') ?? 'The provider failed on this request.'
  const param = text(inner, 'param')
  const [kind, triage] = classOf(code, inner)
  const retryAfterMs = kind === 'rate_limited' ? retryHint(message) : undefined
  return new GatewayError(kind, message, {
    origin: 'provider',
    ...triage,
    ...(param === undefined ? {} : { param }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(code === undefined ? {} : { native: { code } }),
    body: inner,
  })
}

function classOf(code: string | undefined, error: JsonObject): Class {
  const known = code === undefined ? undefined : classes.get(code)
  if (known !== undefined) return known
  const byType = classes.get(text(error, 'type') ?? '')
  if (byType !== undefined) return byType
  return badInput.test(code ?? '')
    ? ['invalid_request', { verdict: 'bad_request', ran: 'no', scope: 'request' }]
    : unknownFailure
}

/** OpenAI says it in words only: "Please try again in 1.5s". */
function retryHint(message: string): number | undefined {
  const match = /try again in (\d+(?:\.\d+)?)(ms|s)\b/i.exec(message)
  if (match?.[1] === undefined) return undefined
  return Math.ceil(Number(match[1]) * (match[2] === 'ms' ? 1 : 1000))
}

/** The stream ended without its terminal event. */
export function truncated(): GatewayError {
  return new GatewayError('upstream_error', 'The provider cut the stream before its end.', {
    origin: 'provider',
    verdict: 'truncated',
    ran: 'yes',
    scope: 'target',
  })
}

/** Something that is not this wire came instead of an event or a response. */
export function malformed(what: string, cause?: unknown): GatewayError {
  return new GatewayError('upstream_error', what, {
    origin: 'provider',
    verdict: 'malformed',
    ran: 'maybe',
    scope: 'target',
    ...(cause === undefined ? {} : { cause }),
  })
}
