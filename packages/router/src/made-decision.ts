import type { HealthView, Target } from '@signalbox/core'

import type {
  Assignment,
  Decision,
  Exclusion,
  FailedAttempt,
  Flag,
  RankedCandidate,
} from './decision.ts'
import type { Demand } from './demand.ts'
import { opinionAt, type LearnedOpinion } from './learned-quality.ts'
import type { Plan } from './plan.ts'
import { needNames } from './prepare-target.ts'
import { reasonOf, type Reason } from './reasons.ts'
import { flagBits, type Scratch } from './scratch.ts'

/** What a decision is made from; the scratch is copied, so the next one may use it. */
export interface Making {
  readonly id: string
  readonly plan: Plan
  readonly demand: Demand
  readonly scratch: Scratch
  readonly count: number
  readonly affinityKey: string | undefined
  readonly hit: boolean
  readonly experiments: readonly Assignment[]
  readonly learned: LearnedOpinion | undefined
  readonly panic: boolean
  readonly relaxed: readonly Reason[]
  readonly health: HealthView | undefined
}

const columns = 8
// Index and flags share a column: what a decision keeps is what a kept decision costs.
const flagUnit = 2 ** 20
const never = new Set(['auth_invalid', 'billing', 'not_entitled', 'quota_exhausted'])

/** A decision as numbers; its lists are built when somebody reads them. */
export class MadeDecision implements Decision {
  readonly id: string
  readonly experiments: readonly Assignment[]
  readonly panic: boolean
  readonly relaxed: readonly Reason[]
  readonly targets: readonly Target[]
  readonly demand: Demand
  readonly affinityKey: string | undefined
  readonly #plan: Plan
  readonly #rows: Float64Array
  readonly #reasons: Uint8Array
  readonly #details: Int32Array | undefined
  readonly #untils: Float64Array | undefined
  readonly #health: HealthView | undefined
  readonly #hit: boolean
  readonly #learned: LearnedOpinion | undefined
  readonly #errorUsd: number
  readonly #qualityUsd: number
  readonly #warmIndex: number
  readonly #warmTokens: number
  #ranked: readonly RankedCandidate[] | undefined
  #tried: Set<string> | undefined

  constructor(making: Making) {
    const { scratch, plan, count } = making
    this.id = making.id
    this.experiments = making.experiments
    this.panic = making.panic
    this.relaxed = making.relaxed
    this.demand = making.demand
    this.affinityKey = making.affinityKey
    this.#plan = plan
    this.#health = making.health
    this.#hit = making.hit
    this.#learned = making.learned
    this.#errorUsd = scratch.errorUsd
    this.#qualityUsd = scratch.qualityUsd
    this.#warmIndex = scratch.warmIndex
    this.#warmTokens = scratch.warmTokens
    this.#rows = rowsOf(scratch, count)
    this.#reasons = scratch.reason.slice(0, scratch.size)
    const excluded = count < scratch.size
    this.#details = excluded ? scratch.detail.slice(0, scratch.size) : undefined
    this.#untils = excluded ? scratch.until.slice(0, scratch.size) : undefined
    const targets: Target[] = []
    for (let k = 0; k < count; k++) {
      const target = plan.targets[scratch.order[k] ?? 0]
      if (target !== undefined) targets.push(target.target)
    }
    this.targets = targets
  }

