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
const asyncFrom = 4096
const noQuery = ''
const mostKeys = 64

/** Adds a signature, version 4; of the headers only the type of the content is signed. */
export type Signer = (
  request: WireRequest,
  credentials: AwsCredentials,
  scope: SignatureScope,
) => WireRequest | Promise<WireRequest>

/** Keeps the keys it derives: one serves a region for a day. */
export function createSigner(): Signer {
  const keyOf = keptKeys()
  return (request, credentials, scope) => {
    const body = typeof request.body === 'string' ? utf8.encode(request.body) : request.body
    const bytes = body ?? new Uint8Array()
    const signed = (hash: Uint8Array) => sign(request, hash, credentials, { ...scope, keyOf })
    if (bytes.length < asyncFrom) return signed(sha256(bytes))
    return crypto.subtle
      .digest('SHA-256', new Uint8Array(bytes))
      .then((hash) => signed(new Uint8Array(hash)))
  }
}

type KeyOf = (secret: string, place: string) => Uint8Array

function keptKeys(): KeyOf {
  const kept = new Map<string, Uint8Array>()
  return (secret, place) => {
    const name = `${secret} ${place}`
    const known = kept.get(name)
    if (known !== undefined) return known
    const key = place
      .split('/')
      .reduce<Uint8Array>(
        (bytes, step) => hmacSha256(bytes, utf8.encode(step)),
        utf8.encode(`AWS4${secret}`),
      )
    if (kept.size >= mostKeys) kept.clear()
    kept.set(name, key)
    return key
  }
}

function sign(
  request: WireRequest,
  bodyHash: Uint8Array,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
  { region, service, wall, keyOf }: SignatureScope & { readonly keyOf: KeyOf },
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
  const signature = hex(hmacSha256(keyOf(secretAccessKey, place), utf8.encode(toSign)))
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
