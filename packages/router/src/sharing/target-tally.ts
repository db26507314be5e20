import { latencyBin, type JsonObject } from '@signalbox/core'

import { getOrMake } from '../get-or-make.ts'
import { tellsPace } from '../signals/answer-pace.ts'
import type { ErrorRule } from '../signals/error-window.ts'
import { sizeBucket } from '../signals/size-bucket.ts'

type KeyedRule = ErrorRule & { readonly key: string }

const mostTasks = 32

/** Sums up what one target teaches here until the other replicas are told. */
export class TargetTally {
  #requests = 0
  #errors = 0
  #answers = 0
  #tokens = 0
  #streamMs = 0
  readonly #windows = new Map<string, { rule: KeyedRule; counts: Map<string | null, Pair> }>()
  readonly #firstTokens = new Map<number, Pair>()
  readonly #latencies = new Map<number, number>()
  readonly #lengths = new Map<string, Pair>()

  ended(rule: KeyedRule, task: string | undefined, isError: boolean): void {
    this.#requests++
    if (isError) this.#errors++
    const { counts } = getOrMake(this.#windows, rule.key, () => ({ rule, counts: new Map() }))
    add(counts, null, Number(isError))
    if (task !== undefined && (counts.has(task) || counts.size <= mostTasks))
      add(counts, task, Number(isError))
  }

  firstToken(ms: number, inputTokens: number, reasoning: boolean): void {
    add(this.#firstTokens, sizeBucket(inputTokens, reasoning), ms)
    const bin = latencyBin(ms)
    this.#latencies.set(bin, (this.#latencies.get(bin) ?? 0) + 1)
  }

  answered(outTokens: number, streamMs: number | undefined, task: string = ''): void {
    if (outTokens <= 0) return
    if (this.#lengths.has(task) || this.#lengths.size < mostTasks)
      add(this.#lengths, task, Math.log(outTokens))
    if (!tellsPace(outTokens, streamMs)) return
    this.#answers++
    this.#tokens += outTokens
    this.#streamMs += streamMs
  }

  /** As `TargetNews`. */
  news(id: string): JsonObject {
    return {
      id,
      ...(this.#requests === 0 ? {} : { calls: [this.#requests, this.#errors] }),
      windows: [...this.#windows.values()].map(({ rule, counts }) => ({
        rule: { ...ruleOf(rule) },
        counts: triples(counts),
      })),
      firstTokens: triples(this.#firstTokens),
      latencies: [...this.#latencies],
      lengths: triples(this.#lengths),
      ...(this.#answers === 0 ? {} : { pace: [this.#answers, this.#tokens, this.#streamMs] }),
    }
  }
}

interface Pair {
  count: number
  sum: number
}

function add<Key>(pairs: Map<Key, Pair>, key: Key, value: number): void {
  const pair = getOrMake(pairs, key, () => ({ count: 0, sum: 0 }))
  pair.count++
  pair.sum += value
}

function triples<Key>(pairs: ReadonlyMap<Key, Pair>): [Key, number, number][] {
  return [...pairs].map(([key, { count, sum }]) => [key, count, sum])
}

/** A policy's rule has more fields than others need. */
function ruleOf({ key, above, below, windowMs, minRequests, minErrors }: KeyedRule): KeyedRule {
  return { key, above, below, windowMs, minRequests, minErrors }
}
