import type { CircuitState, HealthView, Target } from '@signalbox/core'

import { AwaitedCalls } from './breaker-awaited.ts'
import { LatencyRule } from './breaker-latency.ts'
import { cooldown, countsAsFailure, type ResolvedRules } from './breaker-rules.ts'
import { latencyOf, type AwaitedCall, type Sample, type SampleLatency } from './breaker-sample.ts'
import { slowStartShare } from './breaker-share.ts'
import type { ForcedAction, Transition, TransitionReason } from './breaker-transition.ts'
import { FailureWindow } from './breaker-window.ts'

/** What a circuit asks of the ones around it. */
export interface CircuitHooks {
  random(): number
  /** Whether slowness may take it out: not when half of its group is out already. */
  mayDegrade(circuit: Circuit): boolean
  onTransition(transition: Transition): void
}

/** What admission finds: `probe` may send one, `busy` waits for another's. */
export type Phase = 'closed' | 'slow-start' | 'probe' | 'busy' | 'open' | 'degraded' | 'disabled'

/** The state of what shares a key: one circuit. Times are monotonic ms. */
export class Circuit {
  readonly key: string
  readonly rules: ResolvedRules
  target: Target
  /** The largest group it was seen in. */
  group: readonly Target[] | undefined
  usedAt = 0
  state: CircuitState = 'healthy'
  reason: TransitionReason | undefined
  since: number
  until: number | undefined
  readonly failures: FailureWindow
  readonly latency: LatencyRule | undefined
  readonly awaited: AwaitedCalls
  readonly #hooks: CircuitHooks
  #opened = 0
  #closedAt = -Infinity
  #slowStart = false
  #forSlowness = false
  #probes = 0
  #probeAt = -Infinity
  #hintedUntil = -Infinity

  constructor(key: string, target: Target, rules: ResolvedRules, hooks: CircuitHooks, now: number) {
    this.key = key
    this.target = target
    this.rules = rules
    this.since = now
    this.failures = new FailureWindow(rules)
    this.latency = rules.latency === undefined ? undefined : new LatencyRule(rules.latency)
    this.awaited = new AwaitedCalls(rules.latency)
    this.#hooks = hooks
  }

  /** True when nothing can refuse a call and no time is needed to know it. */
  get isClear(): boolean {
    return this.state === 'healthy' && !this.#slowStart && this.awaited.size === 0
  }

  /** Degraded, or on probation after it. */
  get outForSlowness(): boolean {
    return this.#forSlowness && (this.state === 'degraded' || this.state === 'half-open')
  }

  get probing(): boolean {
    return this.#probes > 0
  }

  phase(now: number): Phase {
    switch (this.state) {
      case 'healthy':
        return this.share(now) < 1 ? 'slow-start' : 'closed'
      case 'open':
      case 'degraded':
        return now < (this.until ?? now) ? this.state : 'probe'
      case 'half-open':
        return this.#probes > 0 && now - this.#probeAt < this.rules.probeLeaseMs ? 'busy' : 'probe'
      case 'disabled':
        return 'disabled'
    }
  }

