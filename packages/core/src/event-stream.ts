import type { GatewayError } from './errors.ts'
import type { Outcome } from './outcome.ts'
import type { Sink } from './ports.ts'
import type { StreamEvent } from './response.ts'
import type { Seen } from './seen.ts'

/** What a stream pushes into; flushed once per upstream chunk. */
export interface EventReceiver {
  event(event: StreamEvent): void
  /** False: nothing more until `resume` is called. */
  flush(resume: () => void): boolean
}

/** A synchronous change of a stream: each event becomes none, one or many. */
export interface EventStage {
  event(event: StreamEvent, emit: (event: StreamEvent) => void): void
  end?(emit: (event: StreamEvent) => void): void
}

/** How a stream ended, as seen from one place in the pipeline. */
export interface Ending extends Seen {
  readonly status: Outcome['status']
}

/** One stream, two views: bytes to relay, or events. Opening one closes the other. */
export interface EventStream extends AsyncIterable<StreamEvent> {
  readonly relay: StreamPipe | undefined
  /** Never rejects. */
  readonly ended: Promise<Ending>
  /** Look: bytes still pass, events are decoded beside them. */
  tap(listener: (event: StreamEvent) => void): EventStream
  /** Change: from here on there are only events. */
  through(stage: EventStage): EventStream
  pipe(receiver: EventReceiver): Promise<void>
}

/** The provider's bytes on their way to a sink of the same wire. */
export interface StreamPipe {
  readonly wire: string
  /** Resolves when the last byte was handed over, with the error of a stream that was cut. */
  pipe(sink: Sink): Promise<GatewayError | undefined>
}

/** Where a stream comes from: `upstream` or any iterable. */
export interface StreamOrigin {
  readonly wire?: string | undefined
  events(receiver: EventReceiver): Promise<void>
  /** The reader lost interest. */
  cancel?(): void
  /** `look` sees every event beside the passing bytes; absent, nothing is decoded. */
  readonly relay?: StreamRelayer | undefined
}

/** Passes a stream's bytes to a sink; resolves with what went by. */
export type StreamRelayer = (
  sink: Sink,
  look: ((event: StreamEvent) => void) | undefined,
) => Promise<Seen>
