import { GatewayError } from './errors.ts'
import { EventQueue } from './event-queue.ts'
import type {
  Ending,
  EventReceiver,
  EventStage,
  EventStream,
  StreamOrigin,
  StreamPipe,
} from './event-stream.ts'
import type { Sink } from './ports.ts'
import type { StreamEvent } from './response.ts'
import type { Seen } from './seen.ts'

/** A stream of events that have no provider bytes: cache hits, fakes, folded answers. */
export function eventStream(
  events: AsyncIterable<StreamEvent> | Iterable<StreamEvent>,
): EventStream {
  let left = false
  let wake: () => void = () => undefined
  return streamOf({
    async events(receiver) {
      for await (const event of events) {
        receiver.event(event)
        await new Promise<void>((resume) => {
          wake = resume
          if (receiver.flush(resume) || left) resume()
        })
        if (!left) continue
        receiver.event({ type: 'error', error: readerLeft() })
        return
      }
    },
    cancel() {
      left = true
      wake()
    },
  })
}

/** A stream over an origin. */
export function streamOf(origin: StreamOrigin): EventStream {
  return new Flow(origin, [], { taken: undefined, latest: undefined })
}

/** Ends a stream that nobody has read and nobody will: whoever waits for its end hears of it. */
export function abandon(events: EventStream): void {
  if (events instanceof Flow) events.abandon()
}

/** Why a call ends whose stream nobody reads any more. */
export function readerLeft(): GatewayError {
  return new GatewayError('cancelled', 'The reader left the stream.', { origin: 'client' })
}

/** What all views of one stream share: it is read once, and the latest view ends all others. */
interface Shared {
  taken: 'read' | 'abandoned' | undefined
  latest: Flow | undefined
}

type Link =
  | { readonly type: 'tap'; readonly listener: (event: StreamEvent) => void }
  | { readonly type: 'stage'; readonly stage: EventStage }
  | { readonly type: 'witness'; readonly witness: Witness }

class Flow implements EventStream {
  readonly relay: StreamPipe | undefined
  readonly ended: Promise<Ending>
  readonly #origin: StreamOrigin
  readonly #links: readonly Link[]
  readonly #shared: Shared

  constructor(origin: StreamOrigin, links: readonly Link[], shared: Shared) {
    const witness = new Witness()
    this.#origin = origin
    this.#shared = shared
    shared.latest = this
    this.#links = [...links, { type: 'witness', witness }]
    this.ended = witness.ended
    const passes = origin.relay !== undefined && links.every((link) => link.type !== 'stage')
    if (passes && origin.wire !== undefined)
      this.relay = { wire: origin.wire, pipe: (sink) => this.#relay(sink) }
  }

  tap(listener: (event: StreamEvent) => void): EventStream {
    return new Flow(this.#origin, [...this.#links, { type: 'tap', listener }], this.#shared)
  }

  through(stage: EventStage): EventStream {
    return new Flow(this.#origin, [...this.#links, { type: 'stage', stage }], this.#shared)
  }

  async pipe(receiver: EventReceiver): Promise<void> {
    this.#take()
    const emit = chain(this.#links, 0, (event) => {
      receiver.event(event)
    })
    let failure: unknown
    try {
      await this.#origin.events({ event: emit, flush: (resume) => receiver.flush(resume) })
      endStages(this.#links, (event) => {
        receiver.event(event)
      })
      receiver.flush(() => undefined)
    } catch (error) {
      failure = error
      throw error
    } finally {
      for (const link of this.#links) if (link.type === 'witness') link.witness.end(failure)
    }
  }

  async *[Symbol.asyncIterator](): AsyncIterator<StreamEvent> {
    const queue = new EventQueue()
    void queue.fill(this)
    try {
      for (let event = await queue.next(); event !== undefined; event = await queue.next())
        yield event
    } finally {
      if (!queue.ended) {
        queue.leave()
        this.#origin.cancel?.()
      }
    }
  }

  abandon(): void {
    const { taken, latest } = this.#shared
    if (taken !== undefined || latest === undefined) return
    // A stage that fails here fails for nobody; its stream ends as failed all the same.
    latest.pipe({ event: () => undefined, flush: () => true }).catch(() => undefined)
    this.#origin.cancel?.()
    this.#shared.taken = 'abandoned'
  }

  async #relay(sink: Sink): Promise<GatewayError | undefined> {
    this.#take()
    const looks = this.#links.flatMap((link) => (link.type === 'tap' ? [link.listener] : []))
    const look =
      looks.length === 0 ? undefined : (event: StreamEvent) => looks.forEach((l) => l(event))
    let seen: Seen = {}
    try {
      seen = (await this.#origin.relay?.(sink, look)) ?? {}
      return seen.error
    } catch (error) {
      seen = { error: GatewayError.from(error) }
      throw error
    } finally {
      for (const link of this.#links) if (link.type === 'witness') link.witness.saw(seen)
    }
  }

  #take(): void {
    const { taken } = this.#shared
    if (taken === 'abandoned') throw readerLeft()
    if (taken === 'read') throw new TypeError('This stream is already being read.')
    this.#shared.taken = 'read'
  }
}

function chain(
  links: readonly Link[],
  from: number,
  last: (event: StreamEvent) => void,
): (event: StreamEvent) => void {
  let emit = last
  for (let i = links.length - 1; i >= from; i--) {
    const link = links[i]
    const next = emit
    if (link?.type === 'stage') emit = (event) => link.stage.event(event, next)
    else if (link !== undefined) {
      const look = link.type === 'tap' ? link.listener : link.witness.look
      emit = (event) => {
        look(event)
        next(event)
      }
    }
  }
  return emit
}

function endStages(links: readonly Link[], last: (event: StreamEvent) => void): void {
  for (const [index, link] of links.entries())
    if (link.type === 'stage') link.stage.end?.(chain(links, index + 1, last))
}

/** Remembers how a stream went past one place. */
class Witness {
  readonly ended: Promise<Ending>
  readonly #seen: Seen = {}
  #resolve: (ending: Ending) => void = () => undefined

  constructor() {
    this.ended = new Promise((resolve) => (this.#resolve = resolve))
  }

  readonly look = (event: StreamEvent): void => {
    if (event.type === 'start') this.#seen.id = event.id
    else if (event.type === 'finish' && event.candidate === 0) this.#seen.finish = event.finish
    else if (event.type === 'usage') this.#seen.usage = event.usage
    else if (event.type === 'error') this.#seen.error ??= event.error
  }

  saw(seen: Seen): void {
    Object.assign(this.#seen, seen)
    this.end()
  }

  end(failure?: unknown): void {
    if (failure !== undefined) this.#seen.error = GatewayError.from(failure)
    const { error } = this.#seen
    const status = error === undefined ? 'ok' : error.kind === 'cancelled' ? 'cancelled' : 'failed'
    this.#resolve({ ...this.#seen, status })
  }
}
