import type { Logger } from '@signalbox/core'
import { createLedger, readBudget, type Ledger } from '@signalbox/ledger'
import { memoryLedgerStore } from '@signalbox/store'
import type { Tenancy } from '@signalbox/tenancy'

import type { Config } from '../config/config.ts'
import type { ServerCatalog } from '../routing/server-catalog.ts'
import type { Stores } from '../stores/open-stores.ts'
import type { ServerTelemetry } from '../telemetry/server-telemetry.ts'
import { fixedTenantsOf } from '../tenants/fixed-tenants.ts'
import { budgetsOf, type Budgets } from './budgets-of.ts'
import { foldUsage } from './fold-usage.ts'
import { ledgerCatalogOf } from './ledger-catalog.ts'
import { openJournal } from './open-journal.ts'

/** The books of the server; they outlive configurations. */
export interface ServerLedger {
  readonly ledger: Ledger
  /** Rows outlive the process: then they are the truth of what was spent. */
  readonly isKept: boolean
  /** The journal has been read. */
  readonly isReady: () => boolean
  /** As tenants and groups have them now. */
  readonly budgets: () => Budgets
  /** Takes over the budgets of present tenants; a set that cannot be is told and left out. */
  readonly sync: () => void
  /** Throws a sentence when such a set cannot be; then the old one stays. */
  readonly put: (budgets: Budgets) => void
  /** Prices may have come for rows that had none. */
  readonly reprice: () => void
  readonly close: () => Promise<void>
}

/** What they are made of; functions are asked again after each change. */
export interface ServerLedgerOptions {
  readonly config: () => Config
  readonly tenancy: () => Pick<Tenancy, 'tenants'>
  readonly prices: () => ServerCatalog
  readonly stores: Stores
  readonly telemetry: Pick<ServerTelemetry, 'telemetry'>
  readonly logger: Logger | undefined
}

/** Opens the books; what simulated providers answered is in none that are kept. */
export function openLedger(options: ServerLedgerOptions): ServerLedger {
  const { config, tenancy, prices, stores, logger } = options
  const { telemetry } = options.telemetry
  const isDemo = config().providers.some(({ demo }) => demo)
  let current = budgetsOf(config().groups, fixedTenantsOf(config()))
  const ledger = createLedger({
    store: isDemo ? memoryLedgerStore({ maxRows: 1000 }) : stores.engine,
    catalog: ledgerCatalogOf(prices),
    bus: stores.bus,
    logger,
    journal: openJournal(isDemo ? undefined : stores.folder, logger),
    budgets: current.owned.map(({ spec }) => spec),
    parents: current.parents,
    onAlert({ budget, threshold, state }) {
      telemetry.record('budgetCrossings', 1, [String(threshold)])
      const { settled, limit, unit } = state
      const fields = { budget, settled: settled.toString(), limit: limit.toString(), unit }
      logger?.warn(`${String(threshold)} % of a budget are used up`, fields)
    },
  })
  const stopFolding = foldUsage({
    store: stores.engine,
    rowDays: () => config().usage?.rowDays,
    logger,
  })
  let isReady = false
  ledger.ready.then(
    () => (isReady = true),
    () => undefined,
  )

  function put(budgets: Budgets): void {
    ledger.setBudgets(
      budgets.owned.map(({ spec }) => spec),
      budgets.parents,
    )
    current = budgets
  }

  return {
    ledger,
    isKept: !isDemo && stores.folder !== undefined,
    isReady: () => isReady,
    budgets: () => current,
    put,
    sync() {
      const wanted = budgetsOf(config().groups, tenancy().tenants())
      try {
        put(wanted)
      } catch (error) {
        logger?.error('a budget is wrong and is left out', { error })
        put({ ...wanted, owned: sound(wanted) })
      }
    },
    reprice() {
      const rows = ledger.reprice()
      if (rows > 0) logger?.info('prices came for rows without one', { rows })
    },
    async close() {
      stopFolding()
      const isDone = await ledger.close({ timeoutMs: 10_000 })
      if (!isDone) logger?.warn('not all of the books could be closed; the next start does it')
    },
  }
}

/** Those that can be read, the first of each name. */
function sound({ owned }: Budgets): Budgets['owned'] {
  const names = new Set<string>()
  return owned.filter(({ spec }) => {
    try {
      const { name } = readBudget(spec)
      return !names.has(name) && names.add(name)
    } catch {
      return false
    }
  })
}
