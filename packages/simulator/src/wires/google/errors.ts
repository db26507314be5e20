import type { ErrorReply, Stamp } from '../../call.ts'
import { invalid, type Refusal } from '../../refusal.ts'
import type { Problem } from '../../shape.ts'

const STATUSES: { readonly [status: number]: readonly [status: string, message: string] } = {
  400: ['INVALID_ARGUMENT', 'Request contains an invalid argument.'],
  401: ['UNAUTHENTICATED', 'Request had invalid authentication credentials.'],
  403: ['PERMISSION_DENIED', 'The caller does not have permission.'],
  404: ['NOT_FOUND', 'Requested entity was not found.'],
  409: ['ABORTED', 'The operation was aborted.'],
  429: [
    'RESOURCE_EXHAUSTED',
    'You exceeded your current quota, please check your plan and billing details.',
  ],
  499: ['CANCELLED', 'The operation was cancelled.'],
  500: ['INTERNAL', 'An internal error has occurred. Please retry.'],
  503: ['UNAVAILABLE', 'The model is overloaded. Please try again later.'],
  504: ['DEADLINE_EXCEEDED', 'The request timed out. Please try again.'],
}

/** Google's error body and, for keys, its own status. */
export function googleError(refusal: Refusal): ErrorReply {
  const { status, details } = refusal
  const code = googleStatus(refusal)
  const [name, standard] = STATUSES[code] ??
    (status < 500 ? STATUSES[400] : STATUSES[500]) ?? ['', '']
  const message = word(refusal, standard)
  const more = detailsOf(refusal)
  const error = { code, message, status: name, ...(more.length > 0 ? { details: more } : {}) }
  const wait = details.retryAfterSeconds
  const explicit = wait !== undefined && status !== 429
  return {
    status: code,
    headers: { ...googleHeaders(), ...(explicit ? { 'retry-after': String(wait) } : {}) },
    body: { error },
  }
}

/** A bad key is a bad argument here, a missing one a missing permission. */
function googleStatus({ status, details }: Refusal): number {
  if (details.reason === 'key') return details.code === '' ? 403 : 400
  return status === 529 && details.keepStatus !== true ? 503 : status
}

function word({ message, details, reason }: Refusal, standard: string): string {
  switch (reason) {
    case 'context':
      return `The input token count (${details.tokens}) exceeds the maximum number of tokens allowed (${details.limit}).`
    case 'model':
      return `models/${details.code} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`
    case 'key':
      return details.code === ''
        ? "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API."
        : 'API key not valid. Please pass a valid API key.'
    case 'quota':
    case 'path':
      return standard
    case 'other': {
      if (message !== '') return message
      const wait = details.retryAfterSeconds
      return wait === undefined ? standard : `${standard} Please retry in ${wait}s.`
    }
  }
}

const RPC = 'type.googleapis.com/google.rpc'

function detailsOf({ status, message, details }: Refusal): readonly object[] {
  if (details.reason === 'key' && details.code !== '') {
    const domain = 'googleapis.com'
    return [{ '@type': `${RPC}.ErrorInfo`, reason: 'API_KEY_INVALID', domain }]
  }
  if (status === 400 && details.param !== undefined && details.param !== null) {
    const fieldViolations = [{ field: details.param, description: message }]
    return [{ '@type': `${RPC}.BadRequest`, fieldViolations }]
  }
  if (status !== 429) return []
  const period = details.reason === 'quota' ? 'PerDay' : 'PerMinute'
  const violations = [
    {
      quotaMetric: 'generativelanguage.googleapis.com/generate_content_requests',
      quotaId: `GenerateRequests${period}PerProjectPerModel`,
      quotaDimensions: { location: 'global' },
      quotaValue: '10000',
    },
  ]
  const wait = details.reason === 'quota' ? 36_000 : (details.retryAfterSeconds ?? 1)
  return [
    { '@type': `${RPC}.QuotaFailure`, violations },
    { '@type': `${RPC}.RetryInfo`, retryDelay: `${wait}s` },
  ]
}

/** Google sends no rate-limit headers at all. */
export function googleHeaders(_stamp?: Stamp): { readonly [name: string]: string } {
  return {
    'server-timing': 'gfet4t7; dur=12',
    'x-content-type-options': 'nosniff',
    vary: 'Origin, X-Origin, Referer',
  }
}

/** Words a shape problem as Google's JSON parser does. */
export function googleProblem({ fault, path, expected, got }: Problem): Refusal {
  const name = String(path.at(-1))
  const parent = placeName(path.slice(0, -1))
  const place = placeName(path)
  switch (fault) {
    case 'unknown': {
      const at = parent === '' ? '' : ` at '${parent}'`
      return invalid(
        `Invalid JSON payload received. Unknown name "${name}"${at}: Cannot find field.`,
        parent === '' ? name : parent,
      )
    }
    case 'missing':
      return invalid(`* GenerateContentRequest.${place}: must be set`, place)
    case 'type':
    case 'value':
      return invalid(`Invalid value at '${place}' (${expected}), ${JSON.stringify(got)}`, place)
    case 'range':
    case 'length':
      return invalid(`* GenerateContentRequest.${place}: must be ${expected}`, place)
  }
}

/** `generation_config.stop_sequences[0]`. */
export function placeName(path: readonly (string | number)[]): string {
  return path
    .map((step) =>
      typeof step === 'number'
        ? `[${step}]`
        : `.${step.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)}`,
    )
    .join('')
    .replace(/^\./u, '')
}
