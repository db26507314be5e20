import {
  GatewayError,
  header,
  isJsonObject,
  type ErrorDetails,
  type ErrorKind,
  type JsonObject,
  type JsonValue,
  type WireResponse,
} from '@signalbox/core'

type Triage = readonly [ErrorKind, Pick<ErrorDetails, 'verdict' | 'ran' | 'scope'>]

/** A failed call: the exception's name in its header, its text, and only then the status. */
export function classifyError(response: WireResponse, provider: string, now: number): GatewayError {
  const { status, headers } = response
  const body = parsed(response.body)
  const fields = isJsonObject(body) ? body : {}
  const exception =
    nameIn(header(headers, 'x-amzn-errortype')) ?? nameIn(fields['__type']) ?? byStatus(status)
  return errorOf(exception, fields, {
    provider,
    retryAfterMs: retryAfter(header(headers, 'retry-after'), now),
    native: { status, code: exception, requestId: header(headers, 'x-amzn-requestid') },
    ...(body === undefined ? {} : { body }),
  })
}

/** An exception inside a stream that began well; its name begins with a small letter there. */
export function exceptionError(event: string, body: JsonObject): GatewayError {
  const code = event.charAt(0).toUpperCase() + event.slice(1)
  const original = body['originalStatusCode']
  const status = typeof original === 'number' ? original : undefined
  return errorOf(code, body, { native: { status, code }, body })
}

function errorOf(
  exception: string,
  fields: JsonObject,
  more: Omit<ErrorDetails, 'origin'>,
): GatewayError {
  const said = fields['message'] ?? fields['Message']
  const message = typeof said === 'string' && said !== '' ? said : undefined
  const [kind, triage] = triageOf(exception, message ?? '', more.native?.status)
  // What AWS says about a signature repeats what was signed, the token of a session included.
  if (triage.verdict === 'auth_invalid')
    return new GatewayError(kind, `The provider did not take the key: ${exception}.`, {
      origin: 'provider',
      ...triage,
      ...more,
      body: undefined,
    })
  return new GatewayError(kind, message ?? `The provider answered with ${exception}.`, {
    origin: 'provider',
    ...triage,
    ...more,
  })
}

/** `ThrottlingException:http://…`, or with a namespace before `#`. */
function nameIn(type: unknown): string | undefined {
  if (typeof type !== 'string') return undefined
  const name = type.split(':')[0]?.split('#').at(-1)?.trim()
  return name === '' ? undefined : name
}

function triageOf(exception: string, message: string, status: number | undefined): Triage {
  switch (exception) {
    case 'ValidationException':
      return invalid(message)
    case 'ServiceQuotaExceededException':
      return ['rate_limited', { verdict: 'quota_exhausted', ran: 'no', scope: 'account' }]
    case 'ThrottlingException':
    case 'TooManyRequestsException': {
      const verdict = /per day/i.test(message) ? 'quota_exhausted' : 'rate_limited'
      // Its quotas are of an account and a model: another model may still answer.
      return ['rate_limited', { verdict, ran: 'no', scope: 'model' }]
    }
    case 'ModelNotReadyException':
    case 'ServiceUnavailableException':
      return ['overloaded', { verdict: 'overloaded', ran: 'no', scope: 'target' }]
    case 'AccessDeniedException':
      return keyTrouble('not_entitled')
    case 'UnrecognizedClientException':
    case 'InvalidSignatureException':
    case 'SignatureDoesNotMatch':
    case 'IncompleteSignatureException':
    case 'ExpiredTokenException':
    case 'InvalidClientTokenId':
    case 'MissingAuthenticationTokenException':
      return keyTrouble('auth_invalid')
    case 'ResourceNotFoundException':
      return ['unknown_model', { verdict: 'not_found', ran: 'no', scope: 'model' }]
    case 'ModelTimeoutException':
      return ['upstream_timeout', { verdict: 'timeout_first_token', ran: 'maybe', scope: 'target' }]
    case 'PayloadTooLargeException':
    case 'RequestEntityTooLargeException':
      return ['payload_too_large', { verdict: 'bad_request', ran: 'no', scope: 'request' }]
    default:
      return isClients(status)
        ? ['invalid_request', { verdict: 'bad_request', ran: 'no', scope: 'request' }]
        : ['upstream_error', { verdict: 'transient', ran: 'maybe', scope: 'target' }]
  }
}

const notReady = new Set([408, 409, 424, 425])

function isClients(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && !notReady.has(status)
}

function invalid(message: string): Triage {
  if (
    /input (?:is )?too long|input tokens exceeded|too many input tokens|context (?:window|length|limit)|prompt is too long|maximum (?:number of )?(?:input )?tokens/i.test(
      message,
    )
  )
    return ['context_length', { verdict: 'context_too_long', ran: 'no', scope: 'request' }]
  // The last of these: the model is there, but only through an inference profile.
  if (/model identifier is invalid|on-demand throughput isn.t supported/i.test(message))
    return ['unknown_model', { verdict: 'not_found', ran: 'no', scope: 'model' }]
  if (/operation not allowed/i.test(message)) return keyTrouble('not_entitled')
  return ['invalid_request', { verdict: 'bad_request', ran: 'no', scope: 'request' }]
}

function keyTrouble(verdict: 'auth_invalid' | 'not_entitled'): Triage {
  return ['upstream_error', { verdict, ran: 'no', scope: 'key' }]
}

/** What a proxy on the way means with a bare status. */
function byStatus(status: number): string {
  switch (status) {
    case 400:
      return 'ValidationException'
    case 401:
      return 'UnrecognizedClientException'
    case 403:
      return 'AccessDeniedException'
    case 404:
      return 'ResourceNotFoundException'
    case 408:
    case 504:
    case 524:
      return 'ModelTimeoutException'
    case 413:
      return 'PayloadTooLargeException'
    case 424:
      return 'ModelErrorException'
    case 429:
      return 'ThrottlingException'
    case 503:
    case 529:
      return 'ServiceUnavailableException'
    default:
      return `status ${String(status)}`
  }
}

function retryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

function parsed(bytes: Uint8Array): JsonValue | undefined {
  const text = new TextDecoder().decode(bytes)
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return text === '' ? undefined : text.slice(0, 2048)
  }
}
