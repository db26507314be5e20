import type { Bus, JsonObject } from '@signalbox/core'

import { createTopics } from '../topics.ts'

/** Messages inside one process; like every bus it also reaches the sender's own listeners. */
export function memoryBus(): Bus {
  const topics = createTopics()
  return {
    async publish(topic, message) {
      const text = JSON.stringify(message)
      queueMicrotask(() => topics.deliver(topic, JSON.parse(text) as JsonObject))
    },
    subscribe: topics.subscribe,
  }
}
