import { GatewayError, header, type ErrorDetails, type ErrorKind } from '@signalbox/core'
import type { HeaderList, JsonObject, JsonValue, WireResponse } from '@signalbox/core'

import { readErrorText, type ErrorText } from './error-text.ts'
import { readRateLimits, readRetryAfter } from './limits.ts'
import type { LimitTable } from './row.ts'

type Triage = readonly [ErrorKind, Pick<ErrorDetails, 'verdict' | 'ran' | 'scope'>]

/** What a failed call means: the body's words first, then the status. */
export function classifyError(
  response: WireResponse,
  limits: LimitTable,
  now: number,
): GatewayError {
  const { status, headers } = response
  const body = parse(new TextDecoder().decode(response.body))
  const error = readErrorText(body)
  const triage = triageOf(error, status)
  const waitMs = readRetryAfter(headers, now) ?? spokenWait(error.message)
  const resetsAt = triage[0] === 'rate_limited' ? latestReset(headers, limits, now) : undefined
  return errorOf(triage, error, {
    status,
    body,
    requestId: requestId(headers),
    retryAfterMs: triage[0] === 'invalid_request' ? undefined : waitMs,
    resetsAt,
  })
}

/** An error inside a stream or a 200; its own code may be a status. */
export function inBandError(body: JsonObject): GatewayError {
  const error = readErrorText(body)
  const triage = triageOf(error, error.status ?? 500)
  const retryAfterMs = triage[0] === 'rate_limited' ? spokenWait(error.message) : undefined
  const [kind, details] = triage
  const ran = details.ran === 'no' ? 'maybe' : details.ran
  return errorOf([kind, { ...details, ran }], error, { body, retryAfterMs })
}

/** The stream ended without its terminal marker. */
export function truncated(): GatewayError {
  return new GatewayError('upstream_error', 'The provider cut the stream before its end.', {
    origin: 'provider',
    verdict: 'truncated',
    ran: 'yes',
    scope: 'target',
  })
}

/** Something that is not this wire came instead of an answer or a chunk. */
export function malformed(message: string, cause?: unknown): GatewayError {
  return new GatewayError('upstream_error', message, {
    origin: 'provider',
    verdict: 'malformed',
    ran: 'maybe',
    scope: 'target',
    ...(cause === undefined ? {} : { cause }),
  })
}

interface Circumstances {
  readonly status?: number | undefined
  readonly body?: JsonValue | undefined
  readonly requestId?: string | undefined
  readonly retryAfterMs?: number | undefined
  readonly resetsAt?: number | undefined
}

