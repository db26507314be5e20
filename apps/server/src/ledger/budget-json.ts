import { usdText, type BudgetState, type BudgetUnit } from '@signalbox/core'
import { forecastOf, readBudget } from '@signalbox/ledger'

import type { OwnedBudget } from './budgets-of.ts'

/** A budget as the admin API shows it: amounts in USD are decimal strings, tokens are numbers. */
export function budgetJson(
  owned: OwnedBudget,
  {
    states,
    isFixed,
    now,
  }: {
    readonly states: ReadonlyMap<string, BudgetState>
    readonly isFixed: boolean
    readonly now: number
  },
): object {
  const budget = readBudget(owned.spec)
  const row = budget.row(now)
  const state = states.get(row.id) ?? { ...row, settled: 0n, leased: 0n }
  const { settled, leased } = state
  const { unit, limit, mode, periodStart, periodEnd } = row
  const { key, user, per, timeZone, startsOn, name } = owned.section
  const left = limit - settled - leased
  const forecast = forecastOf({ ...state, limit }, now)
  const amount = (value: bigint) => amountJson(unit, value)
  return {
    name: budget.name,
    ...(owned.tenant === undefined ? { group: owned.group } : { tenant: owned.tenant }),
    ...(key === undefined ? {} : { key }),
    ...(user === undefined ? {} : { user }),
    ...(name === undefined ? {} : { label: name }),
    source: isFixed ? 'config' : 'store',
    unit,
    mode,
    limit: amount(limit),
    settled: amount(settled),
    leased: amount(leased),
    remaining: amount(left < 0n ? 0n : left),
    per,
    time_zone: timeZone ?? 'UTC',
    ...(startsOn === undefined ? {} : { starts_on: startsOn }),
    period_start: timeJson(periodStart),
    period_end: periodEnd === undefined ? null : timeJson(periodEnd),
    forecast:
      forecast === undefined
        ? null
        : {
            per_day: amount(forecast.perDay),
            at_period_end: amount(forecast.atPeriodEnd),
            spent_at: forecast.spentAt === undefined ? null : timeJson(forecast.spentAt),
          },
  }
}

function amountJson(unit: BudgetUnit, value: bigint): string | number {
  return unit === 'usd' ? usdText(value) : Number(value)
}

function timeJson(at: number): string {
  return new Date(at).toISOString()
}
