import { LatencySketch } from '@signalbox/core'

import type { TargetNews } from '../sharing/router-news.ts'
import type { TargetOutlook } from '../target-outlook.ts'
import { AnswerPace, tellsPace } from './answer-pace.ts'
import { ErrorShare } from './error-share.ts'
import type { ErrorRule, WindowChange } from './error-window.ts'
import { FirstToken } from './first-token.ts'
import { RuleWindows } from './rule-windows.ts'
import { sizeBucket, sizes } from './size-bucket.ts'
import { WholeAnswers } from './whole-answers.ts'

const enough = 5
const sketchMemoryMs = 3_600_000
// What other replicas saw is a prior: own calls soon outweigh it.
const mostOthers = 20
// However fast an answer was written, something came before.
const leastMs = 10

/** Everything one target has taught: errors, first token, speed, length of answers. */
export class TargetSignals implements TargetOutlook {
  readonly #overall = new FirstToken()
  readonly #byBucket: (FirstToken | undefined)[] = []
  readonly #sketch: LatencySketch
  readonly #windows = new RuleWindows()
  readonly #pace = new AnswerPace()
  readonly #whole = new WholeAnswers()
  readonly #own = new ErrorShare()
  readonly #others = new ErrorShare()
  /** Monotonic ms of the last call that went here. */
  usedAt: number = -Infinity
  /** What the provider counts for one token of ours. */
  tokenRatio: number = 1

  constructor(now: number) {
    this.#sketch = new LatencySketch(sketchMemoryMs, now)
  }

  begin(call: object, inputTokens: number, reasoning: boolean, now: number): void {
    this.usedAt = now
    this.#bucket(sizeBucket(inputTokens, reasoning)).begin(call, now)
  }

  leave(call: object, inputTokens: number, reasoning: boolean): void {
    this.#bucket(sizeBucket(inputTokens, reasoning)).leave(call)
    this.#whole.leave(call)
  }

  /** A call whose answer comes in one piece. */
  beginWhole(call: object, now: number): void {
    this.usedAt = now
    this.#whole.begin(call, now)
  }

  /** What an answer in one piece tells of the first token: its time without that of the writing. */
  sawWhole(ms: number, outTokens: number): number {
    this.#whole.see(ms, outTokens)
    return Math.max(Math.min(ms, leastMs), ms - this.writingMs(outTokens))
  }

  /** How long so many tokens take to write. */
  writingMs(outTokens: number): number {
    return outTokens * (this.#whole.msPerToken() ?? this.#pace.msPerToken() ?? 0)
  }

  /** What answers in one piece that are overdue add to the wait. */
  wholeLate(now: number): number {
    return this.#whole.late(now)
  }

  firstToken(ms: number, inputTokens: number, reasoning: boolean, now: number): void {
    this.#bucket(sizeBucket(inputTokens, reasoning)).see(ms, now)
    this.#overall.see(ms, now)
    this.#sketch.add(ms, now)
  }

  /** Expected ms to the first token: this size, else a neighbouring one, else any, else a guess. */
  expectedFirstToken(inputTokens: number, reasoning: boolean, now: number): number {
    const index = sizeBucket(inputTokens, reasoning)
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
    this.#own.add(1, Number(isError), now)
  }

  /** The chance that the next call fails: recent errors over recent calls, shrunk to half a percent. */
  pError(now: number): number {
    if (this.#own.isEmpty && this.#others.isEmpty) return 0.005
    let kept = this.#own.kept(now)
    let errors = this.#own.errors * kept
    let requests = this.#own.requests * kept
    if (!this.#others.isEmpty) {
      kept = this.#others.kept(now)
      kept *= Math.min(1, mostOthers / (this.#others.requests * kept))
      errors += this.#others.errors * kept
      requests += this.#others.requests * kept
    }
    return (errors + 0.02) / (requests + 4)
  }

  countForRule(
    rule: ErrorRule & { readonly key: string },
    outcome: { readonly isError: boolean; readonly task: string | undefined; readonly now: number },
  ): WindowChange | undefined {
    const { isError, task, now } = outcome
    const count = { requests: 1, errors: Number(isError) }
    const change = this.#windows.add(rule, { ...count, task: undefined }, now)
    if (task === undefined) return change
    return this.#windows.add(rule, { ...count, task }, now) ?? change
  }

  /** Demoted by its errors on any work, or by its errors on this task. */
  demoted(ruleKey: string, task: string | undefined, now: number): boolean {
    return this.#windows.demoted(ruleKey, task, now)
  }

  answered(outTokens: number, streamMs: number | undefined, task: string | undefined): void {
    if (outTokens <= 0) return
    this.#pace.addLengths(task, 1, Math.log(outTokens))
    if (tellsPace(outTokens, streamMs)) this.#pace.addPace(1, outTokens, streamMs)
  }

  /** Expected length of an answer; `start` until this target has answered such a task. */
  outTokens(task: string | undefined, start: number | undefined): number {
    return this.#pace.outTokens(task, start)
  }

  /** Tokens per second once it writes; undefined until measured. */
  throughput(): number | undefined {
    const pace = this.#pace.msPerToken() ?? this.#whole.msPerToken()
    return pace === undefined ? undefined : 1000 / Math.max(0.01, pace)
  }

  /** What is waited for here longer than it should be, by bucket. */
  late(now: number): readonly (readonly [bucket: number, count: number, lateMs: number])[] {
    return this.#byBucket.flatMap((known, bucket) => {
      const late = known?.lateness(now)
      return late === undefined ? [] : [[bucket, late.count, late.lateMs] as const]
    })
  }

  /** Adds what another replica saw since it told last; answers whom that sets back or forgives. */
  hear(news: TargetNews, from: string, now: number): readonly WindowChange[] {
    const { calls, firstTokens = [], latencies = [], lengths = [], pace, windows = [] } = news
    for (const [bucket, count, lateMs] of news.late ?? [])
      this.#bucket(bucket).hearLate(from, { count, lateMs }, now)
    this.usedAt = Math.max(this.usedAt, now)
    if (calls !== undefined) this.#others.add(calls[0], calls[1], now)
    for (const [bucket, count, sumMs] of firstTokens) {
      this.#bucket(bucket).hear(count, sumMs / count, now)
      this.#overall.hear(count, sumMs / count, now)
    }
    for (const [bin, count] of latencies) this.#sketch.addToBin(bin, count, now)
    for (const [task, count, sumLn] of lengths) this.#pace.addLengths(task, count, sumLn)
    if (pace !== undefined) this.#pace.addPace(...pace)
    return windows.flatMap(({ rule, counts }) =>
      counts.flatMap(([task, requests, errors]) => {
        const count = { task: task ?? undefined, requests, errors }
        return this.#windows.add(rule, count, now) ?? []
      }),
    )
  }

  #bucket(index: number): FirstToken {
    return (this.#byBucket[index] ??= new FirstToken())
  }

  #near(index: number): FirstToken | undefined {
    const from = index >= sizes ? sizes : 0
    for (const step of [-1, 1]) {
      const at = index + step
      if (at < from || at >= from + sizes) continue
      const near = this.#byBucket[at]
      if (near !== undefined && near.samples >= enough) return near
    }
    return this.#overall.samples >= enough ? this.#overall : undefined
  }
}
