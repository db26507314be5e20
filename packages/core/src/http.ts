/** Flat `[name, value, …]`, lower-case names: the shape of rawHeaders and of undici. */
export type HeaderList = readonly string[]

/** The first value of a header; `name` in lower case. */
export function header(list: HeaderList, name: string): string | undefined {
  for (let i = 0; i + 1 < list.length; i += 2) if (list[i] === name) return list[i + 1]
  return undefined
}

/** A client's request, body collected. `path` has no query; `query` has no question mark. */
export interface Inbound {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** A whole answer for the client. */
export interface Outbound {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Uint8Array | string
}

/** A provider's whole answer. */
export interface WireResponse {
  readonly status: number
  readonly headers: HeaderList
  readonly body: Uint8Array
}

/** A request for a provider. `path` includes the query. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly origin: string
  readonly path: string
  readonly headers: HeaderList
  readonly body?: Uint8Array | string | undefined
}

/** Origin and path prefix (no trailing slash) of a base URL; throws a sentence when it is not one. */
export function splitBaseUrl(baseUrl: string): { origin: string; prefix: string } {
  const match = /^(https?:\/\/[^/?#]+)(\/[^?#]*)?$/.exec(baseUrl)
  if (match === null)
    throw new TypeError(`"${baseUrl}" is not a base URL: write http(s)://host[:port][/prefix].`)
  return { origin: match[1] ?? '', prefix: (match[2] ?? '').replace(/\/+$/, '') }
}
