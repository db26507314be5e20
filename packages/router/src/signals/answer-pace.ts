const startOutTokens = 300
const maxTasks = 256
const mostSamples = 100
const leastTokens = 8
const step = 0.1

/** How long a target's answers are, by task, and how fast it writes them. */
export class AnswerPace {
  readonly #lengths = new Map<string, { mean: number; samples: number }>()
  #msPerToken: number | undefined

  /** So many answers of a task, with the sum of the logarithms of their tokens. */
  addLengths(task: string | undefined, count: number, sumLn: number): void {
    const isKnown = this.#lengths.has(task ?? '') || this.#lengths.size < maxTasks
    const key = isKnown ? (task ?? '') : ''
    const length = this.#lengths.get(key) ?? { mean: Math.log(startOutTokens), samples: 1 }
    const samples = Math.min(mostSamples, length.samples + count)
    const mean = length.mean + ((sumLn / count - length.mean) * count) / Math.max(samples, count)
    this.#lengths.set(key, { mean, samples })
  }

  /** So many answers of so many tokens in all, written within so many ms. */
  addPace(count: number, tokens: number, ms: number): void {
    const pace = ms / tokens
    const kept = (1 - step) ** count
    this.#msPerToken =
      this.#msPerToken === undefined ? pace : this.#msPerToken * kept + pace * (1 - kept)
  }

  /** Expected length of an answer; `start` until this target has answered such a task. */
  outTokens(task: string | undefined, start: number | undefined): number {
    if (this.#lengths.size === 0) return start ?? startOutTokens
    const length = this.#lengths.get(task ?? '')
    return length === undefined ? (start ?? startOutTokens) : Math.exp(length.mean)
  }

  /** Once it writes; undefined until a stream was measured. */
  msPerToken(): number | undefined {
    return this.#msPerToken
  }
}

/** Whether an answer is long enough to tell how fast it was written. */
export function tellsPace(outTokens: number, streamMs: number | undefined): streamMs is number {
  return streamMs !== undefined && outTokens >= leastTokens
}
