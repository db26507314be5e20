import type { Bus, JsonObject } from '@signalbox/core'

import type { RouterEvent } from '../src/route-event.ts'
import type { RouterOptions } from '../src/router-options.ts'
import { createRouter, type Router } from '../src/router.ts'
import { catalogOf, handClock } from './fixtures.ts'

/** Hands messages to everybody at once, as a bus in Redis does, unless it is down. */
export interface FakeBus extends Bus {
  isDown: boolean
  readonly sent: JsonObject[]
}

/** Replicas on one bus. */
export interface Fleet {
  readonly clock: ReturnType<typeof handClock>
  readonly bus: FakeBus
  readonly events: RouterEvent[]
  /** One more of them. */
  readonly start: () => Router
  /** A second passes. */
  readonly exchange: () => Promise<void>
  readonly replicas: readonly [Router, Router]
}

function fakeBus(): FakeBus {
  const listeners = new Set<(message: JsonObject) => void>()
  const bus: FakeBus = {
    isDown: false,
    sent: [],
    async publish(_topic, message) {
      if (bus.isDown) throw new Error('down')
      bus.sent.push(message)
      for (const listener of listeners) listener(JSON.parse(JSON.stringify(message)) as JsonObject)
    },
    subscribe(_topic, listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return bus
}

/** Two replicas to begin with. */
export function fleet(policy: object = {}, options: RouterOptions = {}): Fleet {
  const clock = handClock()
  const bus = fakeBus()
  const wakers = new Set<() => void>()
  const events: RouterEvent[] = []
  const start = (): Router =>
    createRouter({
      catalog: catalogOf({
        'a/x': { input: 3, output: 15, cacheRead: 0.3 },
        'b/x': { input: 3, output: 15, cacheRead: 0.3 },
      }),
      clock: {
        now: () => clock.time,
        wall: () => clock.time,
        sleep: (_ms, signal) =>
          new Promise((resolve, reject) => {
            wakers.add(resolve)
            signal?.addEventListener('abort', () => reject(signal.reason as Error))
          }),
      },
      policy: { choice: { explore: 0 }, ...policy },
      bus,
      onEvent: (event) => events.push(event),
      ...options,
    })
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
  const exchange = async () => {
    await settled()
    clock.time += 1000
    for (const wake of wakers) wake()
    wakers.clear()
    await settled()
  }
  return { clock, bus, events, start, exchange, replicas: [start(), start()] }
}
