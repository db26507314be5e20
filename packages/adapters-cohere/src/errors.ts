import {
  GatewayError,
  header,
  isJsonObject,
  type ErrorDetails,
  type ErrorKind,
  type JsonValue,
  type WireResponse,
} from '@signalbox/core'

import { stringOf } from './wire/fields.ts'

type Triage = readonly [ErrorKind, Pick<ErrorDetails, 'verdict' | 'ran' | 'scope'>]

const badRequest: Triage = [
  'invalid_request',
  { verdict: 'bad_request', ran: 'no', scope: 'request' },
]
const badKey: Triage = ['upstream_error', { verdict: 'auth_invalid', ran: 'no', scope: 'key' }]
const broken: Triage = ['upstream_error', { verdict: 'transient', ran: 'maybe', scope: 'target' }]

/** A failed call: Cohere's words first, then the number. */
export function classifyError({ status, headers, body }: WireResponse): GatewayError {
  const parsed = parse(body)
  const fields = isJsonObject(parsed) ? parsed : {}
  const message = stringOf(fields['message'])
  const code = stringOf(fields['error_type'])
  const [kind, triage] = triageOf(status, message ?? '', code)
  const seconds = header(headers, 'retry-after')
  return new GatewayError(kind, message ?? `The provider answered with status ${String(status)}.`, {
    origin: 'provider',
    ...triage,
    ...(seconds !== undefined && /^\d+$/.test(seconds)
      ? { retryAfterMs: Number(seconds) * 1000 }
      : {}),
    native: { status, code, requestId: stringOf(fields['id']) ?? header(headers, 'x-request-id') },
    ...(parsed === undefined ? {} : { body: parsed }),
  })
}

/** An answer that ended in Cohere's own failure. */
export function failedAnswer(native: string, message: string | undefined): GatewayError {
  const [kind, triage] = native === 'TIMEOUT' ? late : broken
  return new GatewayError(kind, message ?? `The provider ended its answer with ${native}.`, {
    origin: 'provider',
    ...triage,
    ran: 'yes',
    native: { code: native },
  })
}

/** Something that is not this wire came instead of an answer. */
export function malformed(message: string): GatewayError {
  return new GatewayError('upstream_error', message, {
    origin: 'provider',
    verdict: 'malformed',
    ran: 'maybe',
    scope: 'target',
  })
}

/** The stream ended without its last event. */
export function truncated(): GatewayError {
  return new GatewayError('upstream_error', 'The provider cut the stream before its end.', {
    origin: 'provider',
    verdict: 'truncated',
    ran: 'yes',
    scope: 'target',
  })
}

const late: Triage = [
  'upstream_timeout',
  { verdict: 'timeout_first_token', ran: 'maybe', scope: 'target' },
]

function triageOf(status: number, message: string, code: string | undefined): Triage {
  if (status >= 400 && status < 500) {
    if (code === 'TOO_MANY_TOKENS' || /too many tokens/i.test(message))
      return ['context_length', { verdict: 'context_too_long', ran: 'no', scope: 'request' }]
    if (/invalid api token|no api key supplied/i.test(message)) return badKey
  }
  return byStatus(status, message)
}

function byStatus(status: number, message: string): Triage {
  switch (status) {
    case 401:
      return badKey
    case 402:
      return ['overloaded', { verdict: 'billing', ran: 'no', scope: 'account' }]
    case 403:
      return ['upstream_error', { verdict: 'not_entitled', ran: 'no', scope: 'key' }]
    case 404:
      return ['unknown_model', { verdict: 'not_found', ran: 'no', scope: 'model' }]
    case 408:
    case 504:
      return late
    case 413:
      return ['payload_too_large', { verdict: 'bad_request', ran: 'no', scope: 'request' }]
    case 429:
      return ['rate_limited', { verdict: quota(message), ran: 'no', scope: 'key' }]
    // Cohere's own: the token is invalid, or what it says is blocked.
    case 498:
      return /block/i.test(message)
        ? ['content_blocked', { verdict: 'refused', ran: 'maybe', scope: 'request' }]
        : badKey
    case 499:
      return broken
    case 501:
      return ['unsupported', { verdict: 'unsupported', ran: 'no', scope: 'request' }]
    case 503:
      return ['overloaded', { verdict: 'overloaded', ran: 'no', scope: 'target' }]
    default:
      return status < 500 ? badRequest : broken
  }
}

/** A trial key's month is over later than any retry. */
function quota(message: string): 'quota_exhausted' | 'rate_limited' {
  return /month|trial key/i.test(message) ? 'quota_exhausted' : 'rate_limited'
}

function parse(body: Uint8Array): JsonValue | undefined {
  const text = new TextDecoder().decode(body)
  if (text === '') return undefined
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text.slice(0, 2048)
  }
}
