import { header, hmacSha256, sha256, type HeaderList, type WireRequest } from '@signalbox/core'

/** What signs a call to AWS. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

/** Where and when a signature holds. `wall` is Unix ms. */
export interface SignatureScope {
  readonly region: string
  readonly service: string
  readonly wall: number
}

const utf8 = new TextEncoder()
/** Above this many bytes the runtime hashes faster than a promise costs. */
const asyncFrom = 32_768
const noQuery = ''

/** The request with its signature, version 4; the type of its content is signed, further headers are not. */
export function signRequest(
  request: WireRequest,
  credentials: AwsCredentials,
  scope: SignatureScope,
): WireRequest | Promise<WireRequest> {
  const body = typeof request.body === 'string' ? utf8.encode(request.body) : request.body
  const bytes = body ?? new Uint8Array()
  if (bytes.length < asyncFrom) return sign(request, sha256(bytes), credentials, scope)
  return crypto.subtle
    .digest('SHA-256', Uint8Array.from(bytes))
    .then((hash) => sign(request, new Uint8Array(hash), credentials, scope))
}

function sign(
  request: WireRequest,
  bodyHash: Uint8Array,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
  { region, service, wall }: SignatureScope,
): WireRequest {
  const time = new Date(wall).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  const date = time.slice(0, 8)
  const payload = hex(bodyHash)
  const token = sessionToken === undefined ? [] : ['x-amz-security-token', sessionToken]
  const added = ['x-amz-content-sha256', payload, 'x-amz-date', time, ...token]
  const contentType = header(request.headers, 'content-type')
  const { listed, names } = canonicalHeaders([
    'host',
    new URL(request.origin).host,
    ...(contentType === undefined ? [] : ['content-type', contentType]),
    ...added,
  ])
  const path = twiceEncoded(request.path)
  const canonical = [request.method, path, noQuery, listed, names, payload].join('\n')
  const place = `${date}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', time, place, hex(sha256(utf8.encode(canonical)))].join('\n')
  const key = place
    .split('/')
    .reduce<Uint8Array>(
      (bytes, step) => hmacSha256(bytes, utf8.encode(step)),
      utf8.encode(`AWS4${secretAccessKey}`),
    )
  const signature = hex(hmacSha256(key, utf8.encode(toSign)))
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${place}, SignedHeaders=${names}, Signature=${signature}`
  return { ...request, headers: [...request.headers, ...added, 'authorization', authorization] }
}

function canonicalHeaders(headers: HeaderList): { listed: string; names: string } {
  const pairs = headers
    .flatMap((name, at) =>
      at % 2 === 0 ? [[name, (headers[at + 1] ?? '').trim().replaceAll(/\s+/g, ' ')] as const] : [],
    )
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    listed: pairs.map(([name, value]) => `${name}:${value}\n`).join(''),
    names: pairs.map(([name]) => name).join(';'),
  }
}

/** Every service but S3 signs the path as it is sent, encoded once more. */
function twiceEncoded(path: string): string {
  return path
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment).replaceAll(
        /[!'()*]/g,
        (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/')
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
