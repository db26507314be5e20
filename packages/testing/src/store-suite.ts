import { randomUUID } from 'node:crypto'

import type { Bus, JobStore, LedgerStore, SnapshotStore, Store } from '@signalbox/core'
import { afterAll, beforeAll, expect } from 'vitest'

import { busChecks } from './bus-checks.ts'
import { jobChecks } from './job-checks.ts'
import { law, lawWhere, suite, unchecked } from './law.ts'
import { ledgerChecks } from './ledger-checks.ts'
import { settingsChecks } from './settings-checks.ts'
import { slotChecks } from './slot-checks.ts'
import { type Advance, type ContractCheck, kvChecks, leaseChecks } from './store-checks.ts'
import { usageChecks } from './usage-checks.ts'

/** A contract beyond values and leases. */
export type Claim = 'ledger' | 'settings' | 'jobs' | 'bus'

/** A store and whatever else it can do. */
export type SuiteStore = Store & Partial<LedgerStore & SnapshotStore & JobStore & Bus>

/** How the suite names itself and lets time pass; without `advance` it waits for real. */
export interface StoreSuiteOptions {
  readonly name?: string | undefined
  readonly advance?: Advance | undefined
  /** What it claims beside values and leases, all it can do; left out, the store is asked and what it lacks is shown as skipped. */
  readonly claims?: readonly Claim[] | undefined
  /** Another replica's end of the same store; without it the bus talks to itself. */
  readonly makeOther?: (() => SuiteStore | Promise<SuiteStore>) | undefined
  /** Why the engine is not there: the suite is then shown as skipped. */
  readonly missing?: string | undefined
}

/** Registers every law of what a store claims; keys are new in each run, so that an engine may be shared. */
export function storeSuite(
  makeStore: () => SuiteStore | Promise<SuiteStore>,
  options: StoreSuiteOptions = {},
): void {
  const { name = 'store', advance = realTime, claims, makeOther, missing } = options
  suite(name, () => {
    if (missing !== undefined) return unchecked('its laws', missing)
    const prefix = randomUUID()
    let store: SuiteStore
    let other: SuiteStore
    let disposed = false

    beforeAll(async () => {
      store = await makeStore()
      other = makeOther === undefined ? store : await makeOther()
    })
    afterAll(async () => {
      if (!disposed) await store[Symbol.asyncDispose]()
      if (other !== store) await other[Symbol.asyncDispose]()
    })

    function register(
      claim: Claim | undefined,
      sentence: string,
      check: () => Promise<void>,
    ): void {
      if (claim === undefined || claims?.includes(claim) === true) law(sentence, check)
      else if (claims === undefined)
        lawWhere(sentence, () => (offers(store, claim) ? undefined : `it has no ${claim}`), check)
    }

    function laws<Contract>(
      claim: Claim | undefined,
      checks: Readonly<Record<string, ContractCheck<Contract>>>,
      find: (subject: SuiteStore) => Contract,
    ): void {
      for (const [sentence, check] of Object.entries(checks))
        register(claim, sentence, () => check(find(store), `${prefix}/${sentence}`, advance))
    }

    laws(undefined, kvChecks, (subject) => subject)
    laws(undefined, leaseChecks, (subject) => subject)
    laws(undefined, slotChecks, (subject) => subject)
    laws('ledger', ledgerChecks, asLedger)
    laws('ledger', usageChecks, asLedger)
    laws('settings', settingsChecks, asSettings)
    laws('jobs', jobChecks, asJobs)
    for (const [sentence, check] of Object.entries(busChecks))
      register('bus', sentence, () => check(asBus(store), asBus(other), `${prefix}/${sentence}`))

    if (claims !== undefined)
      law('claims all it can do', () => {
        const all: readonly Claim[] = ['bus', 'jobs', 'ledger', 'settings']
        expect(claims.toSorted()).toStrictEqual(all.filter((claim) => offers(store, claim)))
      })
    law('closes, and a second time is no error', async () => {
      disposed = true
      await store[Symbol.asyncDispose]()
      await expect(Promise.resolve(store[Symbol.asyncDispose]())).resolves.toBeUndefined()
    })
  })
}

const methods: Readonly<Record<Claim, readonly (keyof SuiteStore)[]>> = {
  bus: ['publish', 'subscribe'],
  jobs: ['enqueue', 'claim', 'extend', 'complete', 'fail'],
  ledger: [
    'beat',
    'replicas',
    'define',
    'budgets',
    'grant',
    'flush',
    'close',
    'sweep',
    'usage',
    'unpriced',
    'fold',
  ],
  settings: ['load', 'changes', 'write'],
}

function offers(store: SuiteStore, claim: Claim): boolean {
  return methods[claim].every((method) => store[method] !== undefined)
}

// Laws run only for a store that has the methods, or says it has.
const asLedger = (store: SuiteStore): LedgerStore => store as Store & LedgerStore
const asSettings = (store: SuiteStore): SnapshotStore => store as Store & SnapshotStore
const asJobs = (store: SuiteStore): JobStore => store as Store & JobStore
const asBus = (store: SuiteStore): Bus => store as Store & Bus

function realTime(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
