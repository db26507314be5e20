import type { HeaderList } from '../http.ts'
import type { Sink } from '../ports.ts'

/** How much may wait before the writer is told to stop. */
const queueBytes = 64 * 1024

/**
 * A sink that becomes a web `Response`. What was written waits here and not in the stream, so that an
 * abort reaches the reader behind the last byte and not instead of it.
 */
export class WebSink implements Sink {
  phase: Sink['phase'] = 'idle'
  onDrain: (() => void) | undefined = undefined
  onClose: ((clean: boolean) => void) | undefined = undefined
  readonly response: Promise<Response>
  readonly #encoder = new TextEncoder()
  readonly #queue: Uint8Array[] = []
  #queued = 0
  #full = false
  #failure: { readonly reason: unknown } | undefined
  #resolve: (response: Response) => void = () => undefined
  #whole: ResponseInit | undefined
  #reader: ReadableStreamDefaultController<Uint8Array> | undefined
  #pulled: () => void = () => undefined

  constructor(signal: AbortSignal) {
    this.response = new Promise((resolve) => (this.#resolve = resolve))
    const left = () => {
      this.#left(signal.reason)
    }
    if (signal.aborted) queueMicrotask(left)
    else signal.addEventListener('abort', left, { once: true })
  }

  head(status: number, list: HeaderList, length?: number): void {
    if (this.phase !== 'idle') return
    const headers = new Headers()
    for (let i = 0; i + 1 < list.length; i += 2) headers.append(list[i] ?? '', list[i + 1] ?? '')
    if (length !== undefined) headers.set('content-length', String(length))
    // Only now: a header that the platform refuses leaves the sink free for an error answer.
    this.phase = 'headed'
    if (length === undefined) this.#open({ status, headers })
    else this.#whole = { status, headers }
  }

  #open(init: ResponseInit): void {
    this.#whole = undefined
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          this.#reader = controller
          return new Promise((resolve) => {
            this.#pulled = resolve
            this.#hand()
          })
        },
        cancel: (reason) => {
          this.#left(reason)
        },
      },
      // The reader asks for each chunk: nothing waits inside the stream.
      { highWaterMark: 0 },
    )
    this.#resolve(new Response(body, init))
  }

  write(bytes: Uint8Array): boolean {
    if (this.phase !== 'headed' || bytes.length === 0) return true
    if (this.#whole !== undefined) this.#open(this.#whole)
    this.#queue.push(bytes)
    this.#queued += bytes.length
    this.#hand()
    this.#full = this.#queued >= queueBytes
    return !this.#full
  }

  writeText(text: string): boolean {
    return this.write(this.#encoder.encode(text))
  }

  end(last?: Uint8Array | string): void {
    if (this.phase !== 'headed') return
    if (this.#whole !== undefined) {
      // TypeScript's DOM types want a body over an ArrayBuffer; ours never shares memory.
      this.#resolve(new Response(last as BodyInit | undefined, this.#whole))
    } else if (typeof last === 'string') this.writeText(last)
    else if (last !== undefined) this.write(last)
    this.phase = 'ended'
    this.#hand()
    this.onClose?.(true)
  }

  abort(reason: unknown): void {
    if (this.phase === 'ended' || this.phase === 'aborted') return
    // Without effect where the reader has a response already.
    this.#resolve(new Response(undefined, { status: 499 }))
    this.phase = 'aborted'
    this.#failure = { reason }
    this.#hand()
    this.onClose?.(false)
    // A writer that waits for room would wait for ever.
    this.onDrain?.()
  }

  /** Gives a waiting reader the next chunk, or the end, or the reason why there is none. */
  #hand(): void {
    const reader = this.#reader
    if (reader === undefined) return
    const next = this.#queue.shift()
    if (next !== undefined) {
      this.#queued -= next.length
      reader.enqueue(next)
    } else if (this.#failure !== undefined) reader.error(this.#failure.reason)
    else if (this.phase === 'ended') reader.close()
    else return
    this.#reader = undefined
    this.#pulled()
    if (this.#full && this.#queued < queueBytes) {
      this.#full = false
      this.onDrain?.()
    }
  }

  #left(reason: unknown): void {
    this.#queue.length = 0
    // Also behind `end`: what was not read yet is lost, and that is no clean end.
    this.#failure ??= { reason }
    this.#hand()
    this.abort(reason)
  }
}
