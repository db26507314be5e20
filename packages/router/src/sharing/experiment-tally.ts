import type { JsonObject, JsonValue } from '@signalbox/core'

import type { Verdict } from '../experiments/arm-run.ts'
import type { ExperimentWitness } from '../experiments/experiment-run.ts'
import { getOrMake } from '../get-or-make.ts'

// More in a second than others must hear of: they only know less.
const mostUnits = 5000
const perEntry = 100

interface Sum {
  sum: number
  count: number
}

/** Sums up what one experiment sees here until the other replicas are told. */
export class ExperimentTally implements ExperimentWitness {
  #units: [unit: number, arm: number][] = []
  #bad: [unit: number, metric: string][] = []
  #values = new Map<string, Map<number, Sum>>()
  #ended: number[] = []
  #verdicts: [arm: number, verdict: Verdict][] = []

  assigned(unit: number, arm: number): void {
    if (this.#units.length < mostUnits) this.#units.push([unit, arm])
  }

  bad(unit: number, metric: string): void {
    if (this.#bad.length < mostUnits) this.#bad.push([unit, metric])
  }

  value(unit: number, metric: string, value: number): void {
    const sums = getOrMake(this.#values, metric, () => new Map<number, Sum>())
    const known = sums.get(unit)
    if (known !== undefined) {
      known.sum += value
      known.count++
    } else if (sums.size < mostUnits) sums.set(unit, { sum: value, count: 1 })
  }

  ended(unit: number): void {
    if (this.#ended.length < mostUnits) this.#ended.push(unit)
  }

  concluded(arm: number, verdict: Verdict): void {
    this.#verdicts.push([arm, verdict])
  }

  /** As `ExperimentNews`, in pieces and in the order in which they are to be heard; then it starts anew. */
  *empty(key: string): Generator<JsonObject> {
    const values = [...this.#values].flatMap(([metric, sums]) =>
      [...sums].map(([unit, { sum, count }]): JsonValue => [unit, metric, sum, count]),
    )
    const parts: readonly (readonly [string, readonly JsonValue[]])[] = [
      ['verdicts', this.#verdicts],
      ['units', this.#units],
      ['bad', this.#bad],
      ['values', values],
      ['ended', this.#ended],
    ]
    this.#units = []
    this.#bad = []
    this.#values = new Map()
    this.#ended = []
    this.#verdicts = []
    for (const [name, all] of parts)
      for (let at = 0; at < all.length; at += perEntry)
        yield { key, [name]: all.slice(at, at + perEntry) }
  }
}
