import type { Bus, Clock, LeaseStore, LedgerStore, Logger } from '@signalbox/core'

import type { BudgetAlert } from './alerts.ts'
import type { BudgetSpec } from './budget-spec.ts'
import type { Parents } from './budget-tree.ts'
import type { Journal } from './journal.ts'
import type { LedgerCatalog } from './ledger-catalog.ts'
import type { ProtocolTimes } from './protocol/protocol-port.ts'
import type { Durability } from './record-parts.ts'

/** What a ledger is made of. */
export interface LedgerOptions {
  /** The truth about money; with `lease` as well, alerts are told once among all replicas. */
  readonly store: LedgerStore & Partial<Pick<LeaseStore, 'lease'>>
  /** A function where the catalogue may be replaced while the ledger runs. */
  readonly catalog: LedgerCatalog | (() => LedgerCatalog)
  readonly budgets?: readonly BudgetSpec[] | undefined
  /** Who belongs to whom above the tenants: `{ 'tenant:acme': 'team:blue', 'team:blue': 'org:x' }`. */
  readonly parents?: Parents | undefined
  /** Default `before_response`; strict budgets always wait before the dispatch. */
  readonly durability?: Durability | undefined
  /** Default: in memory; then a crash charges what was leased. */
  readonly journal?: Journal | undefined
  /** Carries recalls of idle leases between replicas. */
  readonly bus?: Bus | undefined
  readonly clock?: Clock | undefined
  readonly logger?: Logger | undefined
  /** Reserved per million tokens where a soft budget meets a model without a price; default 0. */
  readonly assumeUsdPer1M?: number | undefined
  /** At 50, 80, 95 and 100 % of a budget, once per period. */
  readonly onAlert?: ((alert: BudgetAlert) => void) | undefined
  /** After so long a call to the store counts as unanswered; default 8,000. */
  readonly callTimeoutMs?: number | undefined
  readonly times?: Partial<ProtocolTimes> | undefined
}