  get route(): string {
    return this.#plan.route
  }
  get policy(): string {
    return this.#plan.policy.name
  }
  get policyVersion(): string {
    return this.#plan.policy.version
  }
  get catalogVersion(): string {
    return this.#plan.catalogVersion
  }
  /** The plan it was made from, for what is learned afterwards. */
  get plan(): Plan {
    return this.#plan
  }
  get task(): Decision['task'] {
    return { value: this.demand.task, source: this.demand.taskSource }
  }
  get sticky(): Decision['sticky'] {
    return this.affinityKey === undefined ? undefined : { key: this.affinityKey, hit: this.#hit }
  }

  get learned(): Decision['learned'] {
    const opinion = this.#learned
    if (opinion === undefined) return undefined
    const known = this.#plan.targets.flatMap(({ target }, i): [string, number][] => {
      const quality = opinionAt(opinion, i)
      return Number.isNaN(quality) ? [] : [[target.id, quality]]
    })
    return { mode: opinion.mode, quality: Object.fromEntries(known) }
  }

  get ranked(): readonly RankedCandidate[] {
    this.#ranked ??= Array.from(this.targets, (_, k) => this.#candidate(k))
    return this.#ranked
  }

  get excluded(): readonly Exclusion[] {
    const list: Exclusion[] = []
    for (let i = 0; i < this.#reasons.length; i++) {
      const reason = reasonOf(this.#reasons[i] ?? 0)
      const target = this.#plan.targets[i]?.target
      if (
        reason === undefined ||
        target === undefined ||
        (this.panic && this.targets.includes(target))
      )
        continue
      list.push({ deployment: target.id, target, reason, ...this.#detail(i, reason) })
    }
    return list
  }

  next({ target, verdict }: FailedAttempt): RankedCandidate | undefined {
    this.#tried ??= new Set()
    this.#tried.add(target)
    const failed = this.ranked.find(({ deployment }) => deployment === target)
    const left = this.ranked.filter(
      ({ deployment }) => this.#tried?.has(deployment) === false && this.#isOpen(deployment),
    )
    const elsewhere = left.find(({ failureDomain }) => failureDomain !== failed?.failureDomain)
    if (elsewhere !== undefined || never.has(verdict)) return elsewhere
    return left[0]
  }

  #isOpen(id: string): boolean {
    const state = this.#health?.circuit(id).state
    return this.panic || (state !== 'open' && state !== 'disabled')
  }

  #detail(i: number, reason: Reason): { detail?: string; until?: number } {
    const until = this.#untils?.[i]
    if (until !== undefined && !Number.isNaN(until)) return { until }
    const { demand } = this
    switch (reason) {
      case 'capability':
        return { detail: needNames(this.#details?.[i] ?? 0) }
      case 'tags':
        return { detail: demand.requires.join(', ') }
      case 'data_policy':
        return demand.dataClass === undefined ? {} : { detail: demand.dataClass }
      case 'rule_denied':
        return demand.denied === undefined ? {} : { detail: demand.denied }
      case 'region':
        return demand.region === undefined ? {} : { detail: demand.region }
      case 'quality_floor':
        return { detail: String(demand.minQuality) }
      case 'budget':
        return { detail: `$${String(demand.maxUsd)}` }
      case 'latency_ceiling':
        return { detail: `${String(demand.maxLatencyMs)} ms` }
      case 'deprecated': {
        const { successor } = this.#plan.targets[i] ?? {}
        return successor === undefined ? {} : { detail: `${successor} takes its place` }
      }
      case 'kind':
      case 'not_allowed':
      case 'hint_excluded':
      case 'rule_excluded':
      case 'condition':
      case 'context_window':
      case 'output_limit':
      case 'pinned_elsewhere':
      case 'price_unknown':
      case 'price_suspect':
      case 'max_price':
      case 'circuit_open':
      case 'disabled':
      case 'retry_after':
      case 'rate_requests':
      case 'rate_tokens':
      case 'concurrency':
        return {}
    }
  }

  #candidate(k: number): RankedCandidate {
    const at = (column: number) => this.#rows[k * columns + column] ?? 0
    const [index, flags] = [at(0) % flagUnit, Math.floor(at(0) / flagUnit)]
    const prepared = this.#plan.targets[index]
    if (prepared === undefined) throw new RangeError('A ranked row points outside its plan.')
    const [cost, latency, pError, quality] = [at(2), at(3), at(6), at(7)]
    return {
      deployment: prepared.target.id,
      target: prepared.target,
      failureDomain: prepared.failureDomain,
      utility: at(1),
      terms: { cost, latency, error: pError * this.#errorUsd, quality: quality * this.#qualityUsd },
      estimate: {
        usd: cost,
        ttftMs: at(4),
        outTokens: at(5),
        cachedTokens: index === this.#warmIndex ? this.#warmTokens : 0,
        pError,
        quality,
      },
      flags: flagNames(flags),
    }
  }
}

function rowsOf(scratch: Scratch, count: number): Float64Array {
  const rows = new Float64Array(count * columns)
  for (let k = 0; k < count; k++) {
    const i = scratch.order[k] ?? 0
    const at = k * columns
    rows[at] = i + flagUnit * (scratch.flags[i] ?? 0)
    rows[at + 1] = scratch.utility[i] ?? 0
    rows[at + 2] = scratch.cost[i] ?? 0
    rows[at + 3] = scratch.latency[i] ?? 0
    rows[at + 4] = scratch.firstTokenMs[i] ?? 0
    rows[at + 5] = scratch.outTokens[i] ?? 0
    rows[at + 6] = scratch.pError[i] ?? 0
    rows[at + 7] = scratch.quality[i] ?? 0
  }
  return rows
}

function flagNames(bits: number): readonly Flag[] {
  const names: Flag[] = []
  if ((bits & flagBits.demoted) !== 0) names.push('demoted')
  if ((bits & flagBits.explore) !== 0) names.push('explore')
  if ((bits & flagBits.probe) !== 0) names.push('probe')
  if ((bits & flagBits.suspectPrice) !== 0) names.push('suspect_price')
  if ((bits & flagBits.sticky) !== 0) names.push('sticky')
  if ((bits & flagBits.escalated) !== 0) names.push('escalated')
  return names
}
