import { monitorEventLoopDelay } from 'node:perf_hooks'

import type { Resilience } from '@signalbox/resilience'
import type { Telemetry } from '@signalbox/telemetry'

const stateNumber = { healthy: 0, degraded: 1, 'half-open': 2, open: 3, disabled: 4 } as const

/** Sets the gauges of circuits, limits and the process whenever metrics are read; returns its end. */
export function watchGauges(telemetry: Telemetry, resilience: () => Resilience): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  telemetry.onCollect(() => {
    telemetry.record('processLag', delay.percentile(99) / 1e9)
    telemetry.record('processHeap', process.memoryUsage().heapUsed)
    for (const { provider, model, region = '', state, limits } of resilience().providers()) {
      telemetry.record('circuitState', stateNumber[state], [provider, model, region])
      for (const { bucket } of limits) {
        if (Number.isFinite(bucket.requests))
          telemetry.record('rateLimitRemaining', bucket.requests, [provider, model, 'requests'])
        if (Number.isFinite(bucket.tokens))
          telemetry.record('rateLimitRemaining', bucket.tokens, [provider, model, 'tokens'])
      }
    }
  })
  return () => {
    delay.disable()
  }
}
