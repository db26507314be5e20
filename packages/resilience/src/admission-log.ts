const slots = 256
const slotMs = 50

/** How much was admitted since a moment; remembers some seconds, in steps, and counts too much rather than too little. */
export class AdmissionLog {
  readonly #times = new Float64Array(slots).fill(-Infinity)
  readonly #before = new Float64Array(slots)
  #last = 0
  #total = 0

  record(units: number, now: number): void {
    if (now - (this.#times[this.#last] ?? 0) >= slotMs) {
      this.#last = (this.#last + 1) % slots
      this.#times[this.#last] = now
      this.#before[this.#last] = this.#total
    }
    this.#total += units
  }

  since(time: number): number {
    let counted = 0
    for (let back = 0; back < slots; back++) {
      const slot = (this.#last - back + slots) % slots
      if ((this.#times[slot] ?? -Infinity) + slotMs <= time) return counted
      counted = this.#total - (this.#before[slot] ?? 0)
    }
    return counted
  }
}
