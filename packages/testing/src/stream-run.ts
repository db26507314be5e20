import type {
  ChatCodec,
  ChatRequest,
  Frame,
  GatewayError,
  JsonObject,
  Seen,
  Source,
  StreamEvent,
} from '@signalbox/core'

/** The events of a stream that came in these chunks. */
export function decodeChunks(
  codec: ChatCodec,
  request: ChatRequest,
  chunks: readonly Uint8Array[],
): readonly StreamEvent[] {
  const framer = codec.framing()
  const decoder = codec.decodeStream(request)
  const events: StreamEvent[] = []
  for (const chunk of chunks)
    for (const frame of framer.push(chunk)) events.push(...decoder.push(frame))
  for (const frame of framer.end()) events.push(...decoder.push(frame))
  return [...events, ...decoder.end()]
}

/** The frames of a stream. */
export function framesOf(codec: ChatCodec, bytes: Uint8Array): readonly Frame[] {
  const framer = codec.framing()
  return [...framer.push(bytes), ...framer.end()]
}

/** What a relay made of a stream. */
export interface Relayed {
  readonly bytes: Uint8Array
  readonly error: GatewayError | undefined
  readonly seen: Seen
}

/** Sends chunks through the relay of a codec; undefined when it has none. */
export function relayChunks(
  codec: ChatCodec,
  body: JsonObject,
  chunks: readonly Uint8Array[],
): Relayed | undefined {
  const source: Source = { wire: codec.wire, body, headers: [] }
  const relay = codec.relayStream?.(source)
  if (relay === undefined) return undefined
  const passed = chunks.map((chunk) => relay.push(chunk).slice())
  const error = relay.end()
  const tail = error === undefined ? relay.tail : undefined
  const bytes = Buffer.concat(tail === undefined ? passed : [...passed, tail])
  return { bytes: Uint8Array.from(bytes), error, seen: { ...relay.seen } }
}
