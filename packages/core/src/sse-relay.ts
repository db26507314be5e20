import type { Frame, StreamRelay } from './adapter.ts'
import { costEdit, editCosts, keyOf, type CostPlace, type TextEdit } from './cost-edit.ts'
import { EditedBytes } from './edited-bytes.ts'
import type { GatewayError } from './errors.ts'
import { maxEvent, tooLong } from './event-limit.ts'
import type { Seen } from './seen.ts'
import { lastBorder, splitBlocks } from './sse-block.ts'
import { sseTextFramer } from './sse-framer.ts'

/** What a wire tells the shared relay. */
export interface SseRelayOptions {
  /** An event without a match is not parsed (when nothing is repaired). */
  readonly watch: RegExp
  /** Notes what went by; true when the stream's terminal marker did. */
  observe(frame: Frame, seen: Seen): boolean
  /** The whole event's replacement with its blank line ('' removes it); undefined leaves the bytes. */
  repair?: ((frame: Frame) => string | undefined) | undefined
  /** Text owed to the client at a clean end of a repaired stream. */
  tail?: ((seen: Seen) => string | undefined) | undefined
  /** Where the cost of the whole answer is told, as soon as it has finished and its usage is known. */
  readonly cost?: CostPlace | undefined
  truncated(seen: Seen): GatewayError
}

/** Lets SSE bytes of one wire pass, reads usage and endings beside them, repairs where told to. */
export function sseRelay(options: SseRelayOptions): StreamRelay {
  return new SseRelay(options)
}

const lf = 10
const none: readonly TextEdit[] = []
/** For chunks of whole characters in the middle of a stream, where a byte order mark is text. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

class SseRelay implements StreamRelay {
  readonly seen: Seen = {}
  tail: Uint8Array | undefined
  readonly #options: SseRelayOptions
  readonly #decoder = new TextDecoder()
  readonly #framer = sseTextFramer()
  readonly #edited: EditedBytes | undefined
  /** Text after the last border, and its last characters: a long event is not searched again. */
  #carry = ''
  #edge = ''
  #terminal = false
  /** All that came so far were whole events. */
  #atBorder = false

  constructor(options: SseRelayOptions) {
    this.#options = options
    if (options.cost !== undefined && options.repair === undefined)
      this.#edited = new EditedBytes(keyOf(options.cost))
  }

  push(bytes: Uint8Array): Uint8Array {
    const { repair, watch } = this.#options
    const carried = this.#carry !== ''
    const whole =
      this.#atBorder && endsInBlankLine(bytes)
        ? utf8.decode(bytes)
        : this.#take(this.#decoder.decode(bytes, { stream: true }))
    this.#atBorder = this.#carry === '' && endsInBlankLine(bytes)
    if (repair === undefined) {
      const edits = whole !== '' && watch.test(whole) ? this.#watch(whole) : none
      return this.#edited?.pass(bytes, { whole, edits, carry: this.#carry }) ?? bytes
    }
    const out = this.#repair(whole)
    return out === whole && !carried && this.#carry === '' ? bytes : new TextEncoder().encode(out)
  }

  end(): GatewayError | undefined {
    const { repair, watch } = this.#options
    const rest = this.#carry + this.#decoder.decode()
    this.#carry = ''
    if (rest !== '') this.seen.partial = true
    let out = ''
    if (rest !== '' && (repair !== undefined || watch.test(rest)))
      out = this.#mended(rest, this.#note([...this.#framer.push(rest), ...this.#framer.end()]))
    if (this.seen.error !== undefined) return this.seen.error
    if (!this.#terminal) {
      const error = this.#options.truncated(this.seen)
      this.seen.error = error
      return error
    }
    if (repair === undefined)
      this.tail = this.#edited?.end({ whole: rest, edits: this.#edit(rest) })
    else {
      out += this.#priced(this.#options.tail?.(this.seen) ?? '')
      if (out !== '') this.tail = new TextEncoder().encode(out)
    }
    return undefined
  }

  /** The events that are whole now, as text. */
  #take(text: string): string {
    const fresh = this.#edge + text
    const border = lastBorder(fresh)
    if (border === 0) {
      this.#carry += text
      this.#edge = fresh.slice(-2)
      if (this.#carry.length > maxEvent) this.#dropCarry()
      return ''
    }
    const at = border - this.#edge.length
    const whole = this.#carry + text.slice(0, at)
    this.#carry = text.slice(at)
    this.#edge = this.#carry.slice(-2)
    return whole
  }

  /** What has passed already need not be read; what waits for its repair may not be lost. */
  #dropCarry(): void {
    if (this.#options.repair !== undefined) throw tooLong()
    this.#carry = ''
  }

  #watch(whole: string): readonly TextEdit[] {
    const edits: TextEdit[] = []
    let from = 0
    for (const block of splitBlocks(whole)) {
      if (this.#options.watch.test(block)) {
        this.#note(this.#framer.push(block))
        edits.push(...this.#edit(block, from))
      }
      from += block.length
    }
    return edits
  }

  /** The change of one event that was noted; `from` is where it begins in a longer text. */
  #edit(block: string, from = 0): readonly TextEdit[] {
    const { cost } = this.#options
    const edit = cost === undefined ? undefined : costEdit(block, this.seen, cost)
    return edit === undefined ? none : [{ ...edit, start: from + edit.start, end: from + edit.end }]
  }

  #note(frames: readonly Frame[]): readonly Frame[] {
    for (const frame of frames) if (this.#options.observe(frame, this.seen)) this.#terminal = true
    return frames
  }

  #repair(whole: string): string {
    let out = ''
    for (const block of splitBlocks(whole))
      out += this.#mended(block, this.#note(this.#framer.push(block)))
    return out
  }

  #mended(block: string, [frame]: readonly Frame[]): string {
    return frame === undefined ? block : this.#priced(this.#options.repair?.(frame) ?? block)
  }

  #priced(text: string): string {
    const { cost } = this.#options
    return cost === undefined ? text : editCosts(text, this.seen, cost)
  }
}

/** Nearly every chunk ends so, and then nothing waits for the next one. */
function endsInBlankLine(bytes: Uint8Array): boolean {
  return bytes[bytes.length - 1] === lf && bytes[bytes.length - 2] === lf
}
