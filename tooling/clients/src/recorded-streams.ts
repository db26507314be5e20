import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { anthropic } from '@signalbox/adapters-anthropic'
import { bedrock } from '@signalbox/adapters-bedrock'
import { cohere } from '@signalbox/adapters-cohere'
import { google } from '@signalbox/adapters-google'
import { compatible, compatibleRows, openai } from '@signalbox/adapters-openai'
import { codecFor, type ChatCodec, type StreamEvent } from '@signalbox/core'

/** Where the recordings are when they are there at all. */
const recordings: string = join(import.meta.dirname, '../../../../shared/fixtures/recordings')
export const haveRecordings: boolean = existsSync(join(recordings, 'MANIFEST.json'))

/** One recorded stream and the codec of its wire. */
export interface RecordedStream {
  readonly file: string
  readonly codec: ChatCodec
  readonly bytes: Uint8Array
}

interface Row {
  readonly file: string
  readonly provider: string
  readonly api: string
  readonly stream: boolean
  readonly status: number
}

/** Every recorded stream of the six wires. */
export function recordedStreams(): readonly RecordedStream[] {
  if (!haveRecordings) return []
  const rows = JSON.parse(readFileSync(join(recordings, 'MANIFEST.json'), 'utf8')) as readonly Row[]
  return rows.flatMap((row) => {
    const codec = row.stream && row.status === 200 ? codecOf(row) : undefined
    if (codec === undefined) return []
    const { sse, eventStreamBase64 } = JSON.parse(
      readFileSync(join(recordings, row.file), 'utf8'),
    ) as { readonly sse?: string; readonly eventStreamBase64?: string }
    // A text of another project instead of a binary stream is no recording of it.
    if (codec.wire === 'bedrock-converse' && eventStreamBase64 === undefined) return []
    const bytes =
      eventStreamBase64 === undefined
        ? new TextEncoder().encode(sse)
        : new Uint8Array(Buffer.from(eventStreamBase64, 'base64'))
    return [{ file: row.file, codec, bytes }]
  })
}

/** What the codec makes of a stream. */
export function decodeStream({ codec, bytes }: RecordedStream): readonly StreamEvent[] {
  const framer = codec.framing()
  const decoder = codec.decodeStream({
    operation: 'chat',
    model: 'm',
    messages: [],
    stream: true,
    streamUsage: true,
  })
  const frames = [...framer.push(bytes), ...framer.end()]
  return [...frames.flatMap((frame) => decoder.push(frame)), ...decoder.end()]
}

function codecOf({ provider, api }: Row): ChatCodec | undefined {
  switch (api) {
    case 'chat': {
      const name = compatibleRows.has(nameOf(provider)) ? nameOf(provider) : 'openai-compatible'
      return codecFor(provider === 'openai' ? openai() : compatible(name), 'openai-chat')
    }
    case 'responses':
      return codecFor(openai(), 'openai-responses')
    case 'messages':
      return codecFor(anthropic())
    case 'streamGenerateContent':
      return codecFor(google())
    case 'converse-stream':
      return codecFor(bedrock({ region: 'us-east-1' }))
    case 'cohere.v2.chat':
      return codecFor(cohere())
    default:
      return undefined
  }
}

function nameOf(provider: string): string {
  return provider === 'dashscope' ? 'qwen' : provider
}
