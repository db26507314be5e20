import type { IncomingMessage } from 'node:http'

import type { Incoming } from './call.ts'
import { asObject, parseJson } from './json.ts'

const MAX_BODY_BYTES = 64 * 1024 * 1024
const CREDENTIALS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
  'cookie',
  'x-amz-security-token',
])

/** Reads a whole request; undefined where the body is larger than 64 MiB. */
export async function readIncoming(request: IncomingMessage): Promise<Incoming | undefined> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > MAX_BODY_BYTES) return undefined
    parts.push(part)
  }
  const url = new URL(request.url ?? '/', 'http://simulator')
  const headers = flatten(request)
  const raw = Buffer.concat(parts)
  const parsed = parseJson(raw.toString('utf8'))
  const multipart = headers['content-type']?.startsWith('multipart/') ?? false
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    raw,
    body: asObject(parsed),
    malformed: raw.length > 0 && parsed === undefined && !multipart,
    key: presentedKey(headers, url.searchParams),
  }
}

/** The headers that may be shown. */
export function withoutCredentials(headers: Incoming['headers']): Incoming['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.has(name)))
}

/** `…` and the last four characters, which tell two keys apart and give none away. */
export function maskKey(key: string): string {
  return key === '' ? '' : `…${key.slice(-4)}`
}

/** Path and query without `?key=`. */
export function shownPath({ path, query }: Pick<Incoming, 'path' | 'query'>): string {
  const kept = new URLSearchParams(query)
  kept.delete('key')
  const text = kept.toString()
  return text === '' ? path : `${path}?${text}`
}

function flatten(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}

function presentedKey(headers: Incoming['headers'], query: URLSearchParams): string {
  const authorization = headers['authorization'] ?? ''
  const signed = /Credential=([^/]+)\//u.exec(authorization)?.[1]
  if (signed !== undefined) return signed
  const bearer = /^Bearer\s+(.+)$/iu.exec(authorization)?.[1]
  const direct = headers['x-api-key'] ?? headers['x-goog-api-key'] ?? headers['api-key']
  return bearer ?? direct ?? query.get('key') ?? ''
}
