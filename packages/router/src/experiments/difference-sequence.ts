/** A difference of means that holds at every look; `undefined` bounds until there is enough. */
export interface Difference {
  readonly mean: number
  readonly margin: number
  readonly lower: number
  readonly upper: number
  readonly units: number
}

/** Where a sequence stands: all that its next step needs. */
export type DifferenceSums = readonly [
  units: number,
  treated: number,
  mean: number,
  squares: number,
  level: number,
]

const tightestNear = 4000
const minUnits = 100
const minPerArm = 10

/**
 * An asymptotic confidence sequence for treatment minus control (Waudby-Smith et al. 2024,
 * proposition 2.5), on centred inverse-probability scores.
 */
export class DifferenceSequence {
  readonly #alpha: number
  readonly #rho2: number
  readonly #start: number | undefined
  #units = 0
  #treated = 0
  #mean = 0
  #squares = 0
  #level = 0

  /** `start` centres the first unit: 0.5 for scores; absent, the first value does. */
  constructor(alpha: number, start?: number) {
    this.#alpha = alpha
    const log = -2 * Math.log(alpha)
    this.#rho2 = (log + Math.log(log) + 1) / tightestNear
    this.#start = start
  }

  /** One unit: its arm, the probability of the treatment at that time, its value. */
  add(isTreated: boolean, share: number, value: number): void {
    if (!(share > 0 && share < 1) || !Number.isFinite(value)) return
    if (this.#units === 0) this.#level = this.#start ?? value
    const score = (isTreated ? 1 / share : -1 / (1 - share)) * (value - this.#level)
    this.#units++
    if (isTreated) this.#treated++
    const delta = score - this.#mean
    this.#mean += delta / this.#units
    this.#squares += delta * (score - this.#mean)
    this.#level += (value - this.#level) / (this.#units + 1)
  }

  get sums(): DifferenceSums {
    return [this.#units, this.#treated, this.#mean, this.#squares, this.#level]
  }

  /** Goes on from where another one stands. */
  adopt([units, treated, mean, squares, level]: DifferenceSums): void {
    this.#units = units
    this.#treated = treated
    this.#mean = mean
    this.#squares = squares
    this.#level = level
  }

  /** The interval now; undefined before 100 units or with under ten in an arm. */
  read(): Difference | undefined {
    const n = this.#units
    if (n < minUnits || this.#treated < minPerArm || n - this.#treated < minPerArm) return undefined
    const rho2 = this.#rho2
    const spread = n * (this.#squares / n) * rho2 + 1
    const margin = Math.sqrt((spread / (n * n * rho2)) * Math.log(spread / this.#alpha ** 2))
    const mean = this.#mean
    return { mean, margin, lower: mean - margin, upper: mean + margin, units: n }
  }
}
