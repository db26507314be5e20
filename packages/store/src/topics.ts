import type { JsonObject } from '@signalbox/core'

/** Who listens to what in this process. */
export interface Topics {
  readonly subscribe: (topic: string, listener: (message: JsonObject) => void) => () => void
  readonly deliver: (topic: string, message: JsonObject) => void
  readonly names: () => readonly string[]
}

/** `onFirst` and `onLast` tell an engine when a topic begins and ceases to matter. */
export function createTopics(
  hooks: {
    readonly onFirst?: (topic: string) => void
    readonly onLast?: (topic: string) => void
  } = {},
): Topics {
  const topics = new Map<string, Set<(message: JsonObject) => void>>()
  return {
    subscribe(topic, listener) {
      // The same function may listen twice and leave once.
      const own = (message: JsonObject) => listener(message)
      const known = topics.get(topic)
      const listeners = known ?? new Set()
      listeners.add(own)
      if (known === undefined) {
        topics.set(topic, listeners)
        hooks.onFirst?.(topic)
      }
      return () => {
        if (!listeners.delete(own) || listeners.size > 0) return
        topics.delete(topic)
        hooks.onLast?.(topic)
      }
    },
    deliver(topic, message) {
      for (const listener of topics.get(topic) ?? []) listener(message)
    },
    names: () => [...topics.keys()],
  }
}
