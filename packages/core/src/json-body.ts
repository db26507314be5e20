import { GatewayError } from './errors.ts'
import { parseJson } from './exact-json.ts'
import type { WireResponse } from './http.ts'
import { isJsonObject, type JsonObject } from './json.ts'

const utf8 = new TextDecoder()

/** The JSON object a provider answered with; anything else is an `upstream_error`, `malformed`. */
export function jsonBody(
  response: WireResponse,
  /** `JSON.parse` where a long integer cannot be: it does not look at every digit. */
  parse: (text: string) => unknown = parseJson,
): JsonObject {
  let cause: unknown
  try {
    const value = parse(utf8.decode(response.body))
    if (isJsonObject(value)) return value
  } catch (error) {
    cause = error
  }
  throw new GatewayError('upstream_error', 'The provider answered with something else than JSON.', {
    origin: 'provider',
    verdict: 'malformed',
    ran: 'maybe',
    scope: 'target',
    native: { status: response.status },
    ...(cause === undefined ? {} : { cause }),
  })
}
