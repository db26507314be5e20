import type { TextEdit } from './cost-edit.ts'
import { ByteCollector } from './send.ts'
import { lastBorder } from './sse-block.ts'

/** What was read of the bytes that pass. */
export interface PassedText {
  /** The events that are whole now; the edits count from its start. */
  readonly whole: string
  readonly edits: readonly TextEdit[]
  /** What has come of the next event. */
  readonly carry: string
}

const utf8 = new TextEncoder()
const asText = new TextDecoder('utf-8', { ignoreBOM: true })
/** A character per byte. */
const asBytes = new TextDecoder('latin1')

/**
 * Lets a stream's bytes pass, and edits of its text with them. An event is only kept back while
 * it holds `key` and is not whole: what is edited stands behind it.
 */
export class EditedBytes {
  readonly #key: string
  #held: Uint8Array[] = []
  /** Up to where the next event was searched for the key. */
  #searched = 0

  constructor(key: string) {
    this.#key = key
  }

  /** The same array where nothing is edited or kept back. */
  pass(bytes: Uint8Array, text: PassedText): Uint8Array {
    const { edits } = text
    const waits = this.#waits(text)
    if (this.#held.length === 0 && edits.length === 0 && !waits) return bytes
    if (waits && text.whole === '') {
      this.#held.push(bytes)
      return bytes.subarray(0, 0)
    }
    const all = this.#take(bytes)
    const border = lastBorder(asBytes.decode(all))
    if (!waits) return edited(all, text, border)
    this.#held.push(all.subarray(border))
    return edited(all.subarray(0, border), text, border)
  }

  /** What was kept back, at the end of the stream; `whole` is its last event. */
  end(text: Omit<PassedText, 'carry'>): Uint8Array | undefined {
    if (this.#held.length === 0) return undefined
    const all = this.#take(new Uint8Array())
    return edited(all, { ...text, carry: '' }, all.length)
  }

  #waits({ whole, carry }: PassedText): boolean {
    if (whole !== '' || carry === '') this.#searched = 0
    else if (this.#held.length > 0) return true
    if (carry === '') return false
    const from = Math.max(0, this.#searched - this.#key.length)
    this.#searched = carry.length
    return carry.includes(this.#key, from)
  }

  #take(bytes: Uint8Array): Uint8Array {
    const all = joined([...this.#held, bytes])
    this.#held = []
    return all
  }
}

/** `border` is where `whole` ends: its beginning may have passed already. */
function edited(bytes: Uint8Array, { whole, edits }: PassedText, border: number): Uint8Array {
  const pieces: Uint8Array[] = []
  let from = 0
  for (const { start, end, text } of edits) {
    const rest = whole.slice(start)
    const at = border - utf8.encode(rest).length
    // Bytes that are no text have another length than what they were read as.
    if (at < from || asText.decode(bytes.subarray(at, border)) !== rest) continue
    pieces.push(bytes.subarray(from, at), utf8.encode(text))
    from = at + utf8.encode(whole.slice(start, end)).length
  }
  if (pieces.length === 0) return bytes
  pieces.push(bytes.subarray(from))
  return joined(pieces)
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const collector = new ByteCollector(Infinity)
  for (const piece of pieces) collector.push(piece)
  return collector.bytes()
}
