import type { HeaderList } from '../http.ts'
import type { Sink } from '../ports.ts'

/** How much may wait in the stream before the writer is told to stop. */
const queueBytes = 64 * 1024

/** A sink that becomes a web `Response`; every enqueue is guarded against a reader that left. */
export class WebSink implements Sink {
  phase: Sink['phase'] = 'idle'
  onDrain: (() => void) | undefined = undefined
  onClose: ((clean: boolean) => void) | undefined = undefined
  readonly response: Promise<Response>
  readonly #encoder = new TextEncoder()
  #resolve: (response: Response) => void = () => undefined
  #whole: { status: number; headers: Headers } | undefined
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined

  constructor(signal: AbortSignal) {
    this.response = new Promise((resolve) => (this.#resolve = resolve))
    const left = () => {
      this.#left()
    }
    if (signal.aborted) queueMicrotask(left)
    else signal.addEventListener('abort', left, { once: true })
  }

  head(status: number, list: HeaderList, length?: number): void {
    if (this.phase !== 'idle') return
    this.phase = 'headed'
    const headers = new Headers()
    for (let i = 0; i + 1 < list.length; i += 2) headers.append(list[i] ?? '', list[i + 1] ?? '')
    if (length !== undefined) {
      this.#whole = { status, headers }
      return
    }
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller
        },
        pull: () => {
          this.onDrain?.()
        },
        cancel: () => {
          this.#left()
        },
      },
      { highWaterMark: queueBytes, size: (chunk) => chunk.byteLength },
    )
    this.#resolve(new Response(body, { status, headers }))
  }

  write(bytes: Uint8Array): boolean {
    if (this.phase !== 'headed' || bytes.length === 0) return true
    this.#controller?.enqueue(bytes)
    return (this.#controller?.desiredSize ?? 0) > 0
  }

  writeText(text: string): boolean {
    return this.write(this.#encoder.encode(text))
  }

  end(last?: Uint8Array | string): void {
    if (this.phase !== 'headed') return
    if (this.#whole !== undefined) {
      // TypeScript's DOM types want a body over an ArrayBuffer; ours never shares memory.
      this.#resolve(new Response(last as BodyInit | undefined, this.#whole))
    } else {
      if (typeof last === 'string') this.writeText(last)
      else if (last !== undefined) this.write(last)
      this.#controller?.close()
    }
    this.phase = 'ended'
    this.onClose?.(true)
  }

  abort(reason: unknown): void {
    if (this.phase === 'ended' || this.phase === 'aborted') return
    if (this.phase === 'idle') this.#resolve(new Response(undefined, { status: 499 }))
    this.phase = 'aborted'
    this.#controller?.error(reason)
    this.onClose?.(false)
  }

  #left(): void {
    if (this.phase === 'ended' || this.phase === 'aborted') return
    if (this.phase === 'idle') this.#resolve(new Response(undefined, { status: 499 }))
    this.phase = 'aborted'
    this.onClose?.(false)
  }
}
