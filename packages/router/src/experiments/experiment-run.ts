import { LatencySketch } from '@signalbox/core'

import { murmur3 } from '../murmur3.ts'
import type { CompiledExperiment } from '../policy/compiled-policy.ts'
import { ArmRun, type ArmSums, type Verdict } from './arm-run.ts'
import { armOf, bucketOf, shareOf } from './assign.ts'
import type { ExperimentEvent, ExperimentStatus } from './experiment-status.ts'
import type { Guardrail } from './guardrail.ts'
import { guardMetrics, isGrade, startOf } from './metrics.ts'
import { createUnits, type Unit } from './units.ts'

/** Hears what a run sees, for the other replicas; units are hashes. */
export interface ExperimentWitness {
  assigned(unit: number, arm: number): void
  bad(unit: number, metric: string): void
  value(unit: number, metric: string, value: number): void
  ended(unit: number): void
  concluded(arm: number, verdict: Verdict): void
}

/** Where an experiment stands, for a replica that begins. */
export interface Standing {
  /** By the clock of this replica. */
  readonly startedAt: number
  readonly arms: readonly ArmSums[]
}

const idleMs = 1_800_000
const freezeAfter = 500
const sampleRatioAlpha = 1 / 1000

/** The running state of one experiment: what this replica saw, and what it heard of the others. */
export class ExperimentRun {
  /** Replaced when only shares or margins change. */
  experiment: CompiledExperiment
  #startedAt: number
  readonly #emit: (event: ExperimentEvent) => void
  readonly #witness: ExperimentWitness | undefined
  readonly #arms: readonly ArmRun[]
  readonly #units: ReturnType<typeof createUnits>
  readonly #controlFirstToken: LatencySketch
  #controlSamples = 0
  #slow = Infinity

