/** Where a guardrail stands: all that its next step needs. */
export type GuardrailSums = readonly [
  share: number,
  events: number,
  treated: number,
  expected: number,
  logEvidence: number,
]

/**
 * An e-process (beta-binomial mixture) that may be read after every event: under equal arms a bad
 * event falls into the treatment with probability `share`, and evidence against that only grows by chance.
 */
export class Guardrail {
  #share: number
  #events = 0
  #treated = 0
  #expected = 0
  #logEvidence = 0

  /** `share` is the treatment's expected share of events when it starts. */
  constructor(share: number) {
    this.#share = share
  }

  get events(): number {
    return this.#events
  }
  get treated(): number {
    return this.#treated
  }
  /** Natural logarithm of the evidence that the arms differ. */
  get logEvidence(): number {
    return this.#logEvidence
  }

  /** One bad event and the treatment's share at that time. */
  add(isTreated: boolean, share: number): void {
    const [a, b] = [2 * this.#share + 1, 2 * (1 - this.#share) + 1]
    const [n, k] = [this.#events, this.#treated]
    if (share > 0 && share < 1)
      this.#logEvidence += isTreated
        ? Math.log((a + k) / (a + b + n) / share)
        : Math.log((b + n - k) / (a + b + n) / (1 - share))
    this.#events++
    this.#expected += share
    if (isTreated) this.#treated++
  }

  get sums(): GuardrailSums {
    return [this.#share, this.#events, this.#treated, this.#expected, this.#logEvidence]
  }

  /** Goes on from where another one stands. */
  adopt([share, events, treated, expected, logEvidence]: GuardrailSums): void {
    this.#share = share
    this.#events = events
    this.#treated = treated
    this.#expected = expected
    this.#logEvidence = logEvidence
  }

  /** Whether the treatment is proven to be worse at this error probability. */
  harms(alpha: number): boolean {
    if (this.#events < 5 || this.#treated <= this.#expected) return false
    return this.#logEvidence >= -Math.log(alpha)
  }
}
