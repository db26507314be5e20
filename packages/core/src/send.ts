import { GatewayError } from './errors.ts'
import type { WireRequest, WireResponse } from './http.ts'
import type { Clocks, Transport } from './ports.ts'

/** Bounds of one whole call; `maxBytes` defaults to 32 MiB. */
export interface SendOptions {
  readonly signal?: AbortSignal | undefined
  readonly clocks?: Clocks | undefined
  readonly maxBytes?: number | undefined
}

/** One request and its whole answer, whatever its status; rejects only when there is none. */
export function send(
  transport: Transport,
  request: WireRequest,
  options: SendOptions = {},
): Promise<WireResponse> {
  const { signal, clocks, maxBytes } = options
  return new Promise((resolve, reject) => {
    const body = new ByteCollector(maxBytes)
    let head: Pick<WireResponse, 'status' | 'headers'> = { status: 0, headers: [] }
    const stop = () => {
      control.abort(signal?.reason)
    }
    const control = transport.dispatch(
      request,
      {
        onHead: (status, headers) => (head = { status, headers }),
        onData: (bytes) => {
          if (!body.push(bytes)) control.abort(body.tooLarge())
        },
        onEnd: () => {
          signal?.removeEventListener('abort', stop)
          resolve({ ...head, body: body.bytes() })
        },
        onError: (error) => {
          signal?.removeEventListener('abort', stop)
          reject(error)
        },
      },
      clocks,
    )
    if (signal?.aborted === true) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

/** Largest whole answer unless an option says otherwise. */
export const defaultMaxBytes: number = 32 * 1024 * 1024

/** Collects chunks up to a bound. */
export class ByteCollector {
  readonly #chunks: Uint8Array[] = []
  readonly #maxBytes: number
  #size = 0

  constructor(maxBytes: number = defaultMaxBytes) {
    this.#maxBytes = maxBytes
  }

  get size(): number {
    return this.#size
  }

  get chunks(): readonly Uint8Array[] {
    return this.#chunks
  }

  /** False once there is too much. */
  push(bytes: Uint8Array): boolean {
    this.#chunks.push(bytes)
    this.#size += bytes.length
    return this.#size <= this.#maxBytes
  }

  bytes(): Uint8Array {
    const [first] = this.#chunks
    if (first !== undefined && this.#chunks.length === 1) return first
    const whole = new Uint8Array(this.#size)
    let at = 0
    for (const chunk of this.#chunks) {
      whole.set(chunk, at)
      at += chunk.length
    }
    return whole
  }

  tooLarge(): GatewayError {
    return tooLarge(this.#maxBytes)
  }
}

/** An answer that would fill the memory. */
export function tooLarge(maxBytes: number): GatewayError {
  return new GatewayError(
    'upstream_error',
    `The provider's answer is larger than ${String(maxBytes)} bytes.`,
    { origin: 'provider', verdict: 'malformed', ran: 'yes', scope: 'request' },
  )
}
