import { memoryBus } from '@signalbox/store'
import { expect, test, vi } from 'vitest'

import { createFleetOrders } from './fleet-orders.ts'

function replicas() {
  const bus = memoryBus()
  const done: string[] = []
  const orders = ['a', 'b'].map((name) =>
    createFleetOrders({
      bus,
      force: (target, action) => void done.push(`${name} ${action} ${target}`),
      refreshSecrets: async () => void done.push(`${name} looks`),
      failed: (error) => void done.push(String(error)),
    }),
  )
  return { bus, done, orders }
}

test('an order is carried out once by each replica, first by the one that got it', async () => {
  const { done, orders } = replicas()
  orders[0]?.force('main/a', 'drain')
  await vi.waitFor(() => expect(done).toEqual(['a drain main/a', 'b drain main/a']))
  await orders[1]?.refreshSecrets()
  await vi.waitFor(() => expect(done.slice(2).toSorted()).toEqual(['a looks', 'b looks']))
})

test('what is no order moves nothing', async () => {
  const { bus, done, orders } = replicas()
  await bus.publish('admin.orders', { from: 'x', target: 'main/a', action: 'toString' })
  orders.forEach((each) => each.close())
  await bus.publish('admin.orders', { from: 'x', target: 'main/a', action: 'open' })
  expect(done).toEqual([])
})
