import type { BudgetRow, BudgetState, UsageRow } from '@signalbox/core'

import type { JournalContents } from '../journal.ts'
import { createAccounts, remainingOf, type Account } from './account.ts'
import { createAdmission } from './admission.ts'
import { createClosing } from './closing.ts'
import { createGranting } from './granting.ts'
import { createHeart } from './heart.ts'
import {
  actualCharges,
  estimatedCharges,
  type Hold,
  type Need,
  type Part,
  type Refusal,
} from './hold.ts'
import { createOutbox } from './outbox.ts'
import { defaultTimes, type ProtocolPort, type ProtocolTimes } from './protocol-port.ts'
import { recover } from './recovery.ts'

const tidyMs = 1_000
const forgetAfterMs = 600_000

/** What settles a hold. */
export interface Settlement {
  readonly row: Partial<UsageRow>
  /** What it came to, in the unit of each budget. */
  readonly actual: (budget: BudgetRow) => bigint
}

/** One replica's part in the books: reserve, settle, recover. It holds no promise and no clock of its own. */
export interface LedgerProtocol {
  /** Once, with what the journal held. */
  start(contents: JournalContents): void
  /** `kept` hears whether the reservation survives a crash. */
  reserve(
    needs: readonly Need[],
    row: Omit<UsageRow, 'charges'>,
    answer: (result: Hold | Refusal) => void,
    kept: (ok: boolean) => void,
  ): void
  topUp(hold: Hold, needs: readonly Need[], answer: (ok: boolean) => void): void
  /** Once; later calls change nothing. */
  settle(hold: Hold, settlement: Settlement): void
  /** The attempt was never made: no row. */
  release(hold: Hold): void
  /** A row that nothing was reserved for. */
  write(row: UsageRow): void
  isSpent(budget: BudgetRow): boolean
  /** As far as this replica knows. */
  remaining(budget: BudgetRow): bigint
  /** Another replica needs what lies idle. */
  recalled(budget: string): void
  /** Admits nothing more, lets everything settle, gives everything back. */
  drain(done: () => void): void
  stop(): void
  readonly pendingRows: number
}

