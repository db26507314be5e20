import type { Stamp } from '../../call.ts'
import { hexText } from '../../random.ts'
import { invalid, type Refusal } from '../../refusal.ts'
import type { Problem } from '../../shape.ts'

const DEFAULTS: {
  readonly [status: number]: readonly [message: string, type: string, code: string | null]
} = {
  400: ['Invalid request.', 'invalid_request_error', null],
  401: ['Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key'],
  403: ['You do not have access to this resource.', 'invalid_request_error', 'permission_denied'],
  404: ['The resource does not exist.', 'invalid_request_error', null],
  408: ['Request timed out.', 'server_error', 'timeout'],
  409: ['The request conflicts with another.', 'invalid_request_error', 'conflict'],
  413: ['The request is too large.', 'invalid_request_error', 'request_too_large'],
  429: ['Rate limit reached for requests per min (RPM).', 'requests', 'rate_limit_exceeded'],
  500: ['The server had an error while processing your request.', 'server_error', null],
  502: ['Bad gateway.', 'server_error', null],
  503: ['The engine is currently overloaded, please try again later.', 'server_error', null],
  504: ['Gateway timeout.', 'server_error', null],
}

/** OpenAI's error body. */
export function openaiError(refusal: Refusal, responses = false): { readonly error: unknown } {
  const { status, message, details, reason } = refusal
  const [standard, type, code] = DEFAULTS[status] ?? DEFAULTS[500] ?? ['', 'server_error', null]
  switch (reason) {
    case 'context':
      return {
        error: {
          message: `This model's maximum context length is ${details.limit} tokens. However, your messages resulted in ${details.tokens} tokens. Please reduce the length of the messages.`,
          type: 'invalid_request_error',
          param: responses ? 'input' : 'messages',
          code: 'context_length_exceeded',
        },
      }
    case 'quota':
      return {
        error: {
          message: 'You exceeded your current quota, please check your plan and billing details.',
          type: 'insufficient_quota',
          param: null,
          code: 'insufficient_quota',
        },
      }
    case 'model':
      return {
        error: {
          message: `The model \`${details.code}\` does not exist or you do not have access to it.`,
          type: 'invalid_request_error',
          param: responses ? 'model' : null,
          code: 'model_not_found',
        },
      }
    case 'key':
    case 'path':
    case 'other':
      return {
        error: {
          message: message === '' ? standard : message,
          type: details.type ?? type,
          param: details.param ?? null,
          code: details.reason === 'key' ? code : (details.code ?? code),
        },
      }
  }
}

/** Request id, version and rate-limit headers as OpenAI sends them. */
export function openaiHeaders(stamp: Stamp): { readonly [name: string]: string } {
  return {
    'x-request-id': `req_${hexText(stamp.nonce, 32)}`,
    'openai-organization': 'demo-organization',
    'openai-processing-ms': '12',
    'openai-version': '2020-10-01',
    'x-ratelimit-limit-requests': String(stamp.limit),
    'x-ratelimit-remaining-requests': String(stamp.remaining),
    'x-ratelimit-reset-requests': '6ms',
    'x-ratelimit-limit-tokens': '2000000',
    'x-ratelimit-remaining-tokens': '1999000',
    'x-ratelimit-reset-tokens': '30ms',
  }
}

/** The headers of a refused request. */
export function openaiErrorHeaders(
  refusal: Refusal,
  stamp: Stamp,
): { readonly [name: string]: string } {
  const wait = refusal.details.retryAfterSeconds
  const limited = refusal.status === 429
  return {
    ...openaiHeaders(stamp),
    ...(limited
      ? {
          'x-ratelimit-remaining-requests': '0',
          'x-ratelimit-reset-requests': `${wait ?? 1}s`,
        }
      : {}),
    ...(wait === undefined
      ? {}
      : { 'retry-after': String(wait), 'retry-after-ms': String(Math.round(wait * 1_000)) }),
  }
}

const ARTICLES: { readonly [type: string]: string } = {
  string: 'a string',
  number: 'a decimal',
  integer: 'an integer',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
}

/** Words a shape problem as OpenAI does. */
export function openaiProblem({ fault, path, expected, got, numeric }: Problem): Refusal {
  const name = pathName(path)
  switch (fault) {
    case 'unknown':
      return invalid(`Unknown parameter: '${name}'.`, name, 'unknown_parameter')
    case 'missing':
      return invalid(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter')
    case 'type':
      return invalid(
        `Invalid type for '${name}': expected ${ARTICLES[expected] ?? expected}, but got ${typeName(got)} instead.`,
        name,
        'invalid_type',
      )
    case 'value':
      return invalid(
        `Invalid value: '${String(got)}'. Supported values are: ${expected}.`,
        name,
        'invalid_value',
      )
    case 'range': {
      const kind = numeric === 'integer' ? 'integer' : 'decimal'
      const [side, limit] = expected.startsWith('>') ? ['below', 'min'] : ['above', 'max']
      return invalid(
        `Invalid '${name}': ${kind} ${side} ${limit}imum value. Expected a value ${expected}, but got ${String(got)} instead.`,
        name,
        `${kind}_${side}_${limit}_value`,
      )
    }
    case 'length':
      return invalid(
        `Invalid '${name}': array too long. Expected an array with maximum length ${expected}.`,
        name,
        'array_above_max_length',
      )
  }
}

/** `messages[0].content`. */
function pathName(path: readonly (string | number)[]): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`,
    )
    .join('')
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal'
  return ARTICLES[typeof value] ?? typeof value
}
