import { hmacSha256, sha256 } from '@signalbox/core'

/** What signs a call to AWS. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

/** A POST to sign. `wall` is Unix ms. */
export interface SignedCall {
  readonly host: string
  readonly region: string
  readonly service: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly wall: number
}

const utf8 = new TextEncoder()

/** The headers of a POST to `/` with its signature, version 4. */
export function signPost(
  call: SignedCall,
  credentials: AwsCredentials,
): Readonly<Record<string, string>> {
  const { host, region, service, body, wall } = call
  const time = new Date(wall).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  const date = time.slice(0, 8)
  const { sessionToken } = credentials
  const headers: Record<string, string> = {
    ...call.headers,
    host,
    'x-amz-date': time,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  }
  const names = Object.keys(headers).toSorted()
  const listed = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('')
  const signedNames = names.join(';')
  const canonical = ['POST', '/', '', listed, signedNames, hash(body)].join('\n')
  const scope = `${date}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash(canonical)].join('\n')
  const key = [date, region, service, 'aws4_request'].reduce(
    (bytes, step) => hmacSha256(bytes, utf8.encode(step)),
    utf8.encode(`AWS4${credentials.secretAccessKey}`) as Uint8Array,
  )
  const signature = hex(hmacSha256(key, utf8.encode(toSign)))
  const credential = `Credential=${credentials.accessKeyId}/${scope}`
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signedNames}, Signature=${signature}`
  const { host: _host, ...sent } = headers
  return { ...sent, authorization }
}

function hash(text: string): string {
  return hex(sha256(utf8.encode(text)))
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
