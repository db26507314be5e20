/** Something that happens at a time, unless it is cancelled before. */
export interface QueuedEvent {
  readonly at: number
  readonly order: number
  run: (() => void) | undefined
}

/** A binary heap by time; equal times in the order they were added. */
export class EventQueue {
  readonly #heap: QueuedEvent[] = []
  #added = 0

  add(at: number, run: () => void): QueuedEvent {
    const event: QueuedEvent = { at, order: this.#added++, run }
    this.#heap.push(event)
    this.#rise(this.#heap.length - 1)
    return event
  }

  /** The earliest event that was not cancelled. */
  pop(): QueuedEvent | undefined {
    for (let event = this.#take(); event !== undefined; event = this.#take())
      if (event.run !== undefined) return event
    return undefined
  }

  #take(): QueuedEvent | undefined {
    const first = this.#heap[0]
    const last = this.#heap.pop()
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last
      this.#sink()
    }
    return first
  }

  #rise(from: number): void {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.#swapIfBefore(index, parent)) return
      index = parent
    }
  }

  #sink(): void {
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      const child = this.#isBefore(left + 1, left) ? left + 1 : left
      if (!this.#swapIfBefore(child, index)) return
      index = child
    }
  }

  #swapIfBefore(lower: number, upper: number): boolean {
    const [a, b] = [this.#heap[lower], this.#heap[upper]]
    if (a === undefined || b === undefined || !this.#isBefore(lower, upper)) return false
    this.#heap[upper] = a
    this.#heap[lower] = b
    return true
  }

  #isBefore(index: number, other: number): boolean {
    const [a, b] = [this.#heap[index], this.#heap[other]]
    if (a === undefined || b === undefined) return false
    return a.at < b.at || (a.at === b.at && a.order < b.order)
  }
}
