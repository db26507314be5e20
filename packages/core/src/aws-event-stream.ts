import type { Frame, Framer } from './adapter.ts'
import { GatewayError } from './errors.ts'

const preludeBytes = 12
const overheadBytes = 16
const maxMessageBytes = 24 * 1024 * 1024

/** AWS's binary event stream; `event` is the event, exception or error type. `push` throws on a broken checksum. */
export function eventStreamFramer(): Framer {
  let buffer: Uint8Array = new Uint8Array(0)
  let length = 0

  function append(bytes: Uint8Array): void {
    if (length + bytes.length > buffer.length) {
      const grown = new Uint8Array(Math.max(length + bytes.length, buffer.length * 2))
      grown.set(buffer.subarray(0, length))
      buffer = grown
    }
    buffer.set(bytes, length)
    length += bytes.length
  }

  return {
    push(bytes) {
      append(bytes)
      const frames: Frame[] = []
      let from = 0
      while (length - from >= preludeBytes) {
        const total = messageLength(buffer.subarray(from, from + preludeBytes))
        if (length - from < total) break
        frames.push(frameOf(buffer.subarray(from, from + total)))
        from += total
      }
      if (from > 0) buffer.copyWithin(0, from, length)
      length -= from
      return frames
    },
    // What is left is half a message: the decoder misses its terminal frame and reports the cut.
    end: () => [],
  }
}

function messageLength(prelude: Uint8Array): number {
  const view = viewOf(prelude)
  const total = view.getUint32(0)
  const headers = view.getUint32(4)
  if (crc32(prelude.subarray(0, 8)) !== view.getUint32(8)) throw malformed()
  if (total > maxMessageBytes || headers + overheadBytes > total) throw malformed()
  return total
}

function frameOf(message: Uint8Array): Frame {
  const view = viewOf(message)
  const end = message.length - 4
  if (crc32(message.subarray(0, end)) !== view.getUint32(end)) throw malformed()
  const headersEnd = preludeBytes + view.getUint32(4)
  const headers = textHeaders(message.subarray(preludeBytes, headersEnd))
  const payload = new TextDecoder().decode(message.subarray(headersEnd, end))
  if (headers.get(':message-type') === 'error')
    return {
      event: headers.get(':error-code') ?? 'error',
      data: payload === '' ? JSON.stringify({ message: headers.get(':error-message') }) : payload,
    }
  const event = headers.get(':exception-type') ?? headers.get(':event-type')
  return event === undefined ? { data: payload } : { event, data: payload }
}

/** Header values by type: 0 true, 1 false, 2 byte, 3 short, 4 int, 5 long, 6 bytes, 7 text, 8 time, 9 uuid. */
const valueBytes = [0, 0, 1, 2, 4, 8, undefined, undefined, 8, 16]

function textHeaders(bytes: Uint8Array): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  const view = viewOf(bytes)
  const decoder = new TextDecoder()
  let at = 0
  try {
    while (at < bytes.length) {
      const nameEnd = at + 1 + view.getUint8(at)
      const name = decoder.decode(bytes.subarray(at + 1, nameEnd))
      const type = view.getUint8(nameEnd)
      const fixed = valueBytes[type]
      const from = nameEnd + (fixed === undefined ? 3 : 1)
      at = from + (fixed ?? view.getUint16(nameEnd + 1))
      if (at > bytes.length || type >= valueBytes.length) throw malformed()
      if (type === 7) headers.set(name, decoder.decode(bytes.subarray(from, at)))
    }
  } catch (error) {
    throw GatewayError.is(error) ? error : malformed(error)
  }
  return headers
}

function malformed(cause?: unknown): GatewayError {
  return new GatewayError('upstream_error', 'The provider sent a broken event stream.', {
    origin: 'provider',
    verdict: 'malformed',
    ran: 'yes',
    scope: 'target',
    ...(cause === undefined ? {} : { cause }),
  })
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

const crcTable: Uint32Array = /* @__PURE__ */ Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
