import { monitorEventLoopDelay } from 'node:perf_hooks'

import type { Resilience } from '@signalbox/resilience'
import type { Telemetry } from '@signalbox/telemetry'

import type { RoutingPart } from '../routing/routing-part.ts'

/** What gauges are read from; of the configuration in force. */
export interface Gauged {
  readonly resilience: { readonly resilience: Pick<Resilience, 'providers' | 'queues'> }
  readonly routing: {
    readonly router: Pick<RoutingPart['router'], 'drift'>
    readonly prices: { readonly catalog: Pick<RoutingPart['prices']['catalog'], 'sources'> }
  }
}

const stateNumber = { healthy: 0, degraded: 1, 'half-open': 2, open: 3, disabled: 4 } as const

/** Sets the gauges of circuits, limits, queues, prices and the process whenever metrics are read; returns its end. */
export function watchGauges(telemetry: Telemetry, parts: () => Gauged): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const watchQueues = queueGauges(telemetry)
  telemetry.onCollect(() => {
    const { resilience, routing } = parts()
    telemetry.record('processLag', delay.percentile(99) / 1e9)
    telemetry.record('processHeap', process.memoryUsage().heapUsed)
    recordLimits(telemetry, resilience.resilience)
    watchQueues(resilience.resilience)
    for (const { provider, model, kind, ratio } of routing.router.drift())
      telemetry.record('tokenRatioDrift', ratio, [provider, model, kind])
    for (const { source, at } of routing.prices.catalog.sources())
      telemetry.record('priceAge', Math.max(0, (Date.now() - at) / 1000), [source])
  })
  return () => {
    delay.disable()
  }
}

function recordLimits(telemetry: Telemetry, resilience: Pick<Resilience, 'providers'>): void {
  for (const { provider, model, region = '', state, limits } of resilience.providers()) {
    telemetry.record('circuitState', stateNumber[state], [provider, model, region])
    for (const { bucket } of limits) {
      if (Number.isFinite(bucket.requests))
        telemetry.record('rateLimitRemaining', bucket.requests, [provider, model, 'requests'])
      if (Number.isFinite(bucket.tokens))
        telemetry.record('rateLimitRemaining', bucket.tokens, [provider, model, 'tokens'])
    }
  }
}

/** A queue that is gone with its provider would keep its last depth for ever. */
function queueGauges(telemetry: Telemetry): (resilience: Pick<Resilience, 'queues'>) => void {
  let before = new Map<string, readonly [lane: string, provider: string]>()
  return (resilience) => {
    const now: typeof before = new Map()
    for (const { lane, provider = '', waiting } of resilience.queues()) {
      now.set(`${lane} ${provider}`, [lane, provider])
      telemetry.record('queueDepth', waiting, [lane, provider])
    }
    for (const [key, labels] of before) if (!now.has(key)) telemetry.record('queueDepth', 0, labels)
    before = now
  }
}
