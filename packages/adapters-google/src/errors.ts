import {
  GatewayError,
  header,
  isJsonObject,
  parseDuration,
  type ErrorDetails,
  type ErrorKind,
  type JsonObject,
  type JsonValue,
  type WireResponse,
} from '@signalbox/core'

import { numberOf, objectsIn, stringOf } from './wire/objects.ts'

type Triage = readonly [ErrorKind, Pick<ErrorDetails, 'verdict' | 'ran' | 'scope'>]

/** A failed call: Google's status, its details (quota, reason, retry delay), and only then the number. */
export function classifyError(response: WireResponse, now: number, provider: string): GatewayError {
  const body = parsed(response.body)
  const error = errorIn(body) ?? {}
  return build(error, {
    status: response.status,
    body,
    provider,
    now,
    requestId:
      header(response.headers, 'x-request-id') ?? header(response.headers, 'x-goog-request-id'),
    retryAfter: header(response.headers, 'retry-after'),
  })
}

/** An error inside a 200: in a stream, or instead of an answer. */
export function errorOfBody(error: JsonObject): GatewayError {
  return build(error, { status: numberOf(error['code']) ?? 500, body: { error }, now: undefined })
}

/** The `error` object of a body, which Google sometimes wraps in a list. */
export function errorIn(body: JsonValue | undefined): JsonObject | undefined {
  const object = isJsonObject(body) ? body : objectsIn(body)[0]
  const error = object?.['error']
  return isJsonObject(error) ? error : undefined
}

interface Seen {
  readonly status: number
  readonly body: JsonValue | undefined
  readonly provider?: string
  readonly now: number | undefined
  readonly requestId?: string | undefined
  readonly retryAfter?: string | undefined
}

function build(error: JsonObject, seen: Seen): GatewayError {
  const status = seen.status === 200 ? (numberOf(error['code']) ?? 500) : seen.status
  const message = stringOf(error['message']) ?? ''
  const details = objectsIn(error['details'])
  const reason = reasonIn(details)
  const [kind, triage] = triageOf(status, message, reason, details)
  const daily = triage.verdict === 'quota_exhausted'
  const retryAfterMs = daily ? undefined : retryIn(details, message, seen.retryAfter)
  const resetsAt = daily && seen.now !== undefined ? nextDay(seen.now) : undefined
  const code = stringOf(error['status']) ?? reason
  return new GatewayError(kind, shown(message, status), {
    origin: 'provider',
    ...triage,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(resetsAt === undefined ? {} : { resetsAt }),
    ...(seen.provider === undefined ? {} : { provider: seen.provider }),
    native: { status, code, requestId: seen.requestId },
    ...(seen.body === undefined ? {} : { body: seen.body }),
  })
}

function triageOf(
  status: number,
  message: string,
  reason: string | undefined,
  details: readonly JsonObject[],
): Triage {
  switch (status) {
    case 400:
      return badRequest(message, reason)
    case 401:
      return keyTrouble('auth_invalid')
    case 403:
      return forbidden(message, reason)
    case 404:
      return ['unknown_model', { verdict: 'not_found', ran: 'no', scope: 'model' }]
    case 413:
      return ['payload_too_large', { verdict: 'bad_request', ran: 'no', scope: 'request' }]
    case 429:
      return ['rate_limited', { verdict: quota(details), ran: 'no', scope: 'key' }]
    case 501:
      return ['unsupported', { verdict: 'unsupported', ran: 'no', scope: 'request' }]
    case 503:
    case 529:
      return ['overloaded', { verdict: 'overloaded', ran: 'no', scope: 'target' }]
    case 408:
    case 504:
      return ['upstream_timeout', { verdict: 'timeout_first_token', ran: 'maybe', scope: 'target' }]
    default:
      return status >= 400 && status < 500 && status !== 409 && status !== 499
        ? ['invalid_request', { verdict: 'bad_request', ran: 'no', scope: 'request' }]
        : ['upstream_error', { verdict: 'transient', ran: 'maybe', scope: 'target' }]
  }
}

function badRequest(message: string, reason: string | undefined): Triage {
  if (
    reason?.startsWith('API_KEY_') === true ||
    /api key (?:not valid|expired|not found)/i.test(message)
  )
    return keyTrouble('auth_invalid')
  if (/location is not supported/i.test(message)) return keyTrouble('not_entitled')
  if (/billing/i.test(message)) return billing()
  if (/(?:exceeds|exceeded) the maximum number of tokens|input token count/i.test(message))
    return ['context_length', { verdict: 'context_too_long', ran: 'no', scope: 'request' }]
  return ['invalid_request', { verdict: 'bad_request', ran: 'no', scope: 'request' }]
}

function forbidden(message: string, reason: string | undefined): Triage {
  if (reason === 'BILLING_DISABLED' || /billing/i.test(message)) return billing()
  if (reason === 'CONSUMER_SUSPENDED' || /suspended/i.test(message)) return keyTrouble('blocked')
  const bad = reason === 'API_KEY_INVALID' || /reported as leaked/i.test(message)
  return keyTrouble(bad ? 'auth_invalid' : 'not_entitled')
}

function keyTrouble(verdict: 'auth_invalid' | 'not_entitled' | 'blocked'): Triage {
  return ['upstream_error', { verdict, ran: 'no', scope: 'key' }]
}

function billing(): Triage {
  return ['overloaded', { verdict: 'billing', ran: 'no', scope: 'account' }]
}

function quota(details: readonly JsonObject[]): 'quota_exhausted' | 'rate_limited' {
  const daily = details
    .flatMap((detail) => objectsIn(detail['violations']))
    .some(({ quotaId }) => typeof quotaId === 'string' && quotaId.includes('PerDay'))
  return daily ? 'quota_exhausted' : 'rate_limited'
}

function reasonIn(details: readonly JsonObject[]): string | undefined {
  return details.map((detail) => stringOf(detail['reason'])).find((reason) => reason !== undefined)
}

function retryIn(
  details: readonly JsonObject[],
  message: string,
  retryAfter: string | undefined,
): number | undefined {
  const delay = details
    .map((detail) => stringOf(detail['retryDelay']))
    .find((text) => text !== undefined)
  const said = delay ?? /retry in ([\d.]+m?s)/i.exec(message)?.[1]
  if (said !== undefined) return parseDuration(said)
  return retryAfter !== undefined && /^\d+$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : undefined
}

/** Daily quotas start again at midnight Pacific time, 8:00 UTC at the latest. */
function nextDay(now: number): number {
  const day = 86_400_000
  const offset = 8 * 3_600_000
  return (Math.floor((now - offset) / day) + 1) * day + offset
}

function shown(message: string, status: number): string {
  if (message === '') return `The provider answered with status ${String(status)}.`
  return message.replaceAll(/AIza[\w-]{20,}/g, '[key]')
}

function parsed(body: Uint8Array): JsonValue | undefined {
  const text = new TextDecoder().decode(body)
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text === '' ? undefined : text.slice(0, 2000)
  }
}
