import { GatewayError } from '../errors.ts'
import type { WireRequest } from '../http.ts'
import type { Clocks, Transport, TransportControl, TransportHandler } from '../ports.ts'
import { transportError } from '../transport-error.ts'

/** The way out where there is no undici: the platform's `fetch`. */
export function fetchTransport(call: typeof fetch = fetch): Transport {
  return {
    dispatch(request, handler, clocks) {
      const control = new FetchCall(handler, clocks)
      void control.run(call, request)
      return control
    },
  }
}

class FetchCall implements TransportControl {
  readonly #handler: TransportHandler
  readonly #clocks: Clocks | undefined
  readonly #abort = new AbortController()
  #gate: Promise<void> | undefined
  #open: () => void = () => undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #headed = false

  constructor(handler: TransportHandler, clocks: Clocks | undefined) {
    this.#handler = handler
    this.#clocks = clocks
  }

  async run(call: typeof fetch, request: WireRequest): Promise<void> {
    const { origin, path, method, body } = request
    const { totalMs, firstTokenMs, idleMs } = this.#clocks ?? {}
    const total = totalMs === undefined ? undefined : this.#arm(totalMs, 'stalled')
    try {
      // A header value that no header can hold throws here, as a failure of this call.
      const headers = new Headers()
      for (let i = 0; i + 1 < request.headers.length; i += 2)
        headers.append(request.headers[i] ?? '', request.headers[i + 1] ?? '')
      this.#timer =
        firstTokenMs === undefined ? undefined : this.#arm(firstTokenMs, 'timeout_first_token')
      const response = await call(origin + path, {
        method,
        headers,
        // TypeScript's DOM types want a body over an ArrayBuffer; ours never shares memory.
        body: (body ?? null) as BodyInit | null,
        redirect: 'manual',
        signal: this.#abort.signal,
      })
      this.#headed = true
      this.#handler.onHead(response.status, [...response.headers].flat())
      const reader = response.body?.getReader()
      for (let step = await reader?.read(); step?.done === false; step = await reader?.read()) {
        clearTimeout(this.#timer)
        this.#handler.onData(step.value)
        await this.#gate
        this.#timer = idleMs === undefined ? undefined : this.#arm(idleMs, 'stalled')
      }
      this.#handler.onEnd()
    } catch (error) {
      this.#handler.onError(this.#failure(error))
    } finally {
      clearTimeout(this.#timer)
      clearTimeout(total)
    }
  }

  pause(): void {
    this.#gate ??= new Promise((resolve) => (this.#open = resolve))
  }

  resume(): void {
    this.#gate = undefined
    this.#open()
  }

  abort(reason: unknown): void {
    this.#abort.abort(reason)
    this.resume()
  }

  #arm(
    ms: number,
    verdict: 'stalled' | 'timeout_first_token',
  ): ReturnType<typeof setTimeout> | undefined {
    if (!Number.isFinite(ms)) return undefined
    return setTimeout(() => {
      const details = { origin: 'provider', verdict, ran: 'maybe', scope: 'target' } as const
      this.abort(
        new GatewayError(
          'upstream_timeout',
          `The provider was silent for ${String(ms)} ms.`,
          details,
        ),
      )
    }, ms)
  }

  #failure(error: unknown): GatewayError {
    const { signal } = this.#abort
    if (signal.aborted) return GatewayError.from(signal.reason)
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return transportError(cause, this.#headed)
  }
}
