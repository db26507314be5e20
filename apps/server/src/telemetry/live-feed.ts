import { usdText } from '@signalbox/core'
import type { RequestRecord } from '@signalbox/telemetry'

import { withoutContent } from '../request-log/kept-content.ts'

/** One thing that happened. */
export interface LiveEvent {
  readonly id: number
  readonly type: 'request' | 'circuit' | 'config'
  readonly data: object
}

/** What happens, as it happens. */
export interface LiveFeed {
  request(record: RequestRecord): void
  tell(type: 'circuit' | 'config', data: object): void
  /** First what came after `since` and is still known, then what comes; returns how to leave. */
  listen(listener: (event: LiveEvent) => void, since?: number): () => void
}

const kept = 500

/** A feed that remembers its latest events for readers that come back. */
export function createLiveFeed(): LiveFeed {
  const recent: { readonly id: number; readonly make: () => LiveEvent }[] = []
  const listeners = new Set<(event: LiveEvent) => void>()
  let last = 0

  function publish(type: LiveEvent['type'], dataOf: () => object): void {
    const id = ++last
    // Nobody pays for an event that nobody reads.
    const make = () => ({ id, type, data: dataOf() })
    recent.push({ id, make })
    if (recent.length > 2 * kept) recent.splice(0, kept)
    if (listeners.size === 0) return
    const event = make()
    for (const listener of listeners) listener(event)
  }

  return {
    request(record) {
      const shown = withoutContent(record)
      publish('request', () => summaryOf(shown))
    },
    tell(type, data) {
      publish(type, () => data)
    },
    listen(listener, since) {
      if (since !== undefined)
        for (const { id, make } of recent.slice(-kept)) if (id > since) listener(make())
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

function summaryOf(record: RequestRecord): object {
  const { id, startMs, provider, model, route, tenant, status, errorType, totalMs } = record
  return {
    id,
    time: new Date(startMs).toISOString(),
    provider: provider ?? null,
    model: model ?? null,
    route: route ?? null,
    tenant: tenant ?? null,
    status,
    error_type: errorType ?? null,
    stream: record.stream,
    total_ms: totalMs,
    ttft_ms: record.ttftMs ?? null,
    input_tokens: record.tokens.input,
    output_tokens: record.tokens.output,
    cost_usd: usdText(record.nanoUsd),
    cache: record.cache?.result ?? null,
    attempt_count: record.attempts.length,
  }
}
