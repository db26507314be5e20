import {
  GatewayError,
  type Clock,
  type HeaderList,
  type Transport,
  type TransportHandler,
  type WireRequest,
} from '@signalbox/core'

/** One step of a body: bytes, text, or a pause on the transport's clock. */
export type FakeStep = Uint8Array | string | { readonly waitMs: number }

/** What a fake provider does with one request. */
export interface FakeReply {
  readonly status?: number | undefined
  readonly headers?: HeaderList | undefined
  readonly body?: readonly FakeStep[] | FakeStep | undefined
  /** Comes after the body instead of a clean end. */
  readonly error?: GatewayError | undefined
  /** Where the provider goes silent: before its head, or after its body. */
  readonly hang?: 'head' | 'body' | undefined
  /** Neither a head nor a body: the connection failed with `error`. */
  readonly noHead?: boolean | undefined
}

/** A list is answered in order, its last entry again and again. */
export type FakeScript = readonly FakeReply[] | ((request: WireRequest, index: number) => FakeReply)

/** A transport without a network, and what it saw. */
export interface FakeTransport extends Transport {
  readonly requests: readonly WireRequest[]
  /** Reasons of aborted requests, by the request's number. */
  readonly aborted: ReadonlyMap<number, unknown>
  readonly warmed: readonly string[]
}

/** Plays a script; every callback comes in a task of its own, never inside `dispatch`. */
export function fakeTransport(
  script: FakeScript,
  options: { readonly clock?: Clock | undefined } = {},
): FakeTransport {
  const requests: WireRequest[] = []
  const aborted = new Map<number, unknown>()
  const warmed: string[] = []

  return {
    requests,
    aborted,
    warmed,
    warm: async (origin) => void warmed.push(origin),
    dispatch(request, handler) {
      const index = requests.push(request) - 1
      const reply = replyOf(script, request, index)
      if (reply === undefined) throw new TypeError('The script of the fake transport is empty.')
      const play = new Play(reply, handler, options.clock)
      return {
        pause: () => play.pause(),
        resume: () => play.resume(),
        abort: (reason) => {
          if (!play.abort(reason)) return
          aborted.set(index, reason)
        },
      }
    },
  }
}

function replyOf(script: FakeScript, request: WireRequest, index: number): FakeReply | undefined {
  return typeof script === 'function' ? script(request, index) : (script[index] ?? script.at(-1))
}

type Phase = 'head' | 'body' | 'done'

class Play {
  readonly #reply: FakeReply
  readonly #handler: TransportHandler
  readonly #clock: Clock | undefined
  readonly #steps: readonly FakeStep[]
  #phase: Phase = 'head'
  #next = 0
  #paused = false
  #scheduled = false

  constructor(reply: FakeReply, handler: TransportHandler, clock: Clock | undefined) {
    this.#reply = reply
    this.#handler = handler
    this.#clock = clock
    const { body = [] } = reply
    this.#steps = isSteps(body) ? body : [body]
    this.#schedule()
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.#schedule()
  }

  abort(reason: unknown): boolean {
    if (this.#phase === 'done') return false
    this.#phase = 'done'
    queueMicrotask(() => this.#handler.onError(GatewayError.from(reason)))
    return true
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    queueMicrotask(() => {
      this.#scheduled = false
      if (!this.#paused) this.#advance()
    })
  }

  #advance(): void {
    const { status = 200, headers = [], hang, noHead } = this.#reply
    switch (this.#phase) {
      case 'done':
        return
      case 'head':
        if (hang === 'head') return
        if (noHead === true) return this.#finish()
        this.#phase = 'body'
        this.#handler.onHead(status, headers)
        return this.#schedule()
      case 'body': {
        const step = this.#steps[this.#next++]
        if (step !== undefined) return this.#play(step)
        if (hang !== 'body') this.#finish()
      }
    }
  }

  #play(step: FakeStep): void {
    if (typeof step === 'string') this.#handler.onData(new TextEncoder().encode(step))
    else if (step instanceof Uint8Array) this.#handler.onData(step)
    else return void this.#wait(step.waitMs)
    this.#schedule()
  }

  async #wait(ms: number): Promise<void> {
    if (this.#clock === undefined) throw new TypeError('A waiting step needs the option `clock`.')
    // Until the time is over nothing may run, whoever resumes.
    this.#scheduled = true
    await this.#clock.sleep(ms)
    this.#scheduled = false
    this.#schedule()
  }

  #finish(): void {
    this.#phase = 'done'
    const { error } = this.#reply
    if (error === undefined) this.#handler.onEnd()
    else this.#handler.onError(error)
  }
}

function isSteps(body: readonly FakeStep[] | FakeStep): body is readonly FakeStep[] {
  return Array.isArray(body)
}
