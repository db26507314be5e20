import {
  GatewayError,
  type Clocks,
  type TransportControl,
  type TransportHandler,
} from '@signalbox/core'

import type { QueuedEvent } from './event-queue.ts'
import type { Plan } from './sim-target-model.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Longest pause between two pieces of a simulated stream. */
const pieceMs = 5000

const encoder = new TextEncoder()

interface Step {
  readonly at: number
  play(handler: TransportHandler): void
}

/** What a simulated call is made of. */
export interface SimCallOptions {
  readonly time: VirtualTime
  readonly plan: Plan
  readonly stream: boolean
  readonly tokens: number
  readonly handler: TransportHandler
  readonly clocks: Clocks | undefined
  /** Once; true when the whole answer came. */
  onOver(ok: boolean): void
}

/** One call on its way, under the clocks that a real transport would watch. */
export class SimCall implements TransportControl {
  readonly #options: SimCallOptions
  readonly #startedAt: number
  readonly #steps: readonly Step[]
  #next = 0
  #lastByteAt: number | undefined
  #timer: QueuedEvent | undefined
  #paused = false
  #due = false
  #over = false

  constructor(options: SimCallOptions) {
    this.#options = options
    this.#startedAt = options.time.now
    this.#steps = stepsOf(options, this.#startedAt)
    this.#arm()
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    if (this.#due)
      queueMicrotask(() => {
        if (this.#due && !this.#paused) this.#step()
      })
  }

  abort(reason: unknown): void {
    if (this.#over) return
    this.#finish(false)
    queueMicrotask(() => {
      this.#options.handler.onError(GatewayError.from(reason))
    })
  }

  /** The provider dies: who waits for a first byte is reset. */
  kill(): void {
    if (this.#over || this.#lastByteAt !== undefined) return
    this.#finish(false)
    this.#options.handler.onError(failure('The simulated provider reset the call.', 'transient'))
  }

  #arm(): void {
    const { time, clocks } = this.#options
    const step = this.#steps[this.#next]
    const silentMs = this.#lastByteAt === undefined ? clocks?.firstTokenMs : clocks?.idleMs
    const limit = Math.min(
      (this.#lastByteAt ?? this.#startedAt) + (silentMs ?? Infinity),
      this.#startedAt + (clocks?.totalMs ?? Infinity),
    )
    if (step !== undefined && step.at <= limit)
      this.#timer = time.at(step.at, () => {
        if (this.#paused) this.#due = true
        else this.#step()
      })
    else if (limit < Infinity)
      this.#timer = time.at(limit, () => {
        this.#expire()
      })
  }

  #step(): void {
    this.#due = false
    const step = this.#steps[this.#next++]
    if (this.#over || step === undefined) return
    this.#lastByteAt = this.#options.time.now
    if (this.#next < this.#steps.length) this.#arm()
    else this.#finish(this.#options.plan.type === 'answer')
    step.play(this.#options.handler)
  }

  #expire(): void {
    if (this.#over) return
    const verdict = this.#lastByteAt === undefined ? 'timeout_first_token' : 'stalled'
    this.#finish(false)
    this.#options.handler.onError(failure('The simulated provider was too slow.', verdict))
  }

  #finish(ok: boolean): void {
    this.#over = true
    this.#due = false
    this.#options.time.cancel(this.#timer)
    this.#options.onOver(ok)
  }
}

function stepsOf({ plan, stream, tokens }: SimCallOptions, start: number): readonly Step[] {
  switch (plan.type) {
    case 'silence':
      return []
    case 'refuse':
      return [
        {
          at: start + plan.afterMs,
          play: (handler) => {
            handler.onError(failure('The simulated provider refused.', 'connect_failed'))
          },
        },
      ]
    case 'error':
      return [whole(start + plan.afterMs, plan.status, plan.headers, '{}')]
    case 'answer': {
      const first = start + plan.firstMs
      const last = first + plan.streamMs
      const body = JSON.stringify({ tokens })
      if (!stream) return [whole(last, 200, plan.headers, body)]
      const steps: Step[] = []
      const pieces = Math.ceil(plan.streamMs / pieceMs)
      for (let i = 1; i < pieces; i++)
        steps.push({
          at: first + (plan.streamMs * i) / pieces,
          play: (handler) => {
            handler.onData(encoder.encode('{"text":"x"}\n'))
          },
        })
      const head = ['content-type', 'application/x-ndjson', ...plan.headers]
      const opening: Step = {
        at: first,
        play: (handler) => {
          handler.onHead(200, head)
          handler.onData(encoder.encode('{"text":"x"}\n'))
        },
      }
      const ending: Step = {
        at: last,
        play: (handler) => {
          handler.onData(encoder.encode(`${body}\n`))
          handler.onEnd()
        },
      }
      return [opening, ...steps, ending]
    }
  }
}

function whole(at: number, status: number, headers: readonly string[], body: string): Step {
  return {
    at,
    play: (handler) => {
      handler.onHead(status, ['content-type', 'application/json', ...headers])
      handler.onData(encoder.encode(body))
      handler.onEnd()
    },
  }
}

function failure(
  message: string,
  verdict: 'connect_failed' | 'transient' | 'timeout_first_token' | 'stalled',
): GatewayError {
  const late = verdict === 'timeout_first_token' || verdict === 'stalled'
  return new GatewayError(late ? 'upstream_timeout' : 'upstream_error', message, {
    origin: 'provider',
    verdict,
    ran: verdict === 'connect_failed' ? 'no' : 'maybe',
    scope: 'target',
  })
}
