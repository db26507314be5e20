import type { Frame, Seen, StreamRelay } from './adapter.ts'
import type { GatewayError } from './errors.ts'
import { lastBorder, readBlock, splitBlocks } from './sse-block.ts'

/** What a wire tells the shared relay. */
export interface SseRelayOptions {
  /** An event without a match is not parsed (when nothing is repaired). */
  readonly watch: RegExp
  /** Notes what went by; true when the stream's terminal marker did. */
  observe(frame: Frame, seen: Seen): boolean
  /** The whole event's replacement with its blank line ('' removes it); undefined leaves the bytes. */
  repair?: ((frame: Frame) => string | undefined) | undefined
  /** Text owed to the client at a clean end. */
  tail?: ((seen: Seen) => string | undefined) | undefined
  truncated(seen: Seen): GatewayError
}

const maxEvent = 32 * 1024 * 1024

/** Lets SSE bytes of one wire pass, reads usage and endings beside them, repairs where told to. */
export function sseRelay(options: SseRelayOptions): StreamRelay {
  return new SseRelay(options)
}

class SseRelay implements StreamRelay {
  readonly seen: Seen = {}
  tail: Uint8Array | undefined
  readonly #options: SseRelayOptions
  readonly #decoder = new TextDecoder()
  #carry = ''
  #terminal = false

  constructor(options: SseRelayOptions) {
    this.#options = options
  }

  push(bytes: Uint8Array): Uint8Array {
    const carried = this.#carry !== ''
    const text = this.#carry + this.#decoder.decode(bytes, { stream: true })
    const border = lastBorder(text)
    this.#carry = text.length - border > maxEvent ? '' : text.slice(border)
    const whole = text.slice(0, border)
    if (this.#options.repair === undefined) {
      if (whole !== '' && this.#options.watch.test(whole)) this.#watch(whole)
      return bytes
    }
    const out = this.#repair(whole)
    return out === whole && !carried && this.#carry === '' ? bytes : new TextEncoder().encode(out)
  }

  end(): GatewayError | undefined {
    const rest = this.#carry + this.#decoder.decode()
    this.#carry = ''
    if (rest !== '') this.seen.partial = true
    let out = ''
    if (this.#options.repair !== undefined) out = this.#repair(rest)
    else if (this.#options.watch.test(rest)) this.#note(rest)
    if (this.seen.error !== undefined) return this.seen.error
    if (!this.#terminal) {
      const error = this.#options.truncated(this.seen)
      this.seen.error = error
      return error
    }
    out += this.#options.tail?.(this.seen) ?? ''
    if (out !== '') this.tail = new TextEncoder().encode(out)
    return undefined
  }

  #watch(whole: string): void {
    for (const block of splitBlocks(whole)) if (this.#options.watch.test(block)) this.#note(block)
  }

  #note(block: string): Frame | undefined {
    const frame = readBlock(block)
    if (frame !== undefined && this.#options.observe(frame, this.seen)) this.#terminal = true
    return frame
  }

  #repair(whole: string): string {
    let out = ''
    const border = lastBorder(whole)
    for (const block of splitBlocks(whole.slice(0, border))) out += this.#repairBlock(block)
    const rest = whole.slice(border)
    return rest === '' ? out : out + this.#repairBlock(rest)
  }

  #repairBlock(block: string): string {
    const frame = this.#note(block)
    return frame === undefined ? block : (this.#options.repair?.(frame) ?? block)
  }
}
