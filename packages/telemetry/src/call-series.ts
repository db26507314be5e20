import type { Meters } from './meters.ts'
import type { Series } from './metric-backend.ts'
import type { MetricKey } from './metric-table.ts'

/** Makes the label values of a series out of what all calls of one kind share and up to three words. */
export type LabelsOf = (shared: CallLabels, a: string, b: string, c: string) => readonly string[]

/** What calls of one kind have in common. */
export interface CallLabels {
  readonly provider: string
  readonly model: string
  /** Empty where tenants have no label. */
  readonly tenant: string
  /** The labels that the conventions ask for, in their order. */
  readonly genai: readonly string[]
}

/** The series of calls of one kind, each looked up by a few short words instead of all its labels. */
export class CallSeries {
  readonly #known = new Map<string, Series>()
  readonly #fixed: (Series | undefined)[] = []
  readonly #meters: Meters
  readonly #labels: CallLabels

  constructor(meters: Meters, labels: CallLabels) {
    this.#meters = meters
    this.#labels = labels
  }

  keeps(key: MetricKey): boolean {
    return this.#meters.keeps(key)
  }

  record(key: MetricKey, value: number, labelsOf: LabelsOf, a = '', b = '', c = ''): void {
    const name = `${key}\n${a}\n${b}\n${c}`
    let series = this.#known.get(name)
    if (series === undefined) {
      series = this.#meters.series(key, labelsOf(this.#labels, a, b, c))
      this.#known.set(name, series)
    }
    series.record(value)
  }

  /** For a combination that every other request has: found by its number, which is always the same. */
  fixed(at: number, key: MetricKey, value: number, labelsOf: LabelsOf, a = '', b = ''): void {
    let series = this.#fixed[at]
    if (series === undefined) {
      series = this.#meters.series(key, labelsOf(this.#labels, a, b, ''))
      this.#fixed[at] = series
    }
    series.record(value)
  }
}
