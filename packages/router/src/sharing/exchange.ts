import type { Bus, Clock, JsonObject } from '@signalbox/core'

import type { Affinity } from '../affinity.ts'
import type { RouterEvent } from '../route-event.ts'
import type { SignalStore } from '../signals/signal-store.ts'
import { Outbox } from './outbox.ts'
import { routerNews } from './router-news.ts'

/** Tells the other replicas what this one learns, and learns from them. */
export interface Exchange {
  readonly outbox: Outbox
  close(): void
}

/** Whose state is exchanged, and over what. */
export interface ExchangeOptions {
  readonly bus: Bus
  readonly clock: Clock
  readonly signals: SignalStore
  readonly affinity: Affinity
  readonly emit: (event: RouterEvent) => void
}

const topic = 'signalbox.router'
const everyMs = 1000

/** Once a second, off the path of requests; while the bus is away each replica knows what it saw itself. */
export function createExchange(options: ExchangeOptions): Exchange {
  const { bus, clock, signals, affinity, emit } = options
  const from = crypto.randomUUID()
  const outbox = new Outbox()
  const closed = new AbortController()
  let isHeard = true

  async function tell(message: JsonObject): Promise<void> {
    try {
      await bus.publish(topic, { from, ...message })
      if (!isHeard) emit({ type: 'router.exchange', works: true })
      isHeard = true
    } catch {
      if (isHeard) emit({ type: 'router.exchange', works: false })
      isHeard = false
    }
  }

  async function run(): Promise<void> {
    await tell({ hello: true })
    while (!closed.signal.aborted) {
      // A closed exchange wakes its sleeper; that is no failure.
      await clock.sleep(everyMs, closed.signal).catch(() => undefined)
      if (closed.signal.aborted) return
      for (const message of outbox.empty(signals, clock.now())) await tell(message)
    }
  }

  function hear(message: JsonObject): void {
    const { success, data } = routerNews.safeParse(message)
    if (!success || data.from === from) return
    const now = clock.now()
    if (data.hello === true) outbox.repeat(now)
    for (const news of data.targets ?? [])
      for (const change of signals.of(news.id, now).hear(news, data.from, now)) {
        const { requests, errors } = change
        emit({ type: `router.${change.change}`, target: news.id, requests, errors })
      }
    for (const [key, target, prefixTokens, ageMs] of data.homes ?? [])
      affinity.hear(key, { target, prefixTokens, at: now - ageMs })
  }

  const leave = bus.subscribe(topic, hear)
  void run()
  return {
    outbox,
    close() {
      closed.abort(new DOMException('closed', 'AbortError'))
      leave()
    },
  }
}
