import type { Stamp } from '../../call.ts'
import { idText, uuidText } from '../../random.ts'
import { invalid, type Refusal } from '../../refusal.ts'
import type { Problem } from '../../shape.ts'

const TYPES: { readonly [status: number]: readonly [type: string, message: string] } = {
  400: ['invalid_request_error', 'Invalid request.'],
  401: ['authentication_error', 'invalid x-api-key'],
  402: ['billing_error', 'Your credit balance is too low to access the API.'],
  403: ['permission_error', 'Your API key does not have permission to use the resource.'],
  404: ['not_found_error', 'Not found'],
  409: ['conflict_error', 'The request conflicts with another.'],
  413: ['request_too_large', 'Request exceeds the maximum size'],
  429: ['rate_limit_error', "This request would exceed your organization's rate limit."],
  500: ['api_error', 'Internal server error'],
  504: ['timeout_error', 'Request timed out.'],
  529: ['overloaded_error', 'Overloaded'],
}

/** Anthropic's error body. */
export function anthropicError(refusal: Refusal, requestId: string): object {
  const { status, details } = refusal
  const [type, standard] = TYPES[status] ?? ['api_error', 'Internal server error']
  return {
    type: 'error',
    error: {
      type: details.reason === 'quota' ? 'rate_limit_error' : type,
      message: word(refusal, standard),
    },
    request_id: requestId,
  }
}

function word({ message, details, reason }: Refusal, standard: string): string {
  switch (reason) {
    case 'context':
      return `prompt is too long: ${details.tokens} tokens > ${details.limit} maximum`
    case 'quota':
      return 'You have reached your specified API usage limits. You will regain access on the first of next month.'
    case 'model':
      return `model: ${details.code}`
    case 'key':
    case 'path':
    case 'other':
      return message === '' ? standard : message
  }
}

/** The id that headers and bodies of one request share. */
export function requestIdOf({ nonce }: Pick<Stamp, 'nonce'>): string {
  return `req_01${idText(`request/${nonce}`, 22)}`
}

/** Request id and rate-limit headers as Anthropic sends them. */
export function anthropicHeaders(stamp: Stamp): { readonly [name: string]: string } {
  const reset = new Date(stamp.wallMs + 1_000).toISOString().replace(/\.\d+Z$/u, 'Z')
  const rows: readonly (readonly [string, number, number])[] = [
    ['requests', stamp.limit, stamp.remaining],
    ['tokens', 2_400_000, 2_399_000],
    ['input-tokens', 2_000_000, 1_999_000],
    ['output-tokens', 400_000, 400_000],
  ]
  const limits = rows.flatMap(([name, limit, remaining]) => [
    [`anthropic-ratelimit-${name}-limit`, String(limit)],
    [`anthropic-ratelimit-${name}-remaining`, String(remaining)],
    [`anthropic-ratelimit-${name}-reset`, reset],
  ])
  return {
    'request-id': requestIdOf(stamp),
    'anthropic-organization-id': uuidText('organization'),
    ...Object.fromEntries(limits),
  }
}

/** The headers of a refused request. */
export function anthropicErrorHeaders(
  refusal: Refusal,
  stamp: Stamp,
): { readonly [name: string]: string } {
  const wait = refusal.details.retryAfterSeconds
  const again = refusal.status === 429 || refusal.status >= 500
  return {
    ...anthropicHeaders(stamp),
    'x-should-retry': String(again && refusal.details.reason !== 'quota'),
    ...(refusal.status === 429 ? { 'anthropic-ratelimit-requests-remaining': '0' } : {}),
    ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
  }
}

const KINDS: { readonly [type: string]: string } = {
  string: 'Input should be a valid string',
  number: 'Input should be a valid number',
  integer: 'Input should be a valid integer',
  boolean: 'Input should be a valid boolean',
  array: 'Input should be a valid list',
  object: 'Input should be a valid dictionary',
}

/** Words a shape problem as Anthropic does. */
export function anthropicProblem({ fault, path, expected }: Problem): Refusal {
  const place = path.join('.')
  switch (fault) {
    case 'unknown':
      return invalid(`${place}: Extra inputs are not permitted`)
    case 'missing':
      return invalid(`${place}: Field required`)
    case 'type':
      return invalid(`${place}: ${KINDS[expected] ?? expected}`)
    case 'value':
      return invalid(
        `${place}: Input should be ${expected
          .split(', ')
          .map((each) => `'${each}'`)
          .join(', ')}`,
      )
    case 'range':
      return invalid(
        `${place}: Input should be ${expected.replace('>=', 'greater than or equal to').replace('<=', 'less than or equal to')}`,
      )
    case 'length':
      return invalid(`${place}: List should have at most ${expected} items`)
  }
}
