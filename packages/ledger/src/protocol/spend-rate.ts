const windowMs = 2_000

/** What was spent within about the last two seconds. */
export class SpendRate {
  #from = -Infinity
  #current = 0n
  #before = 0n

  add(amount: bigint, now: number): void {
    this.#turn(now)
    this.#current += amount
  }

  recent(now: number): bigint {
    this.#turn(now)
    return this.#before > this.#current ? this.#before : this.#current
  }

  #turn(now: number): void {
    const age = now - this.#from
    if (age < windowMs) return
    this.#before = age < 2 * windowMs ? this.#current : 0n
    this.#current = 0n
    this.#from = now
  }
}
