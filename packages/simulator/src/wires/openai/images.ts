import { crc32, deflateSync } from 'node:zlib'

import type { Answer, Call } from '../../call.ts'
import { asNumber } from '../../json.ts'
import { hash32 } from '../../random.ts'
import { invalid } from '../../refusal.ts'
import { inputOnly } from './embeddings.ts'

/** `POST /images/generations`: one-coloured PNGs. */
export function images(call: Call): Answer {
  const { prompt, n, response_format: format } = call.body
  if (call.strict && typeof prompt !== 'string') {
    throw invalid("Missing required parameter: 'prompt'.", 'prompt', 'missing_required_parameter')
  }
  const data = Array.from({ length: asNumber(n) ?? 1 }, (_, index) => {
    const png = solidPng(hash32(`${call.seed}/${String(prompt)}/${index}`) & 0xffffff)
    const base64 = png.toString('base64')
    return format === 'url' ? { url: `data:image/png;base64,${base64}` } : { b64_json: base64 }
  })
  const input = inputOnly(call, prompt)
  const output = data.length * 272
  const usage = {
    input_tokens: input,
    input_tokens_details: { image_tokens: 0, text_tokens: input },
    output_tokens: output,
    total_tokens: input + output,
  }
  return {
    kind: 'whole',
    body: { created: Math.floor(call.clock.wall() / 1_000), data, usage },
    billed: { input, cacheRead: 0, cacheWrite: 0, output, reasoning: 0 },
    chunks: 1,
  }
}

const SIZE = 8

function solidPng(color: number): Buffer {
  const row = Buffer.alloc(1 + SIZE * 3)
  for (let at = 1; at < row.length; at += 3) row.writeUIntBE(color, at, 3)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIZE, 0)
  header.writeUInt32BE(SIZE, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: SIZE }, () => row)))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(named.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  named.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(named), named.length + 4)
  return chunk
}
