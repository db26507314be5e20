import type { BudgetRow, UsageRow } from '@signalbox/core'
import { ModelLedger, type StoreMutant } from '@signalbox/testing'

import { nameOf } from '../src/journal.ts'
import type { Hold } from '../src/protocol/hold.ts'
import { Agenda } from './agenda.ts'
import { seeded } from './random.ts'
import { SimulatedReplica, type World } from './simulated-replica.ts'

/** Ways to get the whole wrong. */
export interface Mutant extends StoreMutant {
  /** The call goes out before its reservation is on disk. */
  readonly journalAfterDispatch?: boolean
}

/** What one run saw. */
export interface Report {
  readonly violations: readonly string[]
  readonly counts: {
    requests: number
    dispatched: number
    denied: number
    unavailable: number
    toppedUp: number
    crashes: number
    disksLost: number
    outages: number
    pauses: number
  }
}

interface Call {
  readonly hold: Hold
  actual: bigint
  readonly estimate: bigint
}

interface Truth {
  /** What providers have charged. */
  spent: bigint
  /** What they charged above the estimates. */
  overrun: bigint
  /** The highest limit so far: a late message may lower it again. */
  limit: bigint
}

const workMs = 20_000
const rolloverMs = 10_000
const calmMs = 40_000
const requestsPerRun = 110

