import type { JsonObject, JsonValue } from '@signalbox/core'

import type { Home } from '../affinity.ts'
import { getOrMake } from '../get-or-make.ts'
import type { Feedback } from '../route-event.ts'
import type { SignalStore } from '../signals/signal-store.ts'
import { DriftTally } from './drift-tally.ts'
import { ExperimentTally } from './experiment-tally.ts'
import { TargetTally } from './target-tally.ts'

// A message must fit the smallest bus there is, with room for its frame.
const mostBytes = 6000
const mostHomes = 2000
const mostGrades = 1000
// What a provider caches lives for minutes: an older home is worth nothing to a newcomer.
const youngMs = 300_000

const utf8 = new TextEncoder()

/** Collects what this replica learns until the others are told. */
export class Outbox {
  #tallies = new Map<string, TargetTally>()
  readonly #homes = new Map<string, Home>()
  readonly #served = new Map<string, Home>()
  readonly #experiments = new Map<string, ExperimentTally>()
  readonly drift: DriftTally = new DriftTally()
  #grades: [id: string, metric: string, value: number | boolean][] = []

  tally(target: string): TargetTally {
    return getOrMake(this.#tallies, target, () => new TargetTally())
  }

  experiment(key: string): ExperimentTally {
    return getOrMake(this.#experiments, key, () => new ExperimentTally())
  }

  /** Of an answer that another replica gave. */
  grade(id: string, { metric, value }: Feedback): void {
    if (this.#grades.length < mostGrades) this.#grades.push([id, metric, value])
  }

  home(key: string, home: Home): void {
    keepNewest(this.#homes, key, home)
    keepNewest(this.#served, key, home)
  }

  /** A replica begins: it is told once more where the latest conversations are. */
  repeat(now: number): void {
    for (const [key, home] of this.#served)
      if (now - home.at < youngMs) keepNewest(this.#homes, key, home)
  }

  /** Messages with everything since the last time, and with what is late at this moment. */
  *empty(signals: SignalStore, now: number): Generator<JsonObject> {
    const news = new Map<string, JsonObject>()
    for (const [id, known] of signals.entries()) {
      const waiting = known.late(now)
      if (waiting.length > 0) news.set(id, { id, late: waiting })
    }
    for (const [id, tally] of this.#tallies) news.set(id, { ...news.get(id), ...tally.news(id) })
    const targets = [...news.values()]
    const homes = [...this.#homes].map(([key, { target, prefixTokens, at }]) => [
      key,
      target,
      prefixTokens,
      Math.max(0, now - at),
    ])
    this.#tallies = new Map()
    this.#homes.clear()
    for (const some of packed(targets)) yield { targets: some }
    for (const some of packed(homes)) yield { homes: some }
    const seen = [...this.#experiments].flatMap(([key, tally]) => [...tally.empty(key)])
    for (const some of packed(seen)) yield { experiments: some }
    const grades = this.#grades
    this.#grades = []
    for (const some of packed(grades)) yield { grades: some }
    const { drift, acknowledged } = this.drift.empty()
    for (const some of packed(acknowledged)) yield { acknowledged: some }
    for (const some of packed(drift)) yield { drift: some }
  }
}

function keepNewest(homes: Map<string, Home>, key: string, home: Home): void {
  homes.delete(key)
  if (homes.size >= mostHomes) {
    const oldest = homes.keys().next()
    if (oldest.done !== true) homes.delete(oldest.value)
  }
  homes.set(key, home)
}

/** In pieces that any bus takes. */
export function* packed(entries: readonly JsonValue[]): Generator<JsonValue[]> {
  let batch: JsonValue[] = []
  let bytes = 0
  for (const entry of entries) {
    const size = utf8.encode(JSON.stringify(entry)).length + 1
    if (size > mostBytes) continue
    if (bytes + size > mostBytes) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(entry)
    bytes += size
  }
  if (batch.length > 0) yield batch
}
