import { WaitingCalls } from './waiting-calls.ts'

const remembered = 0.99
const enough = 3
// A long answer is no hang: only a multiple of the usual time is late.
const patience = 4

/** Answers that come in one piece: their time is that of the first token and of the writing. */
export class WholeAnswers {
  readonly #waiting = new WaitingCalls()
  #count = 0
  #tokens = 0
  #ms = 0
  #tokensSquared = 0
  #tokensMs = 0

  begin(call: object, now: number): void {
    this.#waiting.begin(call, now)
  }

  leave(call: object): void {
    this.#waiting.leave(call)
  }

  see(ms: number, tokens: number): void {
    this.#count = this.#count * remembered + 1
    this.#tokens = this.#tokens * remembered + tokens
    this.#ms = this.#ms * remembered + ms
    this.#tokensSquared = this.#tokensSquared * remembered + tokens * tokens
    this.#tokensMs = this.#tokensMs * remembered + tokens * ms
  }

  /** The slope of time over length, which the wait for the first token is no part of; undefined until it shows. */
  msPerToken(): number | undefined {
    if (this.#count < enough) return undefined
    const spread = this.#tokensSquared - (this.#tokens * this.#tokens) / this.#count
    const slope = (this.#tokensMs - (this.#tokens * this.#ms) / this.#count) / spread
    if (!(spread > 0)) return undefined
    return Math.max(0, Math.min(slope, this.#ms / this.#tokens))
  }

  /** What calls that take far longer than usual add to the wait. */
  late(now: number): number {
    return this.#count < enough ? 0 : this.#waiting.late(now, (patience * this.#ms) / this.#count)
  }
}
