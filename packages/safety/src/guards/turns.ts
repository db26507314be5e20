/** More wait for their turn than may. */
export class TooManyWait extends Error {
  override readonly name = 'TooManyWait'
}

/** Lets so many tasks run at a time; the others wait in line. */
export class Turns {
  readonly #limit: number
  readonly #queue: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(limit: number, queue: number = Infinity) {
    this.#limit = limit
    this.#queue = queue
  }

  /** Rejects with `TooManyWait` where the line is full. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#running < this.#limit) this.#running += 1
    else await this.#place()
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      // The turn goes to the next in line.
      if (next === undefined) this.#running -= 1
      else next()
    }
  }

  async #place(): Promise<void> {
    if (this.#waiting.length >= this.#queue) throw new TooManyWait('Too many wait for their turn.')
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve)
    })
  }
}
