import type { JsonObject } from '@signalbox/core'

import type { Shift } from '../drift/cusum.ts'
import type { DriftWitness, Stratum } from '../drift/drift-monitor.ts'
import { getOrMake } from '../get-or-make.ts'

// A stratum that sees more in a second is known well without the rest.
const mostValues = 100
const digits = 1e5

interface Seen {
  readonly stratum: Stratum
  readonly values: number[]
  shift: Shift | undefined
}

/** Sums up what drift sees here until the other replicas are told. */
export class DriftTally implements DriftWitness {
  #seen = new Map<string, Seen>()
  #acknowledged: [provider: string, model: string][] = []

  sampled(key: string, stratum: Stratum, value: number): void {
    const { values } = this.#of(key, stratum)
    if (values.length < mostValues) values.push(Math.round(value * digits) / digits)
  }

  shifted(key: string, stratum: Stratum, shift: Shift): void {
    this.#of(key, stratum).shift = shift
  }

  acknowledged(provider: string, model: string): void {
    this.#acknowledged.push([provider, model])
  }

  /** As `DriftNews`; then it starts anew. */
  empty(): { readonly drift: readonly JsonObject[]; readonly acknowledged: [string, string][] } {
    const drift = Array.from(this.#seen.values(), ({ stratum, values, shift }) => ({
      ...stratum,
      values,
      ...(shift === undefined ? {} : { shift: { ...shift } }),
    }))
    const acknowledged = this.#acknowledged
    this.#seen = new Map()
    this.#acknowledged = []
    return { drift, acknowledged }
  }

  #of(key: string, stratum: Stratum): Seen {
    return getOrMake(this.#seen, key, () => ({ stratum, values: [], shift: undefined }))
  }
}