/** One world with three replicas, faults of all kinds, and the invariants after every step. */
export class Simulation {
  readonly #world: World
  readonly #mutant: Mutant
  readonly #truth = new Map<string, Truth>()
  readonly #dispatched = new Map<string, Call>()
  readonly #violations = new Set<string>()
  readonly #counts: Report['counts'] = {
    requests: 0,
    dispatched: 0,
    denied: 0,
    unavailable: 0,
    toppedUp: 0,
    crashes: 0,
    disksLost: 0,
    outages: 0,
    pauses: 0,
  }
  readonly #faults: boolean
  #checkedAt = -1
  #limit = 450n

  constructor(seed: number, options: { mutant?: Mutant; faults?: boolean } = {}) {
    this.#mutant = options.mutant ?? {}
    this.#faults = options.faults ?? true
    this.#world = {
      agenda: new Agenda(),
      random: seeded(seed),
      store: new ModelLedger(this.#mutant),
      network: this.#faults
        ? { loss: 0.05, duplication: 0.07, longest: 9_000 }
        : { loss: 0, duplication: 0, longest: 50 },
      storeDownUntil: 0,
      replicas: [],
      ids: 0,
    }
    for (let number = 0; number < 3; number++)
      this.#world.replicas.push(new SimulatedReplica(this.#world, number))
  }

  run(): Report {
    const { agenda, network } = this.#world
    this.#planRequests()
    if (this.#faults) this.#planFaults()
    const check = (): void => this.#check()
    agenda.runUntil(workMs, check)
    network.loss = 0
    network.duplication = 0
    for (const replica of this.#world.replicas) if (replica.protocol === undefined) replica.boot()
    agenda.runUntil(workMs + calmMs, check)
    this.#checkCalm()
    return { violations: [...this.#violations], counts: this.#counts }
  }

  #path(tenant: number): readonly BudgetRow[] {
    const late = this.#world.agenda.now >= rolloverMs
    const period = late ? '2' : '1'
    const start = late ? rolloverMs : 0
    const base = { unit: 'usd', periodStart: start, mode: 'strict' } as const
    const tenantLimit = late ? 250n : 300n
    return [
      { ...base, id: `org@${period}`, scope: 'org:o', limit: this.#limit },
      {
        ...base,
        id: `t${String(tenant)}@${period}`,
        scope: `tenant:${String(tenant)}`,
        limit: tenantLimit,
      },
    ]
  }

  #planRequests(): void {
    const { agenda, random } = this.#world
    for (let number = 0; number < requestsPerRun; number++)
      agenda.after(random() * (workMs - 2_000), () => this.#request(`r${String(number)}`))
    agenda.after(5_000, () => {
      this.#limit = 600n
    })
  }

  #planFaults(): void {
    const { agenda, random, replicas } = this.#world
    const times = (least: number, more: number): number => least + Math.floor(random() * more)
    for (let n = times(1, 5); n > 0; n--) agenda.after(random() * workMs, () => this.#crash())
    for (let n = times(0, 4); n > 0; n--)
      agenda.after(random() * workMs, () => {
        this.#counts.outages++
        this.#world.storeDownUntil = agenda.now + random() * 5_000
      })
    for (let n = times(0, 3); n > 0; n--)
      agenda.after(random() * workMs, () => {
        this.#counts.pauses++
        replicas[Math.floor(random() * 3)]?.pause(random() * 6_000)
      })
  }

  #crash(): void {
    const { agenda, random, replicas } = this.#world
    const replica = replicas[Math.floor(random() * 3)]
    if (replica?.protocol === undefined) return
    const loseDisk = random() < 0.15
    this.#counts.crashes++
    if (loseDisk) this.#counts.disksLost++
    replica.crash({ loseDisk })
    agenda.after(random() * 4_000, () => {
      if (replica.protocol === undefined) replica.boot()
    })
  }

  #request(requestId: string): void {
    const { agenda, random, replicas } = this.#world
    const replica = replicas[Math.floor(random() * 3)]
    if (replica?.protocol === undefined) return
    const { protocol } = replica
    const life = replica.life
    this.#counts.requests++
    const want = BigInt(5 + Math.floor(random() * 35))
    const needs = this.#path(Math.floor(random() * 2)).map((budget) => ({
      budget,
      want,
      least: want,
    }))
    const isOverrun = random() < 0.05
    const actual = (want * BigInt(Math.floor((isOverrun ? 1 + random() : random()) * 100))) / 100n
    const topUp = random() < 0.1
    const lastsMs = random() * 3_000
    let hold: Hold | undefined
    const dispatch = (): void => {
      if (hold === undefined || replica.life !== life) return
      const call = { hold, actual, estimate: want }
      this.#dispatch(call)
      if (topUp) replica.later(lastsMs / 2, () => this.#topUp(protocol, call, needs))
      replica.later(lastsMs, () => {
        protocol.settle(call.hold, {
          row: { kind: 'ok', nanoUsd: call.actual },
          actual: () => call.actual,
        })
      })
    }
    const row = rowOf(requestId, 1_000_000 + Math.floor(agenda.now), want)
    protocol.reserve(
      needs,
      row,
      (result) => {
        if ('type' in result) this.#counts[result.type]++
        else {
          hold = result
          if (this.#mutant.journalAfterDispatch === true) dispatch()
        }
      },
      (ok) => {
        if (ok && this.#mutant.journalAfterDispatch !== true) dispatch()
      },
    )
  }

  #dispatch(call: Call): void {
    this.#counts.dispatched++
    this.#checkedAt = -1
    const { row } = call.hold
    this.#dispatched.set(nameOf(row), call)
    for (const { budget } of row.charges) {
      const truth = this.#truthOf(budget)
      truth.spent += call.actual
      if (call.actual > call.estimate) truth.overrun += call.actual - call.estimate
    }
  }

  #topUp(
    protocol: SimulatedReplica['protocol'],
    call: Call,
    needs: Parameters<NonNullable<typeof protocol>['topUp']>[1],
  ): void {
    const more = needs.map((need) => ({ ...need, want: 10n, least: 10n }))
    protocol?.topUp(call.hold, more, (ok) => {
      if (!ok || call.hold.state === 'settled') return
      this.#counts.toppedUp++
      this.#checkedAt = -1
      call.actual += 10n
      for (const { budget } of needs) this.#truthOf(budget.id).spent += 10n
    })
  }

  #truthOf(budget: string): Truth {
    const known = this.#truth.get(budget)
    if (known !== undefined) return known
    const fresh = { spent: 0n, overrun: 0n, limit: 0n }
    this.#truth.set(budget, fresh)
    return fresh
  }

  /** Nothing else moves what the invariants speak of. */
  #check(): void {
    const { changes } = this.#world.store
    if (changes === this.#checkedAt) return
    this.#checkedAt = changes
    for (const [id, { row, settled, leased, rows, unconfirmed }] of this.#world.store.budgets) {
      const truth = this.#truthOf(id)
      const { spent, overrun } = truth
      if (row.limit > truth.limit) truth.limit = row.limit
      if (settled + leased > truth.limit + overrun) this.#violations.add(`I1 ${id}`)
      if (settled + leased < spent - overrun) this.#violations.add(`I2 ${id}`)
      if (settled !== rows + unconfirmed) this.#violations.add(`I3 ${id}`)
      if (leased < 0n) this.#violations.add(`negative lease ${id}`)
    }
  }

  #checkCalm(): void {
    const { store } = this.#world
    const kept = this.#counts.disksLost === 0
    for (const [id, budget] of store.budgets) {
      if (budget.leased !== 0n) this.#violations.add(`I4 ${id}`)
      if (kept && budget.unconfirmed !== 0n) this.#violations.add(`I5 ${id}`)
    }
    for (const replica of this.#world.replicas)
      if (replica.protocol?.pendingRows !== 0) this.#violations.add('rows left behind')
    if (!kept) return
    for (const [name, { actual }] of this.#dispatched) {
      const row = store.rows.get(name)
      if (row === undefined) this.#violations.add('I6 missing row')
      else if (row.kind === 'ok' && row.nanoUsd !== actual) this.#violations.add('I6 other cost')
    }
    if ([...store.rows.keys()].some((name) => !this.#dispatched.has(name))) this.#countGhosts()
  }

  /** A row without a call is an orphan whose process ended before it dispatched. */
  #countGhosts(): void {
    for (const [name, row] of this.#world.store.rows)
      if (!this.#dispatched.has(name) && row.kind !== 'orphan')
        this.#violations.add('I6 row without a call')
  }
}

function rowOf(requestId: string, ts: number, estimate: bigint): Omit<UsageRow, 'charges'> {
  return {
    requestId,
    attempt: 1,
    ts,
    target: 'sim/a',
    provider: 'sim',
    model: 'a',
    kind: 'orphan',
    nanoUsd: estimate,
  }
}
