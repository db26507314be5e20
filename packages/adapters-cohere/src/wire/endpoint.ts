import { splitBaseUrl, type Target, type WireRequest } from '@signalbox/core'

/** A POST of JSON to an operation of the second version of the API. */
export type Endpoint = (target: Target, operation: string, body: string | Uint8Array) => WireRequest

/** Operations below a base URL; a target's own comes first. */
export function endpointAt(baseUrl: string): Endpoint {
  return (target, operation, body) => {
    const { origin, prefix } = splitBaseUrl(target.baseUrl ?? baseUrl)
    return {
      method: 'POST',
      origin,
      path: `${prefix}/v2/${operation}`,
      headers: ['content-type', 'application/json'],
      body,
    }
  }
}
