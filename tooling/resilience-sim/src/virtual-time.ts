import type { Clock } from '@signalbox/core'

import { EventQueue, type QueuedEvent } from './event-queue.ts'

/** How many events one turn of the real event loop may play. */
const stepsPerTurn = 64

/** Time that jumps from event to event; every promise that can run has run before it moves. */
export class VirtualTime {
  readonly clock: Clock
  readonly #queue = new EventQueue()
  #now = 0

  /** `wall` is the Unix time in ms at which it starts. */
  constructor(wall: number) {
    this.clock = {
      now: () => this.#now,
      wall: () => wall + this.#now,
      sleep: (ms, signal) => this.#sleep(ms, signal),
    }
  }

  get now(): number {
    return this.#now
  }

  at(time: number, run: () => void): QueuedEvent {
    return this.#queue.add(Math.max(time, this.#now), run)
  }

  after(ms: number, run: () => void): QueuedEvent {
    return this.at(this.#now + ms, run)
  }

  cancel(event: QueuedEvent | undefined): void {
    if (event !== undefined) event.run = undefined
  }

  /** Plays events until `done` or until nothing is left to happen. */
  play(done: () => boolean): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let over = false
    const step = () => {
      if (over) return
      try {
        const event = done() ? undefined : this.#queue.pop()
        if (event === undefined) {
          over = true
          resolve()
          return
        }
        this.#now = event.at
        const { run } = event
        event.run = undefined
        run?.()
      } catch (error) {
        over = true
        reject(error)
      }
    }
    // Between two immediates the runtime runs every promise that can run.
    const turn = () => {
      if (over) return
      for (let i = 0; i < stepsPerTurn; i++) setImmediate(step)
      setImmediate(turn)
    }
    turn()
    return promise
  }

  #sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const stop = () => {
        this.cancel(event)
        reject(signal?.reason as Error)
      }
      const event = this.after(ms, () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      })
      signal?.addEventListener('abort', stop, { once: true })
    })
  }
}
