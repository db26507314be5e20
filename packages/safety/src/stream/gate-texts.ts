import type { StreamEvent } from '@signalbox/core'

/** A text that a gate asks about. */
export interface GateWindow {
  readonly kind: 'text' | 'args'
  readonly text: string
}

interface CandidateText {
  readonly kind: GateWindow['kind']
  /** The end of what was let through. */
  seen: string
  /** What nobody has read yet. */
  text: string
}

/** What a gate knows of an answer: texts that wait, and what has begun and not ended. */
export class GateTexts {
  readonly #overlap: number
  readonly #texts = new Map<string, CandidateText>()
  /** Parts whose text is for tools. */
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
        this.#of(event).text += event.text
        return
      case 'part-patch':
        if ('text' in event.fields) this.#of(event).text += event.fields.text ?? ''
        if ('arguments' in event.fields) this.#of(event).text += event.fields.arguments ?? ''
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
  windows(): readonly GateWindow[] {
    return [...this.#texts.values()]
      .filter(({ text }) => text !== '')
      .map(({ kind, seen, text }) => ({ kind, text: seen + text }))
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

  #of(place: { readonly candidate: number; readonly index: number }): CandidateText {
    const kind = this.#calls.has(keyOf(place)) ? 'args' : 'text'
    const key = `${String(place.candidate)} ${kind}`
    const known = this.#texts.get(key)
    if (known !== undefined) return known
    const fresh: CandidateText = { kind, seen: '', text: '' }
    this.#texts.set(key, fresh)
    return fresh
  }
}

function keyOf({ candidate, index }: { candidate: number; index: number }): string {
  return `${String(candidate)}.${String(index)}`
}
