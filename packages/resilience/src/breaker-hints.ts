import type { Bus } from '@signalbox/core'

import type { Transition } from './breaker-transition.ts'

const topic = 'signalbox.breaker'
const longestMs = 60_000

/** What other replicas are told, and tell. */
export interface BreakerHints {
  publish(transition: Transition): void
  close(): void
}

/** Where hints go; the clocks of replicas differ, so only durations travel. */
export interface BreakerHintOptions {
  /** An open circuit elsewhere, for so long; 0 when it closed. */
  readonly onHint: (key: string, ttlMs: number) => void
  /** The bus is down: everybody decides alone. */
  readonly onError: (error: unknown) => void
  /** Tells own messages from others'. */
  readonly replica: string
}

/** Tells the other replicas what this one saw; a hint never decides alone, and none is passed on. */
export function breakerHints(bus: Bus, options: BreakerHintOptions): BreakerHints {
  const { onHint, onError, replica } = options
  const unsubscribe = bus.subscribe(topic, ({ from, key, ttlMs }) => {
    if (from === replica || typeof key !== 'string' || typeof ttlMs !== 'number') return
    if (ttlMs >= 0) onHint(key, Math.min(ttlMs, longestMs))
  })
  return {
    publish({ key, from, to, at, until, reason }) {
      if (from === to) return
      const ttlMs = to === 'open' ? Math.max(0, (until ?? at) - at) : 0
      // A slow target fails nobody: what counts failures need not hear of it.
      if (to !== 'open' && to !== 'healthy') return
      bus.publish(topic, { from: replica, key, ttlMs, reason }).catch(onError)
    },
    close: unsubscribe,
  }
}