function errorOf([kind, triage]: Triage, error: ErrorText, seen: Circumstances): GatewayError {
  const { status, body, requestId: id, retryAfterMs, resetsAt } = seen
  const message = error.message ?? `The provider answered with status ${String(status ?? 500)}.`
  return new GatewayError(kind, withoutKeys(message), {
    origin: 'provider',
    ...triage,
    ...(error.param === undefined ? {} : { param: error.param }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(resetsAt === undefined ? {} : { resetsAt }),
    native: { status: status ?? error.status, code: error.code ?? error.type, requestId: id },
    ...(body === undefined ? {} : { body }),
  })
}

const request = { ran: 'no', scope: 'request' } as const
const badRequest: Triage = ['invalid_request', { verdict: 'bad_request', ...request }]
const tooLong: Triage = ['context_length', { verdict: 'context_too_long', ...request }]
const refused: Triage = ['content_blocked', { verdict: 'refused', ran: 'maybe', scope: 'request' }]
const noModel: Triage = ['unknown_model', { verdict: 'not_found', ran: 'no', scope: 'model' }]
const badKey: Triage = ['upstream_error', { verdict: 'auth_invalid', ran: 'no', scope: 'key' }]
const noRight: Triage = ['upstream_error', { verdict: 'not_entitled', ran: 'no', scope: 'key' }]
const unpaid: Triage = ['overloaded', { verdict: 'billing', ran: 'no', scope: 'account' }]
const noQuota: Triage = [
  'rate_limited',
  { verdict: 'quota_exhausted', ran: 'no', scope: 'account' },
]
const limited: Triage = ['rate_limited', { verdict: 'rate_limited', ran: 'no', scope: 'key' }]
const busy: Triage = ['overloaded', { verdict: 'overloaded', ran: 'no', scope: 'target' }]
const late: Triage = ['upstream_timeout', { verdict: 'transient', ran: 'maybe', scope: 'target' }]
const broken: Triage = ['upstream_error', { verdict: 'transient', ran: 'maybe', scope: 'target' }]
const badOutput: Triage = ['upstream_error', { verdict: 'malformed', ran: 'yes', scope: 'request' }]

const byCode: ReadonlyMap<string, Triage> = new Map([
  ['context_length_exceeded', tooLong],
  ['insufficient_quota', noQuota],
  ['billing_hard_limit_reached', noQuota],
  ['Arrearage', unpaid],
  ['rate_limit_exceeded', limited],
  ['slow_down', busy],
  ['model_not_found', noModel],
  ['ModelNotFound', noModel],
  ['DeploymentNotFound', noModel],
  ['content_filter', refused],
  ['content_policy_violation', refused],
  ['DataInspectionFailed', refused],
  ['data_inspection_failed', refused],
  ['tool_use_failed', badOutput],
  ['invalid_api_key', badKey],
  ['InvalidApiKey', badKey],
  ['capacity_exceeded', busy],
  ['server_is_overloaded', busy],
])

const overflow =
  /maximum context length|context (?:length|window)|reduce the length of the messages|prompt is too long|too many tokens in the prompt|exceeds? the (?:model'?s? )?(?:maximum )?(?:context|input) /i
const wrongKey = /incorrect api key|invalid api key|api key (?:is|was) (?:invalid|not valid)/i
const noSuchModel =
  /not a valid model|invalid model|unknown model|model[^.]{0,120}(?:does not exist|not found|not exist)/i
const noCredit = /insufficient (?:balance|credit|funds)|credit balance|never purchased credits/i

function triageOf(error: ErrorText, status: number): Triage {
  const { code = '', type = '', message = '' } = error
  const known = byCode.get(code) ?? byCode.get(type)
  if (known !== undefined) return known
  if (status >= 400 && status < 500) {
    if (overflow.test(message) && status !== 429) return tooLong
    if (wrongKey.test(message)) return badKey
    if (noSuchModel.test(message) && status !== 401 && status !== 403) return noModel
    if (noCredit.test(message)) return unpaid
  }
  return byStatus(status, error)
}

function byStatus(status: number, { message = '', type, code }: ErrorText): Triage {
  switch (status) {
    case 401:
      return badKey
    case 402:
      return unpaid
    case 403:
      return /moderation|flagged/i.test(message) ? refused : noRight
    case 404:
      return noModel
    case 408:
    case 504:
    case 524:
      return late
    case 412:
      return noRight
    case 413:
      return ['payload_too_large', { verdict: 'bad_request', ...request }]
    case 429:
      return /quota|billing|per day|daily/i.test(`${message} ${String(type)}`) ? noQuota : limited
    case 409:
    case 424:
    case 425:
    case 499:
      return broken
    case 498:
    case 503:
    case 529:
      return busy
    default:
      if (status < 500) return badRequest
      return /overloaded|capacity/i.test(`${String(type)} ${String(code)}`) ? busy : broken
  }
}

function latestReset(headers: HeaderList, limits: LimitTable, now: number): number | undefined {
  const spent = readRateLimits(headers, limits, now).filter(({ remaining }) => remaining === 0)
  const times = spent.flatMap(({ resetsAt }) => (resetsAt === undefined ? [] : [resetsAt]))
  return times.length === 0 ? undefined : Math.max(...times)
}

/** Some say it in words only: "Please try again in 1.5s". */
function spokenWait(message: string | undefined): number | undefined {
  const match = /try again in (?:(\d+)m)?(\d+(?:\.\d+)?)(ms|s)\b/i.exec(message ?? '')
  if (match === null) return undefined
  const unit = match[3] === 'ms' ? 1 : 1000
  return Math.ceil(Number(match[1] ?? 0) * 60_000 + Number(match[2]) * unit)
}

/** OpenAI quotes the key it refused. */
function withoutKeys(message: string): string {
  return message.replace(/\b(?:sk|gsk|xai|key|pplx|csk)-[\w*-]{3,}/g, '[key]')
}

function requestId(headers: HeaderList): string | undefined {
  const names = ['x-request-id', 'apim-request-id', 'mistral-correlation-id', 'x-ds-trace-id']
  return names.map((name) => header(headers, name)).find((id) => id !== undefined)
}

function parse(text: string): JsonValue | undefined {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text.slice(0, 2048)
  }
}
