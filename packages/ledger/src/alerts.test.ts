import { memoryStore } from '@signalbox/core'
import { expect, test } from 'vitest'

import { createAlerts, type BudgetAlert } from './alerts.ts'

test('three replicas that share leases tell an alert once', async () => {
  const store = memoryStore()
  const alerts: BudgetAlert[] = []
  const failed = (error: unknown) => {
    throw error
  }
  const replica = () => createAlerts((alert) => alerts.push(alert), store, failed)
  const state = {
    id: 'x@0',
    scope: 'all',
    unit: 'usd',
    periodStart: 0,
    limit: 100n,
    mode: 'soft',
    settled: 85n,
    leased: 0n,
  } as const
  for (const see of [replica(), replica(), replica()]) {
    see(state)
    see(state)
  }
  await expect.poll(() => alerts.map(({ threshold }) => threshold)).toEqual([50, 80])
  await store[Symbol.asyncDispose]()
})
