import type { CusumBaseline, Shift } from './cusum.ts'

const alarmAt = 12.7
const leastRise = 0.02
const mostBaseline = 0.9
const refineFactor = 20
const quiet = 1

/**
 * A one-sided CUSUM of log-likelihood for events that are rare, such as refusals: values are 0 or 1, the share
 * it looks for is twice the usual one and at least two points more. Alarms once.
 */
export class ShareCusum {
  readonly #baseline: number
  #samples = 0
  #events = 0
  #sum = 0
  #run = { events: 0, samples: 0 }
  #shift: Shift | undefined

  /** `baseline` samples are learned from before anything is judged. */
  constructor(baseline: number) {
    this.#baseline = baseline
  }

  get shift(): Shift | undefined {
    return this.#shift
  }
  get baseline(): CusumBaseline {
    return [this.#samples, this.#events / Math.max(1, this.#samples), 0]
  }

  /** The rise of the share at the sample that proves it, else undefined. */
  add(value: number): Shift | undefined {
    if (!Number.isFinite(value) || this.#shift !== undefined) return undefined
    if (this.#samples < this.#baseline) {
      this.#learn(value)
      return undefined
    }
    const usual = this.#usual
    const risen = Math.min(0.99, Math.max(2 * usual, usual + leastRise))
    const odds = value > 0 ? risen / usual : (1 - risen) / (1 - usual)
    const wasQuiet = this.#sum < quiet
    this.#sum = Math.max(0, this.#sum + Math.log(odds))
    this.#run =
      this.#sum === 0
        ? { events: 0, samples: 0 }
        : { events: this.#run.events + value, samples: this.#run.samples + 1 }
    // A baseline that is still rough may grow while nothing is suspected.
    if (wasQuiet && this.#samples < this.#baseline * refineFactor) this.#learn(value)
    if (this.#sum <= alarmAt) return undefined
    const { events, samples } = this.#run
    this.#shift = { size: events / samples - usual, samples }
    return this.#shift
  }

  /** Goes on from a baseline that others have learned, if it rests on more. */
  adopt([samples, mean]: CusumBaseline, shift: Shift | undefined): void {
    if (samples <= this.#samples) return
    this.#samples = samples
    this.#events = mean * samples
    this.#shift = shift
  }

  /** Somebody else has found the shift. */
  heard(shift: Shift): void {
    this.#shift ??= shift
  }

  /** Somebody has seen the shift: what comes now is the new baseline. */
  acknowledge(): void {
    this.#samples = this.#events = this.#sum = 0
    this.#run = { events: 0, samples: 0 }
    this.#shift = undefined
  }

  /** Never none: what was not seen yet may be rare. */
  get #usual(): number {
    return Math.min(mostBaseline, (this.#events + 0.5) / (this.#samples + 1))
  }

  #learn(value: number): void {
    this.#samples++
    this.#events += value
  }
}
