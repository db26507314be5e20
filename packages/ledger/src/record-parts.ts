import type { Clock, Context, Warning } from '@signalbox/core'

import type { BudgetTree } from './budget-tree.ts'
import type { LedgerCatalog } from './ledger-catalog.ts'
import type { ModelHabits } from './model-habits.ts'
import type { Hold } from './protocol/hold.ts'
import type { LedgerProtocol } from './protocol/ledger-protocol.ts'

/** When a reservation must be safe on disk. */
export type Durability = 'before_dispatch' | 'before_response' | 'async'

/** What the middlewares of one ledger share. */
export interface RecordParts {
  readonly protocol: LedgerProtocol
  readonly catalog: LedgerCatalog
  readonly habits: ModelHabits
  readonly tree: () => BudgetTree
  readonly clock: Clock
  readonly durability: Durability
  readonly assumeUsdPer1M: number | undefined
  readonly numberOf: (requestId: string) => number
  /** A row without a price was written. */
  readonly unpriced: (hold: Hold) => void
}

const attemptsMade = 'x-ledger-attempts'
const warnAtRoot = 'x-ledger-warn'

/** Lets attempts warn on the request itself, also after their answer was taken. */
export function openRequest(context: Context): void {
  context.vars[attemptsMade] = 0
  context.vars[warnAtRoot] = (warning: Warning) => {
    context.warn(warning)
  }
}

/** Counts an attempt of a request. */
export function noteAttempt({ vars }: Context): void {
  vars[attemptsMade] = attemptsOf({ vars }) + 1
}

/** How many attempts a request has made. */
export function attemptsOf({ vars }: Pick<Context, 'vars'>): number {
  const made = vars[attemptsMade]
  return typeof made === 'number' ? made : 0
}

/** Warns whoever reads the request's record. */
export function warnRequest(context: Context, warning: Warning): void {
  const warn = context.vars[warnAtRoot]
  if (typeof warn === 'function') warn(warning)
  else context.warn(warning)
}
