import type { ErrorReply, Stamp } from '../../call.ts'
import { uuidText } from '../../random.ts'
import { invalid, type Refusal } from '../../refusal.ts'
import type { Problem } from '../../shape.ts'

const CLASSES: { readonly [status: number]: readonly [name: string, message: string] } = {
  400: ['ValidationException', 'The request is not valid.'],
  401: ['UnrecognizedClientException', 'The security token included in the request is invalid.'],
  403: ['AccessDeniedException', "You don't have access to the model with the specified model ID."],
  404: ['ResourceNotFoundException', 'The requested resource was not found.'],
  408: ['ModelTimeoutException', 'The model took too long to respond.'],
  409: ['ConflictException', 'The request conflicts with another.'],
  424: ['ModelErrorException', 'The model returned an error.'],
  429: ['ThrottlingException', 'Too many requests, please wait before trying again.'],
  500: ['InternalServerException', 'An internal server error occurred. Try again.'],
  503: ['ServiceUnavailableException', 'The service is not currently available. Try again later.'],
}

/** Bedrock's error: the class in a header, the text in the body. */
export function bedrockError(refusal: Refusal, stamp: Stamp): ErrorReply {
  const { details, message } = refusal
  const status = bedrockStatus(refusal)
  const [name, standard] = CLASSES[status] ?? CLASSES[500] ?? ['', '']
  const wait = details.retryAfterSeconds
  return {
    status,
    headers: {
      ...bedrockHeaders(stamp),
      'x-amzn-errortype': `${className(refusal, name)}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
      ...(wait === undefined || status === 429 ? {} : { 'retry-after': String(wait) }),
    },
    body: { message: word(refusal, message === '' ? standard : message) },
  }
}

function bedrockStatus({ status, details }: Refusal): number {
  if (details.reason === 'key') return 403
  return details.reason === 'model' && details.keepStatus !== true ? 400 : status
}

function className({ reason, details }: Refusal, standard: string): string {
  switch (reason) {
    case 'key':
      return 'UnrecognizedClientException'
    case 'quota':
      return 'ServiceQuotaExceededException'
    case 'context':
    case 'model':
    case 'path':
    case 'other':
      return details.type ?? standard
  }
}

function word({ reason }: Refusal, standard: string): string {
  switch (reason) {
    case 'context':
      return 'Input is too long for requested model.'
    case 'model':
      return 'The provided model identifier is invalid.'
    case 'key':
      return 'The security token included in the request is invalid.'
    case 'quota':
      return 'You have exceeded your service quota.'
    case 'path':
    case 'other':
      return standard
  }
}

/** Words a shape problem as Bedrock's validation does. */
export function bedrockProblem({ fault, path, expected, got }: Problem): Refusal {
  const place = path.map(String).join('.')
  switch (fault) {
    case 'unknown':
      return invalid(`The request contains an unknown field: ${place}.`)
    case 'missing':
      return invalid(`The ${place} field is required.`)
    case 'type':
    case 'value':
    case 'range':
    case 'length':
      return invalid(
        `1 validation error detected: Value '${JSON.stringify(got)}' at '${place}' failed to satisfy constraint: Member must be ${expected}`,
      )
  }
}

/** Bedrock sends a request id and no limits. */
export function bedrockHeaders(stamp: Stamp): { readonly [name: string]: string } {
  return { 'x-amzn-requestid': uuidText(`request/${stamp.nonce}`) }
}