  /** The part of its requests it takes now. */
  share(now: number): number {
    if (this.state !== 'healthy') return 0
    if (!this.#slowStart) return 1
    const share = slowStartShare(this.rules, now - this.#closedAt)
    if (share === 1) {
      this.#slowStart = false
      this.#opened = 0
    }
    return share
  }

  view(now: number): ReturnType<HealthView['circuit']> {
    const phase = this.phase(now)
    const state = phase === 'probe' ? 'half-open' : phase === 'busy' ? 'open' : this.state
    const closed = state === 'open' || state === 'degraded'
    return { state, until: closed ? this.until : undefined, reason: this.reason }
  }

  takeProbe(now: number): void {
    if (this.state !== 'half-open') this.#change('half-open', 'cooldown_over', now, undefined)
    this.#probes += 1
    this.#probeAt = now
  }

  /** Other replicas saw it fail. */
  hint(until: number): void {
    this.#hintedUntil = until
  }

  record(sample: Sample, now: number): void {
    if (sample.call !== undefined) this.awaited.delete(sample.call)
    const latency = this.#judged(latencyOf(sample), now)
    if (sample.probe === true && this.#probes > 0) {
      this.#probes -= 1
      if (this.state === 'half-open') {
        this.#probed(sample, latency, now)
        return
      }
    }
    // What began before the last change of heart tells about the time before it.
    if (now - sample.durationMs < this.#closedAt) return
    this.#count(sample, now)
    if (latency !== undefined) this.#seeLatency(latency.ms, latency.lane, now)
  }

  /** Counts the calls that have waited too long by now. */
  age(now: number): void {
    const { latency } = this
    if (latency === undefined) return
    this.awaited.age(now, latency, (call) => {
      if (call.sentAt >= this.#closedAt) this.#seeLatency(now - call.sentAt, call.lane, now)
    })
  }

  wait(call: AwaitedCall): void {
    this.awaited.add(call)
  }

  force(action: ForcedAction, now: number): void {
    switch (action) {
      case 'open':
        this.#open('forced', this.rules.maxCooldownMs, now)
        return
      case 'close':
        this.#opened = 0
        this.#close('forced', now, false)
        return
      case 'probe':
        this.#probes = 0
        this.#change('half-open', 'forced', now, undefined)
        return
      case 'drain':
        this.#change('disabled', 'forced', now, undefined)
    }
  }

  #judged(seen: SampleLatency | undefined, now: number): SampleLatency | undefined {
    if (seen === undefined || !seen.censored) return seen
    const threshold = this.latency?.thresholdMs(seen.lane, now) ?? Infinity
    return seen.ms > threshold ? seen : undefined
  }

  #count(sample: Sample, now: number): void {
    if (this.state !== 'healthy' && this.state !== 'degraded') return
    const failed = failedBy(sample)
    if (failed === undefined) return
    if (!failed) this.#hintedUntil = -Infinity
    this.failures.see(failed, now)
    if (!failed) return
    const hinted = now < this.#hintedUntil ? Math.floor(this.rules.consecutiveFailures * 0.6) : 0
    const reason = this.failures.reason(hinted)
    if (reason !== undefined) this.#open(reason, this.#cooldown(now), now)
  }

  #seeLatency(ms: number, lane: number, now: number): void {
    const finding = this.latency?.see(ms, lane, now)
    if (finding === undefined) return
    if (finding === 'latency_rebaselined') this.#tell(this.state, finding, now)
    else if (this.state === 'healthy') this.#degrade(finding, now)
  }

  #probed(sample: Sample, latency: SampleLatency | undefined, now: number): void {
    const failed = failedBy(sample)
    const threshold =
      latency === undefined ? Infinity : (this.latency?.thresholdMs(latency.lane, now) ?? Infinity)
    if (latency !== undefined) this.#seeLatency(latency.ms, latency.lane, now)
    if (failed === undefined) return
    if (failed) this.#open('probe_failed', this.#cooldown(now), now)
    else if (
      !this.#forSlowness ||
      latency === undefined ||
      latency.ms <= threshold ||
      !this.#degrade('probe_slow', now)
    )
      this.#close('probe_succeeded', now, true)
  }

  #cooldown(now: number): number {
    this.share(now)
    const ms = cooldown(this.rules, this.#opened, () => this.#hooks.random())
    this.#opened = Math.min(this.#opened + 1, 30)
    return ms
  }

  #open(reason: TransitionReason, ms: number, now: number): void {
    this.#forSlowness = false
    this.#change('open', reason, now, Math.max(this.until ?? now, now + ms))
  }

  #degrade(reason: TransitionReason, now: number): boolean {
    if (!this.#hooks.mayDegrade(this)) return false
    // A share of 1 forgets how often it opened.
    this.share(now)
    this.#forSlowness = true
    this.#change('degraded', reason, now, Math.max(this.until ?? now, now + this.rules.degradedMs))
    return true
  }

  #close(reason: TransitionReason, now: number, slowStart: boolean): void {
    this.#closedAt = now
    this.#slowStart = slowStart
    this.#hintedUntil = -Infinity
    this.#probes = 0
    this.failures.clear()
    this.latency?.clear()
    this.#change('healthy', reason, now, undefined)
  }

  #change(
    to: CircuitState,
    reason: TransitionReason,
    now: number,
    until: number | undefined,
  ): void {
    const from = this.state
    this.state = to
    // On probation it still shows what it was out for.
    if (reason !== 'cooldown_over') this.reason = reason
    this.until = until
    this.since = now
    this.#tell(from, reason, now)
  }

  #tell(from: CircuitState, reason: TransitionReason, now: number): void {
    const { id, provider, model, region } = this.target
    this.#hooks.onTransition({
      key: this.key,
      targetId: id,
      provider,
      model,
      region,
      from,
      to: this.state,
      reason,
      at: now,
      until: this.until,
      consecutiveFailures: this.failures.running,
      errorRate: this.failures.errorRate(),
      p95Ms: this.latency?.p95(),
    })
  }
}

/** Undefined: this tells nothing about the target. */
function failedBy({ status, error }: Sample): boolean | undefined {
  switch (status) {
    case 'ok':
      return false
    case 'failed':
      return error !== undefined && countsAsFailure(error) ? true : undefined
    case 'cancelled':
      return undefined
  }
}