/** `seen` hears of budgets whose rows reached the store, and of views. */
export function createLedgerProtocol(
  port: ProtocolPort,
  times: ProtocolTimes = defaultTimes,
  seen: (view: BudgetState) => void = () => undefined,
): LedgerProtocol {
  const accounts = createAccounts(() => port.now())
  const closing = createClosing(port, times)
  const heart = createHeart(port, times, () => admission.changed())
  const granting = createGranting(port, heart, closing)
  const admission = createAdmission({ port, times, accounts, heart, granting, closing })
  const outbox = createOutbox(port, times, define)
  let inFlight = 0
  let isRecovering = true
  let phase: 'open' | 'draining' | 'stopped' = 'open'

  /** Budgets that were only watched so far are made known before their rows come. */
  function define(rows: readonly UsageRow[], ready: (ok: boolean) => void): void {
    const ids = new Set(rows.flatMap(({ charges }) => charges.map(({ budget }) => budget)))
    const unknown = [...ids].flatMap((id) => accounts.find(id) ?? [])
    const next = (at: number): void => {
      const account = unknown[at]
      if (account === undefined) return ready(true)
      if (account.phase !== 'unknown') return next(at + 1)
      port.define(account.budget, (done) => {
        if (done !== true) return ready(false)
        account.phase = 'defined'
        next(at + 1)
      })
    }
    next(0)
  }

  function tidy(): void {
    if (phase === 'stopped') return
    const now = port.now()
    const used: string[] = []
    for (const account of accounts.all()) {
      closing.tidy(account, heart, false, () => admission.changed(account))
      const age = now - account.usedAt
      const isIdle = account.leases.length === 0 && account.inFlight === 0 && !account.isGranting
      if (isIdle && age > forgetAfterMs) accounts.drop(account.budget.id)
      else if (account.phase === 'unknown' && account.leases.length > 0) redefine(account)
      else if (account.phase === 'defined' && age < 10 * tidyMs) used.push(account.budget.id)
    }
    if (used.length > 0) look(used)
    port.timer(tidyMs, tidy)
  }

  /** A changed limit, while what was leased under the old one lasts. */
  function redefine(account: Account): void {
    const { budget } = account
    port.define(budget, (done) => {
      if (done === true && account.budget === budget) account.phase = 'defined'
    })
  }

  function look(budgets: readonly string[]): void {
    port.view(budgets, (states = []) => {
      for (const state of states) {
        const account = accounts.find(state.id)
        if (account !== undefined) account.view = state
        seen(state)
      }
    })
  }

  function keep(hold: Hold, kept: (ok: boolean) => void): void {
    port.journal.reserve(hold.row, (done) => kept(done === true))
  }

  function send(hold: Hold, row: UsageRow): void {
    port.journal.settle(row)
    outbox.push(row, () => {
      for (const { lease, account } of hold.parts)
        if (lease !== undefined) {
          lease.unflushed--
          if (lease.replica !== heart.replica) closing.tidy(account, heart, false)
        }
    })
  }

  function free(parts: readonly Part[], back: (part: Part, at: number) => bigint): void {
    const now = port.now()
    for (const [at, part] of parts.entries()) {
      const { account, lease } = part
      account.inFlight--
      if (lease === undefined) continue
      lease.available += back(part, at)
      lease.inFlight--
      lease.usedAt = now
    }
    inFlight--
    for (const account of new Set(parts.map((part) => part.account))) admission.changed(account)
  }

  function takeBack(parts: readonly Part[]): void {
    inFlight++
    free(parts, ({ estimate }) => estimate)
  }

  return {
    get pendingRows() {
      return outbox.size
    },
    start(contents) {
      heart.start()
      port.timer(tidyMs, tidy)
      recover(contents, { port, outbox, closing }, () => {
        isRecovering = false
      })
    },
    reserve(needs, row, answer, kept) {
      const [first] = needs
      const isFull = outbox.size >= times.maxPendingRows
      if (first !== undefined && (phase !== 'open' || isFull))
        return answer({ type: 'unavailable', account: accounts.open(first.budget) })
      admission.take(needs, (result) => {
        if ('type' in result) return answer(result)
        inFlight++
        const parts = [...result]
        const hold: Hold = {
          parts,
          row: { ...row, charges: estimatedCharges(parts) },
          state: 'open',
        }
        keep(hold, kept)
        answer(hold)
      })
    },
    topUp(hold, needs, answer) {
      admission.take(needs, (result) => {
        if ('type' in result) return answer(false)
        if (hold.state === 'settled') {
          takeBack(result)
          return answer(false)
        }
        hold.parts.push(...result)
        hold.row = { ...hold.row, charges: estimatedCharges(hold.parts) }
        keep(hold, answer)
      })
    },
    settle(hold, { row, actual }) {
      if (hold.state === 'settled') return
      hold.state = 'settled'
      const charges = actualCharges(hold.parts, actual)
      for (const { lease } of hold.parts) if (lease !== undefined) lease.unflushed++
      hold.row = { ...hold.row, ...row, charges }
      send(hold, hold.row)
      free(hold.parts, ({ estimate }, at) => estimate - (charges[at]?.actual ?? 0n))
    },
    release(hold) {
      if (hold.state === 'settled') return
      hold.state = 'settled'
      port.journal.ack([hold.row])
      free(hold.parts, ({ estimate }) => estimate)
    },
    write(row) {
      port.journal.settle(row)
      outbox.push(row, () => undefined)
    },
    isSpent(budget) {
      const account = accounts.find(budget.id)
      return account?.budget.limit === budget.limit && admission.isSpent(account)
    },
    remaining(budget) {
      const account = accounts.find(budget.id)
      return account === undefined ? budget.limit : remainingOf(account)
    },
    recalled(budget) {
      const account = accounts.find(budget)
      if (account !== undefined) closing.tidy(account, heart, true)
    },
    drain(done) {
      if (phase === 'open') phase = 'draining'
      const check = () => {
        if (phase === 'stopped') return
        const isBusy = inFlight > 0 || granting.pending > 0 || outbox.size > 0 || isRecovering
        if (!isBusy) for (const account of accounts.all()) closing.tidy(account, heart, true)
        if (!isBusy && closing.pending === 0) return done()
        port.timer(20, check)
      }
      check()
    },
    stop() {
      phase = 'stopped'
      heart.stop()
    },
  }
}
