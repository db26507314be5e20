import type { BudgetRow } from '@signalbox/core'

import { nanoOf } from './money.ts'
import { periodOf, type BudgetPeriod, type Calendar, type Period } from './period.ts'

/** A budget as an operator writes it: an amount of USD or tokens for whoever is in its scope. */
export interface BudgetSpec {
  /** `all`, `org:x`, `team:x`, `tenant:acme`, `user:acme/ann`, `key:acme/app` or `tag:x`. */
  readonly scope: string
  /** Told to clients that are refused; default: scope, unit and period. */
  readonly name?: string | undefined
  readonly usd?: number | string | undefined
  readonly tokens?: number | undefined
  readonly per: BudgetPeriod
  /** Of its midnights; default UTC. */
  readonly timeZone?: string | undefined
  /** Weekday (1 = Monday) or day of the month (1–28) on which a period begins; default 1. */
  readonly startsOn?: number | undefined
  /** `strict` is never passed, `soft` may be by what runs already, `observe` only counts; default soft. */
  readonly mode?: BudgetRow['mode'] | undefined
  /** The same as `mode: 'strict'`. */
  readonly strict?: boolean | undefined
  /** USD or tokens that this replica may spend while the store is away and its leases are used up; default 0. */
  readonly openUpTo?: number | undefined
}

/** A budget that knows its present period. */
export interface Budget {
  readonly name: string
  readonly scope: string
  readonly openUpTo: bigint | undefined
  /** The row of the period that holds a moment. */
  readonly row: (at: number) => BudgetRow
}

/** Reads a budget; throws a sentence when it is wrong. */
export function readBudget(spec: BudgetSpec): Budget {
  const { scope, usd, tokens, per, timeZone = 'UTC', startsOn = 1 } = spec
  if ((usd === undefined) === (tokens === undefined))
    throw new TypeError(`The budget of "${scope}" needs either "usd" or "tokens".`)
  const most = per === 'week' ? 7 : 28
  if (!Number.isInteger(startsOn) || startsOn < 1 || startsOn > most)
    throw new TypeError(`"startsOn" of the budget of "${scope}" must be 1 to ${String(most)}.`)
  const unit = usd === undefined ? 'tokens' : 'usd'
  const { name = `${scope}/${unit}/${per}` } = spec
  const amount = (value: number | string) =>
    unit === 'usd' ? nanoOf(value) : BigInt(Math.floor(Number(value)))
  const limit = amount(usd ?? tokens ?? 0)
  const mode = spec.mode ?? (spec.strict === true ? 'strict' : 'soft')
  const calendar: Calendar = { per, timeZone, startsOn }
  checkZone(timeZone, scope)
  let current: { readonly period: Period; readonly row: BudgetRow } | undefined
  return {
    name,
    scope,
    openUpTo: spec.openUpTo === undefined ? undefined : amount(spec.openUpTo),
    row(at) {
      if (current !== undefined && contains(current.period, at)) return current.row
      const period = periodOf(calendar, at)
      const { start, end } = period
      const id = `${name}@${String(start)}`
      const row = { id, scope, unit, periodStart: start, periodEnd: end, limit, mode } as const
      current = { period, row }
      return row
    },
  }
}

function contains({ start, end }: Period, at: number): boolean {
  return at >= start && (end === undefined || at < end)
}

function checkZone(timeZone: string, scope: string): void {
  try {
    Intl.DateTimeFormat('en-US', { timeZone })
  } catch {
    throw new TypeError(`"${timeZone}" of the budget of "${scope}" is no time zone.`)
  }
}

/** The name of a budget out of the id of one of its rows. */
export function budgetNameOf(id: string): string {
  return id.slice(0, id.lastIndexOf('@'))
}
