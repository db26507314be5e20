import { randomUUID } from 'node:crypto'

import type { Store } from '@signalbox/core'
import { afterAll, beforeAll, expect } from 'vitest'

import { law, suite, unchecked } from './law.ts'
import { type Advance, kvChecks, leaseChecks } from './store-checks.ts'

/** How the suite names itself and lets time pass; without `advance` it waits for real. */
export interface StoreSuiteOptions {
  readonly name?: string | undefined
  readonly advance?: Advance | undefined
  /** Why the engine is not there: the suite is then shown as skipped. */
  readonly missing?: string | undefined
}

/** Registers every law of a store; keys are new in each run, so that an engine may be shared. */
export function storeSuite(
  makeStore: () => Store | Promise<Store>,
  options: StoreSuiteOptions = {},
): void {
  const { name = 'store', advance = realTime, missing } = options
  suite(name, () => {
    if (missing !== undefined) return unchecked('its laws', missing)
    const prefix = randomUUID()
    let store: Store
    let disposed = false

    beforeAll(async () => {
      store = await makeStore()
    })
    afterAll(async () => {
      if (!disposed) await store[Symbol.asyncDispose]()
    })
    for (const [sentence, check] of Object.entries({ ...kvChecks, ...leaseChecks }))
      law(sentence, () => check(store, `${prefix}/${sentence}`, advance))

    law('closes, and a second time is no error', async () => {
      disposed = true
      await store[Symbol.asyncDispose]()
      await expect(Promise.resolve(store[Symbol.asyncDispose]())).resolves.toBeUndefined()
    })
  })
}

function realTime(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
