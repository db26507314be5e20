import { crc32 } from 'node:zlib'

/** One AWS event-stream message: lengths, headers, payload and both checksums. */
export function eventStreamMessage(
  headers: { readonly [name: string]: string },
  payload: unknown,
): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)))
  const body = Buffer.from(JSON.stringify(payload), 'utf8')
  const message = Buffer.alloc(12 + head.length + body.length + 4)
  message.writeUInt32BE(message.length, 0)
  message.writeUInt32BE(head.length, 4)
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8)
  head.copy(message, 12)
  body.copy(message, 12 + head.length)
  const end = message.length - 4
  message.writeUInt32BE(crc32(message.subarray(0, end)), end)
  return message
}

const STRING_TYPE = 7

function header(name: string, value: string): Buffer {
  const [key, text] = [Buffer.from(name, 'utf8'), Buffer.from(value, 'utf8')]
  const bytes = Buffer.alloc(1 + key.length + 3 + text.length)
  bytes.writeUInt8(key.length, 0)
  key.copy(bytes, 1)
  bytes.writeUInt8(STRING_TYPE, 1 + key.length)
  bytes.writeUInt16BE(text.length, 2 + key.length)
  text.copy(bytes, 4 + key.length)
  return bytes
}
