import type { ChatCodec, Framer, StreamDecoder, StreamRelay } from './adapter.ts'
import type { UsdOf } from './cost-edit.ts'
import { GatewayError } from './errors.ts'
import type { EventReceiver, EventStream, StreamOrigin, StreamRelayer } from './event-stream.ts'
import { isContent } from './is-content.ts'
import type { Sink, TransportControl } from './ports.ts'
import type { ChatRequest, Source } from './request.ts'
import type { StreamEvent } from './response.ts'
import type { Seen } from './seen.ts'
import { readerLeft, streamOf } from './stream-of.ts'

/** How much of a stream may wait for its first content before it is let go. */
const maxHeldBytes = 64 * 1024

/** How a stream introduces its answer. */
export type StartEvent = Extract<StreamEvent, { type: 'start' }>

/** What an upstream stream needs to know of its call. */
export interface UpstreamStreamOptions {
  readonly codec: ChatCodec
  readonly request: ChatRequest
  /** Present when the bytes may pass: the client speaks this wire. */
  readonly source: Source | undefined
  readonly control: TransportControl
  readonly usdOf: UsdOf
  onCommit(events: EventStream, start: StartEvent | undefined): void
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
  #drained = false
  #committed = false
  #ended: { error: GatewayError | undefined } | undefined
  /** What the provider sent and nobody can read; nothing is decoded after it. */
  #broken: GatewayError | undefined
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
    if (this.#ended !== undefined) return
    this.#held.push(bytes)
    this.#heldBytes += bytes.length
    if (this.#committed) return
    const events = this.#decode(bytes)
    this.#decoded++
    this.#pending.push(...events)
    const failure = this.#failureIn(events)
    if (failure !== undefined) this.#stop(failure)
    else if (events.some(isContent) || this.#heldBytes > maxHeldBytes) this.#commit()
  }

  end(error?: GatewayError): void {
    if (this.#ended !== undefined) return
    this.#ended = { error }
    if (this.#finish !== undefined) return this.#finish(error)
    if (this.#committed) return
    if (error !== undefined) return this.#options.onFailure(error)
    const last = this.#decodeEnd()
    const failure = this.#failureIn(last)
    if (failure !== undefined) return this.#options.onFailure(failure)
    this.#pending.push(...last)
    this.#commit()
  }

  cancel(): void {
    this.#options.control.abort(readerLeft())
  }

  events(receiver: EventReceiver): Promise<void> {
    const { control } = this.#options
    const resume = () => {
      control.resume()
    }
    const emit = (events: readonly StreamEvent[]) => {
      for (const event of events) receiver.event(event)
    }
    return this.#listen(
      () => {
        emit(this.#pending.splice(0))
        return receiver.flush(resume)
      },
      (bytes, decoded) => {
        if (!decoded) emit(this.#decode(bytes))
        return receiver.flush(resume)
      },
      (error) => {
        if (error === undefined && !this.#drained) emit(this.#decodeEnd())
        const failure = error ?? this.#broken
        if (failure !== undefined) receiver.event({ type: 'error', error: failure })
        receiver.flush(resume)
      },
    )
  }

  #pass(
    codec: ChatCodec,
    source: Source,
    sink: Sink,
    look: ((event: StreamEvent) => void) | undefined,
  ): Promise<Seen> {
    const relay = codec.relayStream?.(source, this.#options.usdOf)
    if (relay === undefined) throw new TypeError(`The wire ${codec.wire} does not relay.`)
    sink.onDrain = () => {
      this.#options.control.resume()
    }
    return this.#listen(
      () => {
        if (look !== undefined) this.#pending.splice(0).forEach(look)
        return true
      },
      (bytes, decoded) => {
        let out: Uint8Array
        try {
          out = relay.push(bytes)
        } catch (thrown) {
          this.#broken ??= malformed(thrown)
          return true
        }
        const more = out.length === 0 || sink.phase !== 'headed' || sink.write(out)
        if (look !== undefined && !decoded) this.#decode(bytes).forEach(look)
        return more
      },
      (error) => {
        if (look !== undefined && error === undefined && !this.#drained)
          this.#decodeEnd().forEach(look)
        const told = relay.seen.error !== undefined
        const unclean = endOf(relay)
        const cut = error ?? this.#broken ?? unclean
        const { tail, seen } = relay
        if (cut !== undefined) return { ...seen, error: cut, told }
        if (tail !== undefined && sink.phase === 'headed') sink.write(tail)
        return seen
      },
    )
  }

  /**
   * Plays what was held, then hears the rest. What a reader throws is its own failure: it ends
   * the call and rejects here, and never reaches the transport.
   */
  #listen<Result>(
    begin: () => boolean,
    take: (bytes: Uint8Array, decoded: boolean) => boolean,
    finish: (error: GatewayError | undefined) => Result,
  ): Promise<Result> {
    const { control } = this.#options
    return new Promise((resolve, reject) => {
      const leave = (thrown: unknown) => {
        this.#reader = () => undefined
        this.#finish = () => undefined
        reject(thrown)
        control.abort(GatewayError.from(thrown))
      }
      let more = true
      try {
        more = begin()
        for (const [index, bytes] of this.#held.splice(0).entries())
          if (this.#broken === undefined) more = take(bytes, index < this.#decoded) && more
      } catch (thrown) {
        leave(thrown)
        return
      }
      this.#reader = (bytes) => {
        if (this.#ended !== undefined) return
        try {
          if (!take(bytes, false)) control.pause()
        } catch (thrown) {
          leave(thrown)
          return
        }
        if (this.#broken !== undefined) this.#stop(this.#broken)
      }
      this.#finish = (error) => {
        try {
          resolve(finish(error))
        } catch (thrown) {
          leave(thrown)
        }
      }
      if (this.#ended !== undefined) this.#finish(this.#ended.error)
      else if (this.#broken !== undefined) this.#stop(this.#broken)
      else if (more) control.resume()
    })
  }

  #commit(): void {
    this.#committed = true
    this.#options.control.pause()
    const start = this.#pending.find((event) => event.type === 'start')
    this.#options.onCommit(streamOf(this), start)
  }

  #stop(error: GatewayError): void {
    this.end(error)
    this.#options.control.abort(error)
  }

  #failureIn(events: readonly StreamEvent[]): GatewayError | undefined {
    return events.find((event) => event.type === 'error')?.error ?? this.#broken
  }

  #decode(bytes: Uint8Array): readonly StreamEvent[] {
    if (this.#broken !== undefined) return []
    const events: StreamEvent[] = []
    try {
      for (const frame of this.#framer.push(bytes)) events.push(...this.#decoder.push(frame))
    } catch (thrown) {
      this.#broken = malformed(thrown)
    }
    return events
  }

  #decodeEnd(): readonly StreamEvent[] {
    this.#drained = true
    if (this.#broken !== undefined) return []
    const events: StreamEvent[] = []
    try {
      for (const frame of this.#framer.end()) events.push(...this.#decoder.push(frame))
      events.push(...this.#decoder.end())
    } catch (thrown) {
      this.#broken = malformed(thrown)
    }
    return events
  }
}

function endOf(relay: StreamRelay): GatewayError | undefined {
  try {
    return relay.end()
  } catch (thrown) {
    return malformed(thrown)
  }
}

function malformed(cause: unknown): GatewayError {
  if (GatewayError.is(cause)) return cause
  return new GatewayError('upstream_error', 'The provider sent a stream that nobody can read.', {
    origin: 'provider',
    verdict: 'malformed',
    ran: 'yes',
    scope: 'target',
    cause,
  })
}
