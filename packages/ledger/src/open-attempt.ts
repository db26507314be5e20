import { GatewayError, sizeOf, type Context, type Target, type UsageRow } from '@signalbox/core'

import { planAttempt, type AttemptPlan } from './attempt-plan.ts'
import { budgetExceeded, budgetUnavailable, journalFailed } from './denial.ts'
import { remainingOf } from './protocol/account.ts'
import type { Hold, Refusal } from './protocol/hold.ts'
import type { RecordParts } from './record-parts.ts'

/** An attempt that may be dispatched. */
export interface OpenAttempt {
  readonly plan: AttemptPlan
  readonly hold: Hold
  /** Whether the reservation survives a crash. */
  readonly kept: Promise<boolean>
}

/** Reserves what an attempt may cost; throws when it may not be made. */
export async function openAttempt(
  parts: RecordParts,
  context: Context,
  target: Target,
): Promise<OpenAttempt> {
  const { protocol, catalog, habits, clock, assumeUsdPer1M, durability } = parts
  const at = Math.floor(clock.wall())
  const budgets = parts.tree().path(context.caller, at)
  const plan = planAttempt({
    request: context.request,
    inputTokens: sizeOf(context).tokensIn,
    target,
    budgets,
    catalog,
    habits,
    assumeUsdPer1M,
    tenant: context.caller?.tenant,
    at,
    left: (row) => protocol.remaining(row),
  })
  const { promise: kept, resolve: keep } = Promise.withResolvers<boolean>()
  const row = rowOf(parts, context, target, { plan, at })
  const result = await new Promise<Hold | Refusal>((resolve) => {
    protocol.reserve(plan.needs, row, resolve, keep)
  })
  if ('type' in result) throw refusalError(result)
  const mustWait = durability === 'before_dispatch' || plan.isStrict
  if (mustWait && !(await kept)) {
    protocol.release(result)
    throw journalFailed()
  }
  if (context.signal.aborted) {
    protocol.release(result)
    throw GatewayError.from(context.signal.reason)
  }
  return { plan, hold: result, kept }
}

function rowOf(
  { numberOf }: RecordParts,
  context: Context,
  target: Target,
  { plan, at }: { plan: AttemptPlan; at: number },
): Omit<UsageRow, 'charges'> {
  const { caller, facts, id } = context
  return {
    requestId: id,
    attempt: numberOf(id),
    ts: at,
    tenant: caller?.tenant,
    keyId: caller?.key,
    route: facts.route,
    target: target.id,
    provider: target.provider,
    model: target.model,
    kind: 'orphan',
    nanoUsd: plan.nanoUsd,
    basis: 'estimated',
    confidence: 'bound',
    priceRowId: plan.price.rowId,
  }
}

function refusalError(refusal: Refusal): GatewayError {
  const { account } = refusal
  if (refusal.type === 'unavailable') return budgetUnavailable(account.budget)
  return budgetExceeded(account.budget, {
    remaining: remainingOf(account),
    least: refusal.least,
  })
}
