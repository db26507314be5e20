import type { BudgetRow, UsageRow } from '@signalbox/core'
import type { ModelLedger } from '@signalbox/testing'

import { nameOf, type RowKey } from '../src/journal.ts'
import { createLedgerProtocol, type LedgerProtocol } from '../src/protocol/ledger-protocol.ts'
import {
  defaultTimes,
  type Answer,
  type ProtocolPort,
  type ProtocolTimes,
} from '../src/protocol/protocol-port.ts'
import type { Agenda } from './agenda.ts'

/** Short, so that a simulated minute holds many expiries. */
const simulatedTimes: ProtocolTimes = {
  ...defaultTimes,
  ttlMs: 5_000,
  heartbeatMs: 1_500,
  idleMs: 3_000,
  flushRows: 8,
}

const callTimeoutMs = 2_000

/** The parts of a simulated world that replicas share. */
export interface World {
  readonly agenda: Agenda
  readonly random: () => number
  readonly store: ModelLedger
  readonly network: { loss: number; duplication: number; longest: number }
  storeDownUntil: number
  readonly replicas: SimulatedReplica[]
  ids: number
}

/** What survives a crash, unless the disk goes too. */
class Disk {
  leases = new Set<string>()
  reserved = new Map<string, UsageRow>()
  settled = new Map<string, UsageRow>()
}

/** One process after the other on one disk. */
export class SimulatedReplica {
  readonly #world: World
  readonly #number: number
  #disk = new Disk()
  #life = 0
  #pausedUntil = 0
  #writtenAt = 0
  protocol: LedgerProtocol | undefined

  constructor(world: World, number: number) {
    this.#world = world
    this.#number = number
    this.boot()
  }

  /** A counter that names the present process. */
  get life(): number {
    return this.#life
  }

  boot(): void {
    const { leases, reserved, settled } = this.#disk
    this.#life++
    this.protocol = createLedgerProtocol(this.#port(), simulatedTimes)
    this.protocol.start({
      leases: [...leases],
      reserved: [...reserved.values()],
      settled: [...settled.values()],
    })
  }

  crash(options: { loseDisk: boolean }): void {
    this.#life++
    this.protocol = undefined
    if (options.loseDisk) this.#disk = new Disk()
  }

  pause(ms: number): void {
    this.#pausedUntil = this.#world.agenda.now + ms
  }

  /** Runs later, in this process only, and not while it is paused. */
  later(ms: number, run: () => void, life: number = this.#life): void {
    const { agenda } = this.#world
    const attempt = (): void => {
      if (life !== this.#life) return
      if (agenda.now < this.#pausedUntil) agenda.after(this.#pausedUntil - agenda.now, attempt)
      else run()
    }
    agenda.after(ms, attempt)
  }

  #delay(): number {
    const { random, network } = this.#world
    return random() < 0.95 ? 1 + random() * 20 : random() * network.longest
  }

  /** A message there and an answer back: each may be lost, late, or come twice. */
  #call<Value>(apply: () => Value, answer: Answer<Value>): void {
    const { agenda, random, network } = this.#world
    const life = this.#life
    let isAnswered = false
    const finish = (value: Value | undefined): void => {
      if (isAnswered) return
      isAnswered = true
      answer(value)
    }
    const deliver = (): void => {
      if (random() < network.loss) return
      agenda.after(this.#delay(), () => {
        const isDown = agenda.now < this.#world.storeDownUntil
        const value = isDown ? undefined : apply()
        if (random() >= network.loss) this.later(this.#delay(), () => finish(value), life)
      })
    }
    deliver()
    if (random() < network.duplication) deliver()
    this.later(callTimeoutMs, () => finish(undefined))
  }

  /** A write that a crash may still swallow. */
  #write(apply: (disk: Disk) => void, answer?: Answer<true>): void {
    const disk = this.#disk
    const { now } = this.#world.agenda
    // Writes keep their order.
    const { random } = this.#world
    const ms = random() * (random() < 0.9 ? 2 : 400)
    this.#writtenAt = Math.max(this.#writtenAt, now + ms)
    this.later(this.#writtenAt - now, () => {
      apply(disk)
      answer?.(true)
    })
  }

  #port(): ProtocolPort {
    const { agenda, store } = this.#world
    return {
      now: () => agenda.now,
      wall: () => 1_000_000 + agenda.now,
      timer: (ms, run) => this.later(ms, run),
      freshId: () => `${String(this.#number)}-${String(this.#world.ids++)}`,
      beat: (replica, answer) =>
        this.#call(
          () => (store.beat(replica, agenda.now) ? store.live() : (false as const)),
          answer,
        ),
      define: (budget: BudgetRow, answer) => this.#call(() => done(store.define(budget)), answer),
      view: (ids, answer) => this.#call(() => ids.flatMap((id) => store.state(id) ?? []), answer),
      grant: (ask, answer) => this.#call(() => store.grant(ask), answer),
      flush: (rows, answer) => this.#call(() => done(store.flush(rows)), answer),
      close: (lease, answer) => this.#call(() => done(store.close(lease)), answer),
      sweep: (ttlMs) =>
        this.#call(
          () => store.sweep(ttlMs, agenda.now),
          () => undefined,
        ),
      recall: (budget) => {
        for (const other of this.#world.replicas)
          if (other !== this && this.#world.random() >= this.#world.network.loss)
            other.later(this.#delay(), () => other.protocol?.recalled(budget))
      },
      journal: {
        lease: (id, answer) => this.#write((disk) => disk.leases.add(id), answer),
        forget: (ids) => this.#write((disk) => ids.forEach((id) => disk.leases.delete(id))),
        reserve: (row, answer) =>
          this.#write((disk) => disk.reserved.set(nameOf(row), row), answer),
        settle: (row) =>
          this.#write((disk) => {
            disk.reserved.delete(nameOf(row))
            disk.settled.set(nameOf(row), row)
          }),
        ack: (rows: readonly RowKey[]) =>
          this.#write((disk) => {
            for (const row of rows) {
              disk.reserved.delete(nameOf(row))
              disk.settled.delete(nameOf(row))
            }
          }),
      },
    }
  }
}

function done(_result: void): true {
  return true
}
