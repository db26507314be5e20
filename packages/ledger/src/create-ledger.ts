import {
  systemClock,
  type BudgetState,
  type Middleware,
  type UsageQuery,
  type UsageRow,
  type UsageSum,
} from '@signalbox/core'

import { createAlerts } from './alerts.ts'
import { createAttemptNumbers } from './attempt-numbers.ts'
import { budgetMiddleware } from './budget-middleware.ts'
import { budgetNameOf, type BudgetSpec } from './budget-spec.ts'
import { budgetTree, type Parents } from './budget-tree.ts'
import { forecastOf, type Forecast } from './forecast.ts'
import { presentCatalog } from './ledger-catalog.ts'
import type { LedgerOptions } from './ledger-options.ts'
import { livePort, onRecall } from './live-port.ts'
import { memoryJournal } from './memory-journal.ts'
import { createModelHabits } from './model-habits.ts'
import { noUsage } from './no-usage.ts'
import { createLedgerProtocol } from './protocol/ledger-protocol.ts'
import { defaultTimes } from './protocol/protocol-port.ts'
import { recordMiddleware } from './record-middleware.ts'
import type { RecordParts } from './record-parts.ts'
import { createRepricer, maxUnpriced } from './repricer.ts'

/** The books of a gateway: what every attempt cost, and who may spend what. */
export interface Ledger {
  /** Outside of cache and router: refuses early, and enters what cost nothing. */
  budget(): Middleware
  /** Directly around `upstream`, inside every retry: reserves and settles each attempt. */
  record(): Middleware
  /** Sums of a tenant's rows, those of this replica's last moments included. */
  spent(
    tenant: string,
    period: { readonly since: string | number; readonly until?: string | number | undefined },
  ): Promise<UsageSum>
  usage(query: UsageQuery): Promise<readonly UsageSum[]>
  /** Budgets in their present periods; of those that nobody has used yet there is nothing. */
  states(): Promise<readonly BudgetState[]>
  /** Undefined for a budget that is unknown, unused, without end or a few minutes old. */
  forecast(budget: string): Promise<Forecast | undefined>
  /** Takes effect for the next request; throws a sentence when a budget is wrong, and keeps the old ones. */
  setBudgets(budgets: readonly BudgetSpec[], parents?: Parents): void
  /** A correction or a bill from elsewhere, e.g. of a batch. */
  write(row: UsageRow): void
  /** Corrects rows whose price came late; answers how many. For the catalogue's `onChange`. */
  reprice(): number
  /** The journal has been read. */
  readonly ready: Promise<void>
  /** Rows on their way to the store. */
  readonly pendingRows: number
  /** Admits nothing more, waits for what runs, writes everything down, gives leases back. False: not all was done in time. */
  close(options?: { readonly timeoutMs?: number | undefined }): Promise<boolean>
}

/**
 * A ledger over a store and a catalogue of prices.
 *
 * @example
 * const ledger = createLedger({ store, catalog, budgets: [{ scope: 'tenant:acme', usd: 50, per: 'day', strict: true }] })
 * pipeline(tenancy, ledger.budget(), router, resilience, ledger.record(), upstream(options))
 */
