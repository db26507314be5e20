import { LatencySketch } from '@signalbox/core'

import type { CompiledExperiment } from '../policy/compiled-policy.ts'
import { armOf, bucketOf, shareOf } from './assign.ts'
import { DifferenceSequence, type Difference } from './difference-sequence.ts'
import { Guardrail } from './guardrail.ts'
import { createUnits, type Unit } from './units.ts'

/** What an experiment reports when it decides something. */
export interface ExperimentEvent {
  readonly type: 'rolled-back' | 'harm' | 'promotable' | 'promoted' | 'sample-ratio'
  readonly experiment: string
  readonly arm: string
  readonly metric?: string | undefined
  readonly events?: number | undefined
  readonly treated?: number | undefined
}

/** Where an experiment stands. */
export interface ExperimentStatus {
  readonly id: string
  readonly arms: readonly {
    readonly arm: string
    readonly share: number
    readonly state: 'running' | 'rolled-back' | 'promoted'
    readonly units: number
    readonly guardrails: Readonly<
      Record<string, { events: number; treated: number; logEvidence: number }>
    >
    readonly differences: Readonly<Record<string, Difference | undefined>>
    readonly isNonInferior: boolean
    readonly sampleRatioAlarm: boolean
  }[]
}

const guardMetrics: ReadonlySet<string> = new Set([
  'error',
  'rate_limited',
  'schema_invalid',
  'fallback',
  'timeout',
  'ttft_p95',
])
const measured: ReadonlySet<string> = new Set(['cost', 'latency'])
const idleMs = 1_800_000
const freezeAfter = 500
const sampleRatioAlpha = 1 / 1000

interface ArmRun {
  state: 'running' | 'rolled-back' | 'promoted'
  units: number
  controls: number
  alarmed: boolean
  promotable: boolean
  readonly guards: Map<string, Guardrail>
  readonly means: Map<string, DifferenceSequence>
  readonly ratio: Guardrail
}

/** The running state of one experiment. */
export class ExperimentRun {
  /** Replaced when only shares or margins change. */
  experiment: CompiledExperiment
  readonly #startedAt: number
  readonly #emit: (event: ExperimentEvent) => void
  readonly #arms: readonly ArmRun[]
  readonly #units: ReturnType<typeof createUnits>
  readonly #controlFirstToken: LatencySketch
  #controlSamples = 0
  #slow = Infinity

