import type { BudgetRow, Cost, GatewayError, Usage, UsageKind, UsageRow } from '@signalbox/core'

import type { AttemptPlan } from './attempt-plan.ts'
import type { LedgerCatalog } from './ledger-catalog.ts'
import type { Settlement } from './protocol/ledger-protocol.ts'
import { totalTokens } from './token-count.ts'

/** What is known of an attempt that is over. */
export interface AttemptEnd {
  readonly status: 'ok' | 'failed' | 'cancelled'
  readonly error?: GatewayError | undefined
  /** As the provider told it; of an answer that came to its end. */
  readonly usage?: Usage | undefined
  /** Counted here; undefined when nothing was seen of an answer. */
  readonly counted?: Usage | undefined
  /** The model that the answer names. */
  readonly model?: string | undefined
  /** The tier that was billed, where the answer names it beside its usage. */
  readonly serviceTier?: string | undefined
  /** Ended by the ledger itself. */
  readonly isStopped?: boolean | undefined
}

/** A settlement, and what it shows of the cost. */
export interface EndedAttempt extends Settlement {
  readonly kind: UsageKind
  readonly usage: Usage | undefined
  readonly cost: Cost
}

/** What an attempt is settled with. */
export interface EndOptions {
  readonly catalog: LedgerCatalog
  /** Unix ms of its reservation. */
  readonly at: number
  /** Its input without any answer. */
  readonly silent: Usage
  /** Output tokens that it was allowed. */
  readonly granted: number
}

const nothing = { basis: 'counted', confidence: 'exact' } as const

/** What an attempt is charged: what was told, else what was counted, else what it may have cost. */
export function endAttempt(
  end: AttemptEnd,
  plan: AttemptPlan,
  { catalog, at, silent, granted }: EndOptions,
): EndedAttempt {
  const { status, error, counted, model } = end
  if (status !== 'ok' && counted === undefined) {
    if (error?.ran === 'no')
      return ended('failed', undefined, { nanoUsd: 0n, ...nothing }, () => 0n)
    return plan.isStrict ? assumeAll(plan, granted) : price('unknown', silent, 'estimated')
  }
  if (status !== 'ok' || end.isStopped === true)
    return price('partial', counted ?? silent, 'counted')
  const { usage } = end
  if (usage !== undefined) return price('ok', usage, undefined)
  return price('ok', counted ?? silent, 'counted')

  function price(kind: UsageKind, used: Usage, basis: Cost['basis'] | undefined): EndedAttempt {
    const options = { at, model, basis, serviceTier: end.serviceTier }
    const { nanoUsd, ...rest } = catalog.cost(plan.price, used, options)
    const cost: Cost = {
      nanoUsd,
      basis: rest.basis,
      confidence: rest.confidence,
      priceRowId: rest.priceRowId,
      parts: rest.parts,
    }
    const outputTokens = used.output.text + used.output.reasoning
    return ended(kind, used, cost, (budget) =>
      budget.unit === 'tokens'
        ? BigInt(Math.max(0, totalTokens(used)))
        : (nanoUsd ?? plan.amount(budget, outputTokens)),
    )
  }
}

/** Strict: what may have run is charged as if it had run to its bound. */
function assumeAll(plan: AttemptPlan, granted: number): EndedAttempt {
  const nanoUsd = plan.nanoUsd === null ? null : plan.amount({ unit: 'usd' }, granted)
  const cost: Cost = { nanoUsd, basis: 'estimated', confidence: 'bound' }
  return ended('unknown', undefined, cost, (budget) => plan.amount(budget, granted))
}

function ended(
  kind: UsageKind,
  usage: Usage | undefined,
  cost: Cost,
  actual: (budget: BudgetRow) => bigint,
): EndedAttempt {
  const row: Partial<UsageRow> = {
    kind,
    usage,
    nanoUsd: cost.nanoUsd,
    basis: cost.basis,
    confidence: cost.confidence,
    priceRowId: cost.priceRowId,
  }
  return { kind, usage, cost, row, actual }
}
