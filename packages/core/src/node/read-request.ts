import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'

import { GatewayError } from '../errors.ts'
import { header, type HeaderList } from '../http.ts'

/** Header names in lower case, values as they came. */
export function headersOf(request: IncomingMessage): HeaderList {
  const list = request.rawHeaders
  const out: string[] = []
  for (let i = 0; i + 1 < list.length; i += 2)
    out.push((list[i] ?? '').toLowerCase(), list[i + 1] ?? '')
  return out
}

/**
 * The whole body, decompressed, up to a bound on both sizes. Rejects with `payload_too_large` as
 * soon as it is known, with `cancelled` when the client leaves.
 */
export function readRequest(
  request: IncomingMessage,
  headers: HeaderList,
  maxBytes: number,
): Promise<Uint8Array> {
  const body = collect(request, headers, maxBytes)
  if (header(headers, 'content-encoding') === undefined) return body
  // Node has joined what came in several headers of this name.
  const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity'
  return encoding === 'identity' ? body : unpack(body, encoding, maxBytes)
}

async function unpack(
  body: Promise<Uint8Array>,
  encoding: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const bytes = await body
  if (bytes.length === 0) return bytes
  const decompress = decompressors.get(encoding)
  if (decompress === undefined)
    throw new GatewayError(
      'invalid_request',
      'The content-encoding is not supported; send the body plain, or as gzip, deflate or br.',
      { origin: 'client', param: 'content-encoding' },
    )
  try {
    return await decompress(bytes, { maxOutputLength: maxBytes })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes)
    throw new GatewayError(
      'invalid_request',
      `The body is not valid ${encoding}; check content-encoding.`,
      { origin: 'client', param: 'content-encoding', cause },
    )
  }
}

type Decompress = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>

const decompressors: ReadonlyMap<string, Decompress> = new Map([
  ['gzip', promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(gunzip)],
  ['deflate', promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(inflate)],
  ['br', promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(brotliDecompress)],
])

function collect(
  request: IncomingMessage,
  headers: HeaderList,
  maxBytes: number,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (Number(header(headers, 'content-length') ?? 0) > maxBytes) {
      reject(tooLarge(maxBytes))
      return
    }
    const chunks: Uint8Array[] = []
    let size = 0
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.length
      if (size > maxBytes) {
        request.removeAllListeners('data')
        reject(tooLarge(maxBytes))
      } else chunks.push(chunk)
    })
    let ended = false
    request.on('end', () => {
      ended = true
      const [first] = chunks
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks, size))
    })
    const gone = () => {
      // Every request closes; only one that closes early is news.
      if (ended) return
      reject(new GatewayError('cancelled', 'The client closed the request.', { origin: 'client' }))
    }
    request.on('error', gone)
    request.on('close', gone)
  })
}

function tooLarge(maxBytes: number): GatewayError {
  return new GatewayError(
    'payload_too_large',
    `The body is larger than ${String(maxBytes)} bytes; send less, or raise the limit.`,
    { origin: 'client' },
  )
}
