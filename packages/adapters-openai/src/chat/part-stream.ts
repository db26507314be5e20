import type { Part, PartSeed, StreamEvent } from '@signalbox/core'

/** The parts of one candidate as events: dense indices, every part started before and ended once. */
export class PartStream {
  readonly candidate: number
  readonly #open = new Set<number>()
  #events: StreamEvent[] = []
  #next = 0

  constructor(candidate: number) {
    this.candidate = candidate
  }

  start(part: PartSeed): number {
    const index = this.#next++
    this.#open.add(index)
    this.#events.push({ type: 'part-start', candidate: this.candidate, index, part })
    return index
  }

  /** A part that comes whole. */
  whole(part: PartSeed): void {
    this.end(this.start(part))
  }

  delta(index: number, text: string): void {
    if (text !== '' && this.#open.has(index))
      this.#events.push({ type: 'part-delta', candidate: this.candidate, index, text })
  }

  patch(index: number, fields: Partial<Part>): void {
    this.#events.push({ type: 'part-patch', candidate: this.candidate, index, fields })
  }

  end(index: number): void {
    if (this.#open.delete(index))
      this.#events.push({ type: 'part-end', candidate: this.candidate, index })
  }

  isOpen(index: number): boolean {
    return this.#open.has(index)
  }

  emit(event: StreamEvent): void {
    this.#events.push(event)
  }

  take(): readonly StreamEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }
}
