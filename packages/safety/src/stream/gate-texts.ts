import type { StreamEvent } from '@signalbox/core'

interface CandidateText {
  /** The end of what was let through. */
  seen: string
  /** What nobody has read yet. */
  text: string
}

/** What a gate knows of an answer: texts that wait, and what has begun and not ended. */
export class GateTexts {
  readonly #overlap: number
  readonly #texts = new Map<number, CandidateText>()
  /** Parts whose text is for machines. */
  readonly #calls = new Set<string>()
  readonly #parts = new Map<string, { readonly candidate: number; readonly index: number }>()
  readonly #candidates = new Set<number>()

  constructor(overlap: number) {
    this.#overlap = overlap
  }

  get isWaiting(): boolean {
    return this.longest > 0
  }

  /** Characters that wait, of the candidate that has most. */
  get longest(): number {
    let longest = 0
    for (const { text } of this.#texts.values()) longest = Math.max(longest, text.length)
    return longest
  }

  /** Takes the text of an event. */
  read(event: StreamEvent): void {
    switch (event.type) {
      case 'part-start':
        if (event.part.type === 'tool-call') this.#calls.add(keyOf(event))
        return
      case 'part-delta':
        if (!this.#calls.has(keyOf(event))) this.#of(event.candidate).text += event.text
        return
      case 'part-patch':
        if ('text' in event.fields) this.#of(event.candidate).text += event.fields.text ?? ''
        return
      case 'start':
      case 'part-end':
      case 'logprobs':
      case 'usage':
      case 'finish':
      case 'blocked':
      case 'opaque':
      case 'error':
    }
  }

  /** What has to be read: the texts that wait, each with what is before it. */
  windows(): readonly string[] {
    return [...this.#texts.values()]
      .filter(({ text }) => text !== '')
      .map(({ seen, text }) => seen + text)
  }

  /** What waited was let through. */
  pass(): void {
    for (const entry of this.#texts.values()) {
      entry.seen = this.#overlap === 0 ? '' : (entry.seen + entry.text).slice(-this.#overlap)
      entry.text = ''
    }
  }

  /** An event has left. */
  left(event: StreamEvent): void {
    if (event.type === 'part-start') {
      this.#candidates.add(event.candidate)
      this.#parts.set(keyOf(event), { candidate: event.candidate, index: event.index })
    } else if (event.type === 'part-end') this.#parts.delete(keyOf(event))
    else if (event.type === 'finish') this.#candidates.delete(event.candidate)
  }

  /** Ends what has begun as a provider's own filter would. */
  *endings(): Generator<StreamEvent> {
    for (const place of this.#parts.values()) yield { type: 'part-end', ...place }
    const open = this.#candidates.size === 0 ? [0] : this.#candidates
    for (const candidate of open)
      yield { type: 'finish', candidate, finish: { reason: 'content-filter' } }
  }

  #of(candidate: number): CandidateText {
    const known = this.#texts.get(candidate)
    if (known !== undefined) return known
    const fresh = { seen: '', text: '' }
    this.#texts.set(candidate, fresh)
    return fresh
  }
}

function keyOf({ candidate, index }: { candidate: number; index: number }): string {
  return `${String(candidate)}.${String(index)}`
}
