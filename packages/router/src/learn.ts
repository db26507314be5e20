import type { Usage } from '@signalbox/core'

import type { Affinity, Home } from './affinity.ts'
import type { DecisionRecord } from './decision-log.ts'
import type { DriftMonitor } from './drift/drift-monitor.ts'
import { createModelNames } from './drift/model-names.ts'
import type { Experiments } from './experiments/experiments.ts'
import type { Feedback, RouteEvent, RouterEvent } from './route-event.ts'
import type { Outbox } from './sharing/outbox.ts'
import { isErrorVerdict } from './signals/is-error-verdict.ts'
import type { SignalStore } from './signals/signal-store.ts'

/** Turns outcomes into signals. */
export interface Learner {
  report(record: DecisionRecord, event: RouteEvent): void
  /** Its first content is there; the call no longer waits. */
  opened(record: DecisionRecord, target: string): void
  feedback(record: DecisionRecord, feedback: Feedback): void
}

const ratioStep = 0.05

/** Writes into signals, homes, drift and experiments. */
export function createLearner(parts: {
  readonly signals: SignalStore
  readonly affinity: Affinity
  readonly drift: DriftMonitor
  readonly experiments: Experiments
  readonly now: () => number
  readonly emit: (event: RouterEvent) => void
  /** For the other replicas; absent: there are none. */
  readonly outbox: Outbox | undefined
}): Learner {
  const { signals, affinity, drift, experiments, now, emit, outbox } = parts
  const names = createModelNames((renamed) => {
    emit({ type: 'router.model', ...renamed })
  })

  return {
    report(record, event) {
      const at = now()
      record.reported = true
      switch (event.type) {
        case 'start':
          return start(record, event.target, at)
        case 'first-token':
          return firstToken(record, event, at)
        case 'end':
          return end(record, event, at)
        case 'fail':
          return fail(record, event, at)
        case 'cancel':
          return leave(record, event.target, at)
      }
    },

    opened(record, target) {
      leave(record, target, now())
    },

    feedback(record, { metric, value }) {
      const { decision, failed } = record
      const at = now()
      if (metric === 'score') record.score = Number(value)
      experiments.each(decision.experiments, (run, unit) => {
        if (value === true) run.bad(unit, metric, at)
        // A fallback's answer says nothing about the quality of the arm.
        if (!failed) run.value(unit, metric, Number(value))
      })
    },
  }

  function start(record: DecisionRecord, target: string, at: number): void {
    const { decision, request } = record
    const call = {}
    record.calls ??= new Map()
    record.calls.set(target, call)
    const known = signals.of(target, at)
    if (request.stream === false) known.beginWhole(call, at)
    else known.begin(call, request.inputTokens, decision.demand.reasoning, at)
  }

  function firstToken(
    record: DecisionRecord,
    { target, ms }: { readonly target: string; readonly ms: number },
    at: number,
  ): void {
    leave(record, target, at)
    waited(record, target, ms, at)
    answered(record, ms, at)
  }

  function answered({ decision }: DecisionRecord, ms: number, at: number): void {
    experiments.each(decision.experiments, (run, unit) => {
      run.firstToken(unit, ms, at)
    })
  }

  function waited(record: DecisionRecord, target: string, ms: number, at: number): void {
    const { decision, request } = record
    const { reasoning } = decision.demand
    signals.of(target, at).firstToken(ms, request.inputTokens, reasoning, at)
    outbox?.tally(target).firstToken(ms, request.inputTokens, reasoning)
  }

  function end(record: DecisionRecord, event: RouteEvent & { type: 'end' }, at: number): void {
    const { decision, request } = record
    const { target: id, ms, usage, firstTokenMs, billedUsd } = event
    const target = signals.of(id, at)
    leave(record, id, at)
    count(record, id, false, at)
    record.usage = usage
    if (event.atOnce === true) {
      const out = usage === undefined ? 0 : outputOf(usage)
      waited(record, id, target.sawWhole(ms, out), at)
      answered(record, ms, at)
    }
    if (usage !== undefined) {
      const out = outputOf(usage)
      const streamMs = firstTokenMs === undefined ? undefined : ms - firstTokenMs
      target.answered(out, streamMs, decision.demand.task)
      outbox?.tally(id).answered(out, streamMs, decision.demand.task)
      watch(record, event, { usage, out })
      served(record, { target: id, prefixTokens: inputOf(usage) + out, at })
    } else served(record, { target: id, prefixTokens: request.inputTokens, at })
    if (record.failed) bad(record, 'fallback', at)
    const usd = billedUsd ?? (usage === undefined ? NaN : usageCost(record, id, usage))
    experiments.each(decision.experiments, (run, unit) => {
      run.value(unit, 'cost', usd)
      run.ended(unit)
    })
  }

  function fail(record: DecisionRecord, event: RouteEvent & { type: 'fail' }, at: number): void {
    const { target, verdict } = event
    record.failed = true
    leave(record, target, at)
    if (isErrorVerdict(verdict)) {
      count(record, target, true, at)
      bad(record, 'error', at)
    }
    if (verdict === 'rate_limited') bad(record, 'rate_limited', at)
    if (verdict !== 'timeout_first_token') return
    bad(record, 'timeout', at)
    waited(record, target, event.ms, at)
  }

  function served({ decision: { affinityKey: key } }: DecisionRecord, home: Home): void {
    if (key === undefined) return
    affinity.keep(key, home)
    outbox?.home(key, home)
  }

  function leave(record: DecisionRecord, target: string, at: number): void {
    const { decision, request, calls } = record
    const call = calls?.get(target)
    if (call === undefined) return
    signals.of(target, at).leave(call, request.inputTokens, decision.demand.reasoning)
  }

  function count(record: DecisionRecord, target: string, isError: boolean, at: number): void {
    const { errorRate } = record.decision.plan.policy
    const { task } = record.decision.demand
    const known = signals.of(target, at)
    known.ended(isError, at)
    outbox?.tally(target).ended(errorRate, task, isError)
    const change = known.countForRule(errorRate, { isError, task, now: at })
    if (change === undefined) return
    const { requests, errors } = change
    emit({ type: `router.${change.change}`, target, requests, errors })
  }

  function bad({ decision }: DecisionRecord, metric: string, at: number): void {
    experiments.each(decision.experiments, (run, unit) => {
      run.bad(unit, metric, at)
    })
  }

  function watch(
    { decision, request, language }: DecisionRecord,
    { target: id, isWhole = false, finish, model: answeredBy }: RouteEvent & { type: 'end' },
    seen: { readonly usage: Usage; readonly out: number },
  ): void {
    const target = decision.plan.targets.find((prepared) => prepared.target.id === id)
    if (target === undefined) return
    const { provider, model } = target.target
    if (answeredBy !== undefined && answeredBy !== '') names.see(provider, model, answeredBy)
    drift.see({
      provider,
      model,
      language,
      estimatedInput: request.inputTokens,
      reportedInput: inputOf(seen.usage),
      outTokens: seen.out,
      textOnly: request.needs === undefined || request.needs.length === 0,
      isWhole,
      finish,
      task: decision.demand.task,
      route: decision.route,
      stream: request.stream === true,
      reasoning: decision.demand.reasoning,
    })
    if (language === undefined) return
    // Requests differ in language; what counts for the next one is the average of the last ones.
    const ratio = drift.tokenRatio(provider, model, language)
    const known = signals.of(id, now())
    known.tokenRatio += ratioStep * (ratio - known.tokenRatio)
  }
}

/** What a usage costs at the prices the decision knew. */
function usageCost({ decision }: DecisionRecord, target: string, usage: Usage): number {
  const prepared = decision.plan.targets.find((entry) => entry.target.id === target)
  if (prepared === undefined) return NaN
  const { rates } = prepared
  const { uncached, toolUse, cacheRead } = usage.input
  return (
    rates.request +
    (uncached + toolUse) * rates.input +
    cacheRead * rates.cacheRead +
    (inputOf(usage) - uncached - toolUse - cacheRead) * rates.cacheWrite +
    outputOf(usage) * rates.output
  )
}

function outputOf({ output }: Usage): number {
  return output.text + output.reasoning
}

function inputOf({ input }: Usage): number {
  return (
    input.uncached +
    input.cacheRead +
    input.cacheWrite5m +
    input.cacheWrite1h +
    input.cacheWriteOther +
    input.toolUse
  )
}