export function createLedger(options: LedgerOptions): Ledger {
  const { store, clock = systemClock, logger, bus, onAlert } = options
  const catalog = presentCatalog(options.catalog)
  const {
    journal = memoryJournal(),
    durability = 'before_response',
    callTimeoutMs = 8_000,
  } = options
  const stopping = new AbortController()
  const { signal } = stopping
  let closed: Promise<boolean> | undefined
  let tree = budgetTree(options.budgets ?? [], options.parents)
  const seen =
    onAlert === undefined
      ? undefined
      : createAlerts(onAlert, store, (error) => logger?.error('an alert failed', { error }))
  const port = livePort({ store, journal, clock, bus, logger, callTimeoutMs, signal })
  const times = { ...defaultTimes, ...options.times }
  const protocol = createLedgerProtocol(port, times, seen)
  const repricer = createRepricer(catalog)
  const parts: RecordParts = {
    protocol,
    catalog,
    habits: createModelHabits(),
    tree: () => tree,
    clock,
    durability,
    assumeUsdPer1M: options.assumeUsdPer1M,
    numberOf: createAttemptNumbers(),
    unpriced: (hold) => repricer.remember(hold),
  }
  const budget = budgetMiddleware(parts)
  const record = recordMiddleware(parts)
  const unsubscribe = bus === undefined ? undefined : onRecall(bus, (id) => protocol.recalled(id))
  const ready = start()
  ready.catch((error: unknown) => logger?.error('the journal cannot be read', { error }))

  async function start(): Promise<void> {
    protocol.start(await journal.load())
    recallUnpriced().catch((error: unknown) =>
      logger?.warn('rows without a price could not be read', { error }),
    )
  }

  /** A price may come for what was written before this process began. */
  async function recallUnpriced(): Promise<void> {
    const before = clock.wall()
    const rows = (await store.unpriced(maxUnpriced)).filter(({ ts }) => ts < before)
    const ids = new Set(rows.flatMap(({ charges }) => charges.map((charge) => charge.budget)))
    const known = ids.size === 0 ? [] : await store.budgets([...ids])
    const usd = new Set(known.flatMap(({ id, unit }) => (unit === 'usd' ? [id] : [])))
    repricer.recall(
      rows.map((row) => ({
        ...row,
        charges: row.charges.filter((charge) => usd.has(charge.budget)),
      })),
    )
    if (rows.length > 0) reprice()
  }

  function reprice(): number {
    const rows = repricer.adjustments()
    for (const row of rows) protocol.write(row)
    return rows.length
  }

  /** What this replica has settled is in the store, or the store is not there. */
  async function written(): Promise<void> {
    for (let tries = 0; protocol.pendingRows > 0 && tries < 100; tries++) await clock.sleep(10)
  }

  async function states(): Promise<readonly BudgetState[]> {
    await written()
    return store.budgets(tree.budgets.map((entry) => entry.row(clock.wall()).id))
  }

  async function usage(query: UsageQuery): Promise<readonly UsageSum[]> {
    await written()
    return store.usage(query)
  }

  return {
    ready,
    get pendingRows() {
      return protocol.pendingRows
    },
    budget: () => budget,
    record: () => record,
    async spent(tenant, { since, until }) {
      const to = until === undefined ? clock.wall() + 1 : momentOf(until)
      const [sum] = await usage({ tenant, from: momentOf(since), to })
      return sum ?? { group: '', ...noUsage }
    },
    usage,
    states,
    async forecast(name) {
      const all = await states()
      const state = all.find(({ id }) => budgetNameOf(id) === name)
      if (state === undefined) return undefined
      return forecastOf(state, clock.wall())
    },
    setBudgets(budgets, parents) {
      tree = budgetTree(budgets, parents)
    },
    write: (row) => {
      protocol.write(row)
    },
    reprice,
    close({ timeoutMs = 10_000 } = {}) {
      closed ??= close(timeoutMs)
      return closed
    },
  }

  async function close(timeoutMs: number): Promise<boolean> {
    const isDone = await new Promise<boolean>((resolve) => {
      protocol.drain(() => resolve(true))
      const giveUp = () => resolve(false)
      ready.catch(giveUp)
      clock.sleep(timeoutMs, signal).then(giveUp, () => undefined)
    })
    protocol.stop()
    unsubscribe?.()
    stopping.abort()
    await journal.close()
    return isDone
  }
}

function momentOf(moment: string | number): number {
  const at = typeof moment === 'number' ? moment : Date.parse(moment)
  if (!Number.isFinite(at)) throw new TypeError(`"${String(moment)}" is no moment in time.`)
  return at
}
