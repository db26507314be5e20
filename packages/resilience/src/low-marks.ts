/** The lowest level something had since a numbered event; bounded, and only ever too low. */
export class LowMarks {
  readonly #events: number[] = []
  readonly #lows: number[] = []
  readonly #cap: number

  constructor(cap = 128) {
    this.#cap = cap
  }

  /** Events come in ascending order; `level` is the one right before the event. */
  record(event: number, level: number): void {
    while ((this.#lows.at(-1) ?? -Infinity) >= level) {
      this.#lows.pop()
      this.#events.pop()
    }
    this.#lows.push(level)
    this.#events.push(event)
    if (this.#lows.length > this.#cap) this.#forgetOldest()
  }

  /** Over all events after that one; Infinity when there was none. */
  after(event: number): number {
    return this.#lows[this.#firstAfter(event)] ?? Infinity
  }

  /** Every level after that event was in truth lower. */
  lower(event: number, by: number): void {
    const first = this.#firstAfter(event)
    for (const [index, low] of this.#lows.entries())
      if (index >= first) this.#lows[index] = Math.max(0, low - by)
    const lowest = this.#lows[first] ?? Infinity
    for (let index = first - 1; index >= 0 && (this.#lows[index] ?? 0) > lowest; index--)
      this.#lows[index] = lowest
  }

  #firstAfter(event: number): number {
    let low = 0
    let high = this.#events.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#events[middle] ?? Infinity) > event) high = middle
      else low = middle + 1
    }
    return low
  }

  #forgetOldest(): void {
    this.#events.shift()
    const oldest = this.#lows.shift()
    if (oldest !== undefined) this.#lows[0] = oldest
  }
}
