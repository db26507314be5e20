import { GatewayError } from '../errors.ts'
import type { HeaderList } from '../http.ts'
import { ByteCollector } from '../send.ts'

/** Header names in lower case, as `Headers` has them. */
export function headersOf(request: Request): HeaderList {
  return [...request.headers].flat()
}

/** The whole body, decompressed, up to a bound; rejects with `payload_too_large` past it. */
export async function readRequest(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes)
  const { body } = request
  if (body === null) return new Uint8Array()
  const encoding = request.headers.get('content-encoding')?.toLowerCase() ?? 'identity'
  const plain = encoding === 'identity' ? body : body.pipeThrough(decompressor(encoding))
  const collector = new ByteCollector(maxBytes)
  const reader = plain.getReader()
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read())
      if (!collector.push(step.value)) throw tooLarge(maxBytes)
  } catch (error) {
    // Nothing more is read; the sender's own trouble with that is not ours.
    void reader.cancel(error).catch(() => undefined)
    if (GatewayError.is(error)) throw error
    if (encoding === 'identity')
      throw new GatewayError('cancelled', 'The client closed the request.', {
        origin: 'client',
        cause: error,
      })
    throw new GatewayError(
      'invalid_request',
      `The body is not valid ${encoding}; check content-encoding.`,
      {
        origin: 'client',
        param: 'content-encoding',
        cause: error,
      },
    )
  } finally {
    reader.releaseLock()
  }
  return collector.bytes()
}

function decompressor(encoding: string): ReadableWritablePair<Uint8Array, BufferSource> {
  if (encoding === 'gzip' || encoding === 'deflate') return new DecompressionStream(encoding)
  throw new GatewayError(
    'invalid_request',
    'The content-encoding is not supported; send the body plain, or as gzip or deflate.',
    { origin: 'client', param: 'content-encoding' },
  )
}

function tooLarge(maxBytes: number): GatewayError {
  return new GatewayError(
    'payload_too_large',
    `The body is larger than ${String(maxBytes)} bytes; send less, or raise the limit.`,
    { origin: 'client' },
  )
}
