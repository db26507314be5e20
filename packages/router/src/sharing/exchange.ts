import type { Bus, Clock, JsonObject, JsonValue } from '@signalbox/core'

import type { Affinity } from '../affinity.ts'
import type { DriftMonitor } from '../drift/drift-monitor.ts'
import type { Experiments } from '../experiments/experiments.ts'
import type { Feedback, RouterEvent } from '../route-event.ts'
import type { SignalStore } from '../signals/signal-store.ts'
import { hearNews, resume, standingOf } from './experiment-news.ts'
import { packed, type Outbox } from './outbox.ts'
import { routerNews } from './router-news.ts'

/** Tells the other replicas what this one learns, and learns from them. */
export interface Exchange {
  close(): void
}

/** Whose state is exchanged, and over what. */
export interface ExchangeOptions {
  readonly outbox: Outbox
  readonly bus: Bus
  readonly clock: Clock
  readonly signals: SignalStore
  readonly affinity: Affinity
  readonly experiments: Pick<Experiments, 'find' | 'standing' | 'resume'>
  readonly drift: DriftMonitor
  readonly emit: (event: RouterEvent) => void
  /** Somebody graded an answer at another replica. */
  readonly onGrade: (id: string, feedback: Feedback) => void
}

const topic = 'signalbox.router'
const everyMs = 1000
// Who asked how things stand is answered with the next news; later answers are for others.
const newcomerMs = 5000

/** Once a second, off the path of requests; while the bus is away each replica knows what it saw itself. */
export function createExchange(options: ExchangeOptions): Exchange {
  const { bus, clock, outbox, signals, affinity, experiments, drift, emit } = options
  const from = crypto.randomUUID()
  const startedAt = clock.now()
  const closed = new AbortController()
  let isHeard = true
  let hasNewcomer = false

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

  async function exchange(): Promise<void> {
    await tell({ hello: true })
    while (!closed.signal.aborted) {
      // A closed exchange wakes its sleeper; that is no failure.
      await clock.sleep(everyMs, closed.signal).catch(() => undefined)
      if (closed.signal.aborted) return
      for (const message of outbox.empty(signals, clock.now())) await tell(message)
      if (hasNewcomer) await introduce()
      hasNewcomer = false
    }
  }

  /** After everything that is summed up in it was told. */
  async function introduce(): Promise<void> {
    const now = clock.now()
    const standing = standingOf(experiments, now)
    const baselines = drift
      .baselines()
      .map(([stratum, baseline, shift]) => ({ ...stratum, baseline, shift }))
    for (const some of packed(plain(standing))) await tell({ standing: some })
    for (const some of packed(plain(baselines))) await tell({ baselines: some })
  }

  function hear(message: JsonObject): void {
    const { success, data } = routerNews.safeParse(message)
    if (!success || data.from === from) return
    const now = clock.now()
    if (data.hello === true) {
      outbox.repeat(now)
      hasNewcomer = true
    }
    for (const news of data.targets ?? [])
      for (const change of signals.of(news.id, now).hear(news, data.from, now)) {
        const { requests, errors } = change
        emit({ type: `router.${change.change}`, target: news.id, requests, errors })
      }
    for (const [key, target, prefixTokens, ageMs] of data.homes ?? [])
      affinity.hear(key, { target, prefixTokens, at: now - ageMs })
    for (const news of data.experiments ?? []) {
      const run = experiments.find(news.key)
      if (run !== undefined) hearNews(run, news, now)
    }
    for (const [id, metric, value] of data.grades ?? []) options.onGrade(id, { metric, value })
    for (const { values, shift, ...stratum } of data.drift ?? []) drift.hear(stratum, values, shift)
    for (const [provider, model] of data.acknowledged ?? [])
      drift.acknowledge(provider, model, true)
    if (now - startedAt > newcomerMs) return
    for (const each of data.standing ?? []) resume(experiments, each, now)
    for (const { baseline, shift, ...stratum } of data.baselines ?? [])
      drift.adopt(stratum, baseline, shift)
  }

  const leave = bus.subscribe(topic, hear)
  void exchange()
  return {
    close() {
      closed.abort(new DOMException('closed', 'AbortError'))
      leave()
    },
  }
}

/** Without what is undefined, as it travels. */
function plain(values: readonly object[]): readonly JsonValue[] {
  return JSON.parse(JSON.stringify(values)) as readonly JsonValue[]
}