  constructor(experiment: CompiledExperiment, now: number, emit: (event: ExperimentEvent) => void) {
    this.experiment = experiment
    this.#startedAt = now
    this.#emit = emit
    this.#arms = experiment.arms.map(({ p }) => ({
      state: 'running',
      units: 0,
      controls: 0,
      alarmed: false,
      promotable: false,
      guards: new Map(),
      means: new Map(),
      ratio: new Guardrail(pairShare(p, 1 - experiment.arms.reduce((sum, arm) => sum + arm.p, 0))),
    }))
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
    this.#units.sweep(now)
    const shares = this.#shares(now)
    const place = { arm, share: shares[arm] ?? 0 }
    const { isNew } = this.#units.touch(id, place, now)
    if (!isNew) return
    for (const [j, run] of this.#arms.entries()) {
      if (run.state !== 'running' || (arm !== j && arm !== -1)) continue
      if (arm === j) run.units++
      else run.controls++
      run.ratio.add(arm === j, pairShare(shares[j] ?? 0, control(shares)))
      if (run.alarmed || run.ratio.logEvidence < -Math.log(sampleRatioAlpha)) continue
      run.alarmed = true
      this.#emit({ type: 'sample-ratio', experiment: this.experiment.id, arm: this.#name(j) })
    }
  }

  /** Something bad happened to a unit; only its first time counts. */
  bad(id: string, metric: string, now: number): void {
    const unit = this.#units.find(id)
    if (unit === undefined || unit.bad.has(metric) || !this.experiment.metrics.includes(metric))
      return
    unit.bad.add(metric)
    const shares = this.#shares(now)
    for (const [j, run] of this.#arms.entries()) {
      if (run.state !== 'running' || (unit.arm !== j && unit.arm !== -1)) continue
      const share = pairShare(shares[j] ?? 0, control(shares))
      let guard = run.guards.get(metric)
      if (guard === undefined) run.guards.set(metric, (guard = new Guardrail(share)))
      guard.add(unit.arm === j, share)
      if (guard.harms(this.experiment.alpha / this.#guardCount())) this.#harm(j, metric, guard)
    }
  }

  /** A value of a unit; its mean counts when the unit ends. */
  value(id: string, metric: string, value: number): void {
    const unit = this.#units.find(id)
    if (unit === undefined || !Number.isFinite(value)) return
    const entry = unit.sums.get(metric) ?? { sum: 0, count: 0 }
    unit.sums.set(metric, { sum: entry.sum + value, count: entry.count + 1 })
  }

  /** A first token's latency: for `latency` and for the guardrail against the control's p95. */
  firstToken(id: string, ms: number, now: number): void {
    this.value(id, 'latency', Math.log(Math.max(1, ms)))
    if (!this.experiment.metrics.includes('ttft_p95')) return
    if (this.#units.find(id)?.arm === -1 && this.#controlSamples < freezeAfter) {
      this.#controlFirstToken.add(ms, now)
      this.#controlSamples++
      if (this.#controlSamples === freezeAfter)
        this.#slow = this.#controlFirstToken.quantile(0.95) ?? Infinity
    } else if (ms > this.#slow) this.bad(id, 'ttft_p95', now)
  }

  /** A request ended. A unit that is one request ends with it, unless grades may still come. */
  ended(id: string): void {
    const { unit, metrics } = this.experiment
    if (unit === 'request' && !metrics.some(isGrade)) this.#units.close(id)
  }

  status(now: number): ExperimentStatus {
    const shares = this.#shares(now)
    return {
      id: this.experiment.id,
      arms: this.#arms.map((run, j) => ({
        arm: this.#name(j),
        share: shares[j] ?? 0,
        state: run.state,
        units: run.units,
        guardrails: Object.fromEntries(
          [...run.guards].map(([metric, { events, treated, logEvidence }]) => [
            metric,
            { events, treated, logEvidence },
          ]),
        ),
        differences: Object.fromEntries(
          [...run.means].map(([m, sequence]) => [m, sequence.read()]),
        ),
        isNonInferior: this.#isNonInferior(run),
        sampleRatioAlarm: run.alarmed,
      })),
    }
  }

  #end(unit: Unit): void {
    const shares = this.#shares(unit.at)
    for (const [j, run] of this.#arms.entries()) {
      if (run.state !== 'running' || (unit.arm !== j && unit.arm !== -1)) continue
      const share = pairShare(unit.arm === j ? unit.share : (shares[j] ?? 0), control(shares))
      for (const [metric, { sum, count }] of unit.sums) {
        let sequence = run.means.get(metric)
        if (sequence === undefined) run.means.set(metric, (sequence = this.#sequence(metric)))
        sequence.add(unit.arm === j, share, sum / count)
      }
      this.#considerPromotion(j, run)
    }
  }

  #sequence(metric: string): DifferenceSequence {
    const start = metric === 'cost' || metric === 'latency' ? undefined : 0.5
    return new DifferenceSequence(this.experiment.alpha, start)
  }

  #isNonInferior(run: ArmRun): boolean {
    const { margins, minUnits, metrics } = this.experiment
    if (run.units < minUnits || run.controls < minUnits || run.alarmed) return false
    const means = metrics.filter((metric) => !guardMetrics.has(metric))
    if (means.length === 0) return false
    return means.every((metric) => {
      const difference = run.means.get(metric)?.read()
      if (difference === undefined) return false
      if (metric === 'cost') return difference.upper <= margins.cost
      if (metric === 'latency') return difference.upper <= Math.log(1 + margins.ttft)
      return difference.lower > -margins.quality
    })
  }

  #considerPromotion(j: number, run: ArmRun): void {
    if (run.promotable || !this.#isNonInferior(run)) return
    run.promotable = true
    const isAuto = this.experiment.promote === 'auto' && !this.experiment.shadow
    if (isAuto) run.state = 'promoted'
    const type = isAuto ? 'promoted' : 'promotable'
    this.#emit({ type, experiment: this.experiment.id, arm: this.#name(j) })
  }

  #harm(j: number, metric: string, { events, treated }: Guardrail): void {
    const run = this.#arms[j]
    const back = this.experiment.rollback === 'auto'
    if (run !== undefined && back) run.state = 'rolled-back'
    this.#emit({
      type: back ? 'rolled-back' : 'harm',
      experiment: this.experiment.id,
      arm: this.#name(j),
      metric,
      events,
      treated,
    })
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

  #name(j: number): string {
    return this.experiment.arms[j]?.name ?? 'control'
  }
}

/** Whether a metric comes from outside, after the answer. */
function isGrade(metric: string): boolean {
  return metric === 'schema_invalid' || !(guardMetrics.has(metric) || measured.has(metric))
}

function control(shares: readonly number[]): number {
  return 1 - shares.reduce((sum, share) => sum + share, 0)
}

/** A treatment's share of the units that are its own or the control's. */
function pairShare(share: number, rest: number): number {
  return share + rest <= 0 ? 0 : share / (share + rest)
}