  constructor(
    experiment: CompiledExperiment,
    now: number,
    {
      emit,
      witness,
    }: {
      readonly emit: (event: ExperimentEvent) => void
      readonly witness?: ExperimentWitness | undefined
    },
  ) {
    this.experiment = experiment
    this.#startedAt = now
    this.#emit = emit
    this.#witness = witness
    const rest = control(experiment.arms.map(({ p }) => p))
    this.#arms = experiment.arms.map(
      ({ name, p }) => new ArmRun(name, pairShare(p, rest), experiment.alpha),
    )
    this.#units = createUnits(idleMs, (unit) => {
      this.#end(unit)
    })
    this.#controlFirstToken = new LatencySketch(1e12, now)
  }

  /** The arm of a unit now (-1: control) and every arm's probability. */
  place(unit: string, now: number): { arm: number; shares: readonly number[] } {
    const promoted = this.#arms.findIndex(({ state }) => state === 'promoted')
    const shares = this.#shares(now)
    if (promoted >= 0) return { arm: promoted, shares }
    return {
      arm: armOf(this.experiment.arms, bucketOf(this.experiment.salt, unit), shares),
      shares,
    }
  }

  /** A request of this unit was sent out. */
  assigned(id: string, arm: number, now: number): void {
    const unit = murmur3(id)
    if (this.assign(unit, arm, now)) this.#witness?.assigned(unit, arm)
  }

  /** Something bad happened to a unit; only its first time counts. */
  bad(id: string, metric: string, now: number): void {
    const unit = murmur3(id)
    if (this.spoil(unit, metric, now)) this.#witness?.bad(unit, metric)
  }

  /** A value of a unit; its mean counts when the unit ends. */
  value(id: string, metric: string, value: number): void {
    const unit = murmur3(id)
    if (!Number.isFinite(value) || !this.measure(unit, metric, { sum: value, count: 1 })) return
    this.#witness?.value(unit, metric, value)
  }

  /** A first token's latency: for `latency` and for the guardrail against the control's p95. */
  firstToken(id: string, ms: number, now: number): void {
    this.value(id, 'latency', Math.log(Math.max(1, ms)))
    if (!this.experiment.metrics.includes('ttft_p95')) return
    if (this.#units.find(murmur3(id))?.arm === -1 && this.#controlSamples < freezeAfter) {
      this.#controlFirstToken.add(ms, now)
      this.#controlSamples++
      if (this.#controlSamples === freezeAfter)
        this.#slow = this.#controlFirstToken.quantile(0.95) ?? Infinity
    } else if (ms > this.#slow) this.bad(id, 'ttft_p95', now)
  }

  /** A request ended. A unit that is one request ends with it, unless grades may still come. */
  ended(id: string): void {
    const { unit, metrics } = this.experiment
    if (unit !== 'request' || metrics.some(isGrade)) return
    this.close(murmur3(id))
    this.#witness?.ended(murmur3(id))
  }

  /** Counts a unit; false: it was open. */
  assign(unit: number, arm: number, now: number): boolean {
    this.#units.sweep(now)
    const shares = this.#shares(now)
    const { isNew } = this.#units.touch(unit, { arm, share: shares[arm] ?? 0 }, now)
    if (!isNew) return false
    for (const [j, run] of this.#arms.entries()) {
      if (run.state !== 'running' || (arm !== j && arm !== -1)) continue
      const evidence = run.assigned(arm === j, pairShare(shares[j] ?? 0, control(shares)))
      if (evidence >= -Math.log(sampleRatioAlpha)) this.#conclude(j, 'sample-ratio')
    }
    return true
  }

  /** Counts a bad event; false: the unit is not open, had one, or nobody asks for that metric. */
  spoil(id: number, metric: string, now: number): boolean {
    const unit = this.#units.find(id)
    if (unit === undefined || unit.bad.has(metric) || !this.experiment.metrics.includes(metric))
      return false
    unit.bad.add(metric)
    const shares = this.#shares(now)
    for (const [j, run] of this.#arms.entries()) {
      if (run.state !== 'running' || (unit.arm !== j && unit.arm !== -1)) continue
      const guard = run.bad(metric, unit.arm === j, pairShare(shares[j] ?? 0, control(shares)))
      if (guard.harms(this.experiment.alpha / this.#guardCount())) this.#harm(j, metric, guard)
    }
    return true
  }

  /** Adds to what a unit shows; false: it is not open. */
  measure(
    id: number,
    metric: string,
    more: { readonly sum: number; readonly count: number },
  ): boolean {
    const unit = this.#units.find(id)
    const { sum, count } = unit?.sums.get(metric) ?? { sum: 0, count: 0 }
    unit?.sums.set(metric, { sum: sum + more.sum, count: count + more.count })
    return unit !== undefined
  }

  close(unit: number): void {
    this.#units.close(unit)
  }

  /** Another replica has found something out and told of it. */
  heard(arm: number, verdict: Verdict): void {
    this.#arms[arm]?.conclude(verdict)
  }

  get standing(): Standing {
    return { startedAt: this.#startedAt, arms: this.#arms.map(({ sums }) => sums) }
  }

  /** Goes on from where another replica stands, and by its clock: ramps must not differ. */
  adopt({ startedAt, arms }: Standing): void {
    this.#startedAt = Math.min(this.#startedAt, startedAt)
    for (const [j, sums] of arms.entries()) this.#arms[j]?.adopt(sums)
  }

  status(now: number): ExperimentStatus {
    const shares = this.#shares(now)
    return {
      id: this.experiment.id,
      arms: this.#arms.map((run, j) => ({
        arm: run.name,
        share: shares[j] ?? 0,
        state: run.state,
        units: run.units,
        guardrails: run.guardrails,
        differences: run.differences,
        isNonInferior: this.#isNonInferior(run),
        sampleRatioAlarm: run.knows('sample-ratio'),
      })),
    }
  }

  #end(unit: Unit): void {
    const shares = this.#shares(unit.at)
    for (const [j, run] of this.#arms.entries()) {
      if (run.state !== 'running' || (unit.arm !== j && unit.arm !== -1)) continue
      const isOwn = unit.arm === j
      const share = pairShare(isOwn ? unit.share : (shares[j] ?? 0), control(shares))
      for (const [metric, { sum, count }] of unit.sums)
        run.mean(metric, { isOwn, share, mean: sum / count }, startOf(metric))
      if (!this.#isNonInferior(run)) continue
      const { promote, shadow } = this.experiment
      this.#conclude(j, promote === 'auto' && !shadow ? 'promoted' : 'promotable')
    }
  }

  #isNonInferior(run: ArmRun): boolean {
    const { margins, minUnits, metrics } = this.experiment
    if (run.units < minUnits || run.controls < minUnits || run.knows('sample-ratio')) return false
    const means = metrics.filter((metric) => !guardMetrics.has(metric))
    if (means.length === 0) return false
    return means.every((metric) => {
      const difference = run.difference(metric)
      if (difference === undefined) return false
      if (metric === 'cost') return difference.upper <= margins.cost
      if (metric === 'latency') return difference.upper <= Math.log(1 + margins.ttft)
      return difference.lower > -margins.quality
    })
  }

  #harm(j: number, metric: string, { events, treated }: Guardrail): void {
    const verdict = this.experiment.rollback === 'auto' ? 'rolled-back' : 'harm'
    this.#conclude(j, verdict, { metric, events, treated })
  }

  #conclude(
    j: number,
    type: Verdict,
    more: Pick<ExperimentEvent, 'metric' | 'events' | 'treated'> = {},
  ): void {
    const run = this.#arms[j]
    if (run?.conclude(type) !== true) return
    this.#emit({ type, experiment: this.experiment.id, arm: run.name, ...more })
    this.#witness?.concluded(j, type)
  }

  #shares(now: number): readonly number[] {
    const elapsed = now - this.#startedAt
    return this.experiment.arms.map((arm, j) => {
      const state = this.#arms[j]?.state
      return state === 'running' ? shareOf(arm, elapsed) : state === 'promoted' ? 1 : 0
    })
  }

  #guardCount(): number {
    const guards = this.experiment.metrics.filter((metric) => guardMetrics.has(metric)).length
    return Math.max(1, guards * this.experiment.arms.length)
  }
}

function control(shares: readonly number[]): number {
  return 1 - shares.reduce((sum, share) => sum + share, 0)
}

/** A treatment's share of the units that are its own or the control's. */
function pairShare(share: number, rest: number): number {
  return share + rest <= 0 ? 0 : share / (share + rest)
}
