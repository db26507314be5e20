/**
 * An e-process (beta-binomial mixture) that may be read after every event: under equal arms a bad
 * event falls into the treatment with probability `share`, and evidence against that only grows by chance.
 */
export class Guardrail {
  readonly #a: number
  readonly #b: number
  #events = 0
  #treated = 0
  #expected = 0
  #logEvidence = 0

  /** `share` is the treatment's expected share of events when it starts. */
  constructor(share: number) {
    this.#a = 2 * share + 1
    this.#b = 2 * (1 - share) + 1
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
    const [a, b, n, k] = [this.#a, this.#b, this.#events, this.#treated]
    if (share > 0 && share < 1)
      this.#logEvidence += isTreated
        ? Math.log((a + k) / (a + b + n) / share)
        : Math.log((b + n - k) / (a + b + n) / (1 - share))
    this.#events++
    this.#expected += share
    if (isTreated) this.#treated++
  }

  /** Whether the treatment is proven to be worse at this error probability. */
  harms(alpha: number): boolean {
    if (this.#events < 5 || this.#treated <= this.#expected) return false
    return this.#logEvidence >= -Math.log(alpha)
  }
}
