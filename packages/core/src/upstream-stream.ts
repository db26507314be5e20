import type { ChatCodec, Framer, Seen, StreamDecoder } from './adapter.ts'
import { GatewayError } from './errors.ts'
import {
  streamOf,
  type EventReceiver,
  type EventStream,
  type StreamOrigin,
  type StreamRelayer,
} from './event-stream.ts'
import type { Sink, TransportControl } from './ports.ts'
import type { ChatRequest, Source } from './request.ts'
import type { StreamEvent } from './response.ts'

/** How much of a stream may wait for its first content before it is let go. */
const maxHeldBytes = 64 * 1024

/** What an upstream stream needs to know of its call. */
export interface UpstreamStreamOptions {
  readonly codec: ChatCodec
  readonly request: ChatRequest
  /** Present when the bytes may pass: the client speaks this wire. */
  readonly source: Source | undefined
  readonly control: TransportControl
  onCommit(events: EventStream): void
  onFailure(error: GatewayError): void
}

/**
 * A provider's stream in its two states. Uncommitted, lifecycle frames wait for the first content,
 * and a failure is a real error; committed, chunks go to whoever reads.
 */
export class UpstreamStream implements StreamOrigin {
  readonly wire: string
  readonly relay: StreamRelayer | undefined
  readonly #options: UpstreamStreamOptions
  readonly #framer: Framer
  readonly #decoder: StreamDecoder
  readonly #held: Uint8Array[] = []
  readonly #pending: StreamEvent[] = []
  #heldBytes = 0
  /** Chunks that were decoded while they waited; more may have come since. */
  #decoded = 0
  #committed = false
  #ended: { error: GatewayError | undefined } | undefined
  #reader: ((bytes: Uint8Array) => void) | undefined
  #finish: ((error: GatewayError | undefined) => void) | undefined

  constructor(options: UpstreamStreamOptions) {
    this.#options = options
    this.wire = options.codec.wire
    this.#framer = options.codec.framing()
    this.#decoder = options.codec.decodeStream(options.request)
    const { codec, source } = options
    if (source !== undefined && codec.relayStream !== undefined)
      this.relay = (sink, look) => this.#pass(codec, source, sink, look)
  }

  data(bytes: Uint8Array): void {
    if (this.#reader !== undefined) return this.#reader(bytes)
    this.#held.push(bytes)
    this.#heldBytes += bytes.length
    if (this.#committed) return
    const events = this.#decode(bytes)
    this.#decoded++
    this.#pending.push(...events)
    const failure = events.find((event) => event.type === 'error')
    if (failure !== undefined) {
      this.#options.control.abort(failure.error)
      this.#options.onFailure(failure.error)
    } else if (events.some(isContent) || this.#heldBytes > maxHeldBytes) this.#commit()
  }

  end(error?: GatewayError): void {
    if (this.#ended !== undefined) return
    this.#ended = { error }
    if (this.#finish !== undefined) return this.#finish(error)
    if (this.#committed) return
    if (error !== undefined) return this.#options.onFailure(error)
    const last = this.#decodeEnd()
    const failure = last.find((event) => event.type === 'error')
    if (failure !== undefined) return this.#options.onFailure(failure.error)
    this.#pending.push(...last)
    this.#commit()
  }

  cancel(): void {
    this.#options.control.abort(
      new GatewayError('cancelled', 'The reader left the stream.', { origin: 'client' }),
    )
  }

  events(receiver: EventReceiver): Promise<void> {
    const { control } = this.#options
    const resume = () => {
      control.resume()
    }
    return new Promise((resolve) => {
      const flush = () => {
        if (!receiver.flush(resume)) control.pause()
      }
      for (const event of this.#pending.splice(0)) receiver.event(event)
      for (const bytes of this.#held.splice(0).slice(this.#decoded))
        for (const event of this.#decode(bytes)) receiver.event(event)
      this.#open(
        (bytes) => {
          for (const event of this.#decode(bytes)) receiver.event(event)
          flush()
        },
        (error) => {
          if (error !== undefined) receiver.event({ type: 'error', error })
          else if (!this.#drained) for (const event of this.#decodeEnd()) receiver.event(event)
          flush()
          resolve()
        },
      )
      flush()
    })
  }

  #pass(
    codec: ChatCodec,
    source: Source,
    sink: Sink,
    look: ((event: StreamEvent) => void) | undefined,
  ): Promise<Seen> {
    const { control } = this.#options
    const relay = codec.relayStream?.(source)
    if (relay === undefined) throw new TypeError(`The wire ${codec.wire} does not relay.`)
    if (look !== undefined) this.#pending.splice(0).forEach(look)
    sink.onDrain = () => {
      control.resume()
    }
    return new Promise((resolve) => {
      const write = (bytes: Uint8Array, watched: boolean) => {
        const out = relay.push(bytes)
        if (out.length > 0 && sink.phase === 'headed' && !sink.write(out)) control.pause()
        if (look !== undefined && !watched) this.#decode(bytes).forEach(look)
      }
      const finish = (error: GatewayError | undefined) => {
        if (look !== undefined && error === undefined && !this.#drained)
          this.#decodeEnd().forEach(look)
        const unclean = relay.end()
        const cut = error ?? unclean
        const { tail, seen } = relay
        if (cut === undefined && tail !== undefined && sink.phase === 'headed') sink.write(tail)
        resolve(cut === undefined ? seen : { ...seen, error: cut })
      }
      for (const [index, bytes] of this.#held.splice(0).entries())
        write(bytes, index < this.#decoded)
      this.#open((bytes) => {
        write(bytes, false)
      }, finish)
    })
  }

  #open(
    reader: (bytes: Uint8Array) => void,
    finish: (error: GatewayError | undefined) => void,
  ): void {
    this.#reader = reader
    this.#finish = finish
    if (this.#ended !== undefined) finish(this.#ended.error)
    else this.#options.control.resume()
  }

  #commit(): void {
    this.#committed = true
    this.#options.control.pause()
    this.#options.onCommit(streamOf(this))
  }

  #drained = false

  #decode(bytes: Uint8Array): readonly StreamEvent[] {
    return this.#framer.push(bytes).flatMap((frame) => this.#decoder.push(frame))
  }

  #decodeEnd(): readonly StreamEvent[] {
    this.#drained = true
    const rest = this.#framer.end().flatMap((frame) => this.#decoder.push(frame))
    return [...rest, ...this.#decoder.end()]
  }
}

/** Whether an event commits a stream: something the client would see, or its end. */
export function isContent(event: StreamEvent): boolean {
  switch (event.type) {
    case 'part-delta':
      return event.text !== ''
    case 'part-patch':
    case 'finish':
    case 'blocked':
      return true
    case 'part-start':
      return event.part.type !== 'text' && event.part.type !== 'reasoning'
    case 'start':
    case 'part-end':
    case 'logprobs':
    case 'usage':
    case 'error':
    case 'opaque':
      return false
  }
}
