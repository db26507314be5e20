import type { EventReceiver, EventStream } from './event-stream.ts'
import type { StreamEvent } from './response.ts'

/** Turns pushed events into pulled ones, one upstream chunk ahead at most. */
export class EventQueue implements EventReceiver {
  ended = false
  readonly #events: StreamEvent[] = []
  #left = false
  #failure: unknown
  #wake: () => void = () => undefined
  #resume: () => void = () => undefined

  async fill(stream: Pick<EventStream, 'pipe'>): Promise<void> {
    try {
      await stream.pipe(this)
    } catch (error) {
      this.#failure = error
    }
    this.ended = true
    this.#wake()
  }

  event(event: StreamEvent): void {
    if (!this.#left) this.#events.push(event)
  }

  /** The reader is gone: what still comes is for nobody. */
  leave(): void {
    this.#left = true
    this.#events.length = 0
  }

  flush(resume: () => void): boolean {
    this.#resume = resume
    this.#wake()
    return this.#events.length === 0
  }

  async next(): Promise<StreamEvent | undefined> {
    for (;;) {
      const event = this.#events.shift()
      if (event !== undefined) return event
      if (this.ended) break
      const woken = new Promise<void>((resolve) => (this.#wake = resolve))
      this.#resume()
      await woken
    }
    if (this.#failure !== undefined) throw this.#failure
    return undefined
  }
}
