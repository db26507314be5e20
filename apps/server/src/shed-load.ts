import { monitorEventLoopDelay } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'

import { createShedding, type Shedding } from '@signalbox/resilience'

/** What decides whether this process can take more; `close` ends its measuring. */
export interface LoadShed {
  readonly shedding: Shedding
  close(): void
}

const resolutionMs = 20
const windowMs = 5000
/**
 * On a shared machine a lagging loop may be the neighbours' doing, and refusing everybody would not
 * mend that: lag alone keeps background work out, only a full heap refuses more.
 */
const mostLagMs = 150

/** Measures this process: the p99 of its event loop's lag in the last five seconds, and its heap. */
export function createLoadShed(): LoadShed {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  let lagMs = 0
  const window = setInterval(() => {
    lagMs = Math.min(mostLagMs, Math.max(0, delay.percentile(99) / 1e6 - resolutionMs))
    delay.reset()
  }, windowMs).unref()
  const shedding = createShedding({
    loopLagMs: () => lagMs,
    heapShare() {
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics()
      return used / limit
    },
  })
  return {
    shedding,
    close() {
      clearInterval(window)
      delay.disable()
    },
  }
}
