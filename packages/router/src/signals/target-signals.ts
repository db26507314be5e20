import { ErrorWindow, type ErrorRule, type WindowChange } from './error-window.ts'
import { FirstToken } from './first-token.ts'
import { LatencySketch } from './latency-sketch.ts'

const buckets = [1000, 4000, 16_000, 64_000, Infinity]
const enough = 5
const errorMemoryMs = 30_000
const sketchMemoryMs = 3_600_000
const startOutTokens = 300
const maxTasks = 256

/** Everything one target has taught: errors, first token, speed, length of answers. */
export class TargetSignals {
  readonly #overall = new FirstToken()
  readonly #byBucket: (FirstToken | undefined)[] = []
  readonly #sketch: LatencySketch
  readonly #windows = new Map<string, ErrorWindow>()
  readonly #taskWindows = new Map<string, Map<string, ErrorWindow>>()
  readonly #lengths = new Map<string, { mean: number; samples: number }>()
  #errors = 0
  #requests = 0
  #errorsAt = 0
  #msPerToken: number | undefined
  /** Monotonic ms of the last call that went here. */
  usedAt: number = -Infinity
  /** What the provider counts for one token of ours. */
  tokenRatio: number = 1

  constructor(now: number) {
    this.#sketch = new LatencySketch(sketchMemoryMs, now)
  }

  begin(call: object, inputTokens: number, reasoning: boolean, now: number): void {
    this.usedAt = now
    this.#bucket(inputTokens, reasoning).begin(call, now)
  }

  leave(call: object, inputTokens: number, reasoning: boolean): void {
    this.#bucket(inputTokens, reasoning).leave(call)
  }

  firstToken(ms: number, inputTokens: number, reasoning: boolean, now: number): void {
    this.#bucket(inputTokens, reasoning).see(ms, now)
    this.#overall.see(ms, now)
    this.#sketch.add(ms, now)
  }

  /** Expected ms to the first token: this size, else a neighbouring one, else any, else a guess. */
  expectedFirstToken(inputTokens: number, reasoning: boolean, now: number): number {
    const index = bucketOf(inputTokens, reasoning)
    const own = this.#byBucket[index]
    if (own !== undefined && own.samples >= enough) return own.expected(now)
    const near = this.#near(index)
    const guess = near?.expected(now) ?? 600 + inputTokens / 8
    return own?.expected(now, guess) ?? guess
  }

  /** Undefined until something was seen. */
  firstTokenQuantile(q: number): number | undefined {
    return this.#sketch.quantile(q)
  }

  ended(isError: boolean, now: number): void {
    const kept = Math.exp(-Math.max(0, now - this.#errorsAt) / errorMemoryMs)
    this.#errors = this.#errors * kept + (isError ? 1 : 0)
    this.#requests = this.#requests * kept + 1
    this.#errorsAt = Math.max(now, this.#errorsAt)
  }

  /** The chance that the next call fails: recent errors over recent calls, shrunk to half a percent. */
  pError(now: number): number {
    if (this.#requests === 0) return 0.005
    const kept = Math.exp(-Math.max(0, now - this.#errorsAt) / errorMemoryMs)
    return (this.#errors * kept + 0.02) / (this.#requests * kept + 4)
  }

  countForRule(
    rule: ErrorRule & { readonly key: string },
    outcome: { readonly isError: boolean; readonly task: string | undefined; readonly now: number },
  ): WindowChange | undefined {
    const { isError, task, now } = outcome
    let all = this.#windows.get(rule.key)
    if (all === undefined) this.#windows.set(rule.key, (all = new ErrorWindow(rule)))
    const change = all.add(isError, now)
    if (task === undefined) return change
    let tasks = this.#taskWindows.get(rule.key)
    if (tasks === undefined) this.#taskWindows.set(rule.key, (tasks = new Map()))
    let own = tasks.get(task)
    if (own === undefined && tasks.size < maxTasks) tasks.set(task, (own = new ErrorWindow(rule)))
    return own?.add(isError, now) ?? change
  }

  /** Demoted by its errors on any work, or by its errors on this task. */
  demoted(ruleKey: string, task: string | undefined, now: number): boolean {
    if (this.#windows.size === 0) return false
    if (this.#windows.get(ruleKey)?.demoted(now) === true) return true
    if (task === undefined) return false
    return this.#taskWindows.get(ruleKey)?.get(task)?.demoted(now) === true
  }

  answered(outTokens: number, streamMs: number | undefined, task: string | undefined): void {
    if (outTokens <= 0) return
    const key = this.#lengths.size < maxTasks ? (task ?? '') : ''
    const length = this.#lengths.get(key) ?? { mean: Math.log(startOutTokens), samples: 1 }
    const samples = Math.min(100, length.samples + 1)
    const mean = length.mean + (Math.log(outTokens) - length.mean) / samples
    this.#lengths.set(key, { mean, samples })
    if (streamMs === undefined || outTokens < 8) return
    const pace = streamMs / outTokens
    this.#msPerToken = this.#msPerToken === undefined ? pace : this.#msPerToken * 0.9 + pace * 0.1
  }

  /** Expected length of an answer; `start` until this target has answered such a task. */
  outTokens(task: string | undefined, start: number | undefined): number {
    if (this.#lengths.size === 0) return start ?? startOutTokens
    const length = this.#lengths.get(task ?? '')
    return length === undefined ? (start ?? startOutTokens) : Math.exp(length.mean)
  }

  /** Tokens per second once it writes; undefined until measured. */
  throughput(): number | undefined {
    return this.#msPerToken === undefined ? undefined : 1000 / Math.max(0.01, this.#msPerToken)
  }

  #bucket(inputTokens: number, reasoning: boolean): FirstToken {
    const index = bucketOf(inputTokens, reasoning)
    return (this.#byBucket[index] ??= new FirstToken())
  }

  #near(index: number): FirstToken | undefined {
    const reasoning = index >= buckets.length ? buckets.length : 0
    for (const step of [-1, 1]) {
      const at = index + step
      if (at < reasoning || at >= reasoning + buckets.length) continue
      const near = this.#byBucket[at]
      if (near !== undefined && near.samples >= enough) return near
    }
    return this.#overall.samples >= enough ? this.#overall : undefined
  }
}

function bucketOf(inputTokens: number, reasoning: boolean): number {
  let index = 0
  while (inputTokens >= (buckets[index] ?? Infinity)) index++
  return Math.min(index, buckets.length - 1) + (reasoning ? buckets.length : 0)
}
