/** What a drift detector has found. */
export interface Shift {
  /** In the unit of the samples. */
  readonly size: number
  /** Samples since the shift seems to have begun. */
  readonly samples: number
}

/** What a detector has learned from. */
export type CusumBaseline = readonly [samples: number, mean: number, squares: number]

const slack = 0.25
const alarmAt = 22
const clip = 4
const quiet = 1
const refineFactor = 20
const leastDeviation = 0.005

/** A two-sided CUSUM against a baseline learned from the first samples; alarms once. */
export class Cusum {
  readonly #baseline: number
  #samples = 0
  #mean = 0
  #squares = 0
  #high = 0
  #low = 0
  #highRun = { sum: 0, samples: 0 }
  #lowRun = { sum: 0, samples: 0 }
  #shift: Shift | undefined

  /** `baseline` samples are learned from before anything is judged. */
  constructor(baseline: number) {
    this.#baseline = baseline
  }

  get isLearning(): boolean {
    return this.#samples < this.#baseline
  }
  /** Nothing is suspected; then a baseline that is still rough may grow. */
  get #isQuiet(): boolean {
    return this.#samples < this.#baseline * refineFactor && this.#high < quiet && this.#low < quiet
  }
  get shift(): Shift | undefined {
    return this.#shift
  }
  /** The baseline's mean, with the shift if one was found; undefined while learning. */
  get level(): number | undefined {
    return this.isLearning ? undefined : this.#mean + (this.#shift?.size ?? 0)
  }

  get baseline(): CusumBaseline {
    return [this.#samples, this.#mean, this.#squares]
  }

  /** Goes on from a baseline that others have learned, if it rests on more. */
  adopt([samples, mean, squares]: CusumBaseline, shift: Shift | undefined): void {
    if (samples <= this.#samples) return
    this.#samples = samples
    this.#mean = mean
    this.#squares = squares
    this.#shift = shift
  }

  /** Somebody else has found the shift. */
  heard(shift: Shift): void {
    this.#shift ??= shift
  }

  /** How far a value is from the baseline, whatever was found since; undefined while learning. */
  deviationOf(value: number): number | undefined {
    return this.isLearning || !Number.isFinite(value) ? undefined : value - this.#mean
  }

  /** The shift at the sample that proves it, else undefined. */
  add(value: number): Shift | undefined {
    if (!Number.isFinite(value) || this.#shift !== undefined) return undefined
    if (this.isLearning) {
      this.#learn(value)
      return undefined
    }
    const isQuiet = this.#isQuiet
    const deviation = Math.max(leastDeviation, Math.sqrt(this.#squares / this.#samples))
    const z = Math.max(-clip, Math.min(clip, (value - this.#mean) / deviation))
    this.#high = Math.max(0, this.#high + z - slack)
    this.#low = Math.max(0, this.#low - z - slack)
    this.#highRun = follow(this.#highRun, this.#high, value)
    this.#lowRun = follow(this.#lowRun, this.#low, value)
    if (isQuiet) this.#learn(value)
    if (this.#high <= alarmAt && this.#low <= alarmAt) return undefined
    const run = this.#high > alarmAt ? this.#highRun : this.#lowRun
    this.#shift = { size: run.sum / run.samples - this.#mean, samples: run.samples }
    return this.#shift
  }

  /** Somebody has seen the shift: what comes now is the new baseline. */
  acknowledge(): void {
    this.#samples = this.#mean = this.#squares = this.#high = this.#low = 0
    this.#highRun = this.#lowRun = { sum: 0, samples: 0 }
    this.#shift = undefined
  }

  #learn(value: number): void {
    this.#samples++
    const delta = value - this.#mean
    this.#mean += delta / this.#samples
    this.#squares += delta * (value - this.#mean)
  }
}

function follow(
  run: { readonly sum: number; readonly samples: number },
  level: number,
  value: number,
): { sum: number; samples: number } {
  return level === 0 ? { sum: 0, samples: 0 } : { sum: run.sum + value, samples: run.samples + 1 }
}
