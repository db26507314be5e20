/** What deciding reads of a target's past. */
export interface TargetOutlook {
  /** Monotonic ms of the last call that went there. */
  readonly usedAt: number
  /** What the provider counts for one token of ours. */
  readonly tokenRatio: number
  /** In ms, for a prompt of this size. */
  expectedFirstToken(inputTokens: number, reasoning: boolean, now: number): number
  firstTokenQuantile(q: number): number | undefined
  /** The chance that the next call fails. */
  pError(now: number): number
  /** Set back by a rule of errors, on any work or on this task. */
  demoted(ruleKey: string, task: string | undefined, now: number): boolean
  /** Expected length of an answer; `start` until such a task was answered. */
  outTokens(task: string | undefined, start: number | undefined): number
  /** Tokens per second once it writes. */
  throughput(): number | undefined
  /** How long so many tokens take to write. */
  writingMs(outTokens: number): number
  /** What answers in one piece that are overdue add to the wait. */
  wholeLate(now: number): number
}
