import type { CallFact, Context, Cost, Operation } from '@signalbox/core'

import type { BuiltRecord } from './build-record.ts'
import { costKindOf } from './call-cost.ts'
import { CallSeries, type LabelsOf } from './call-series.ts'
import type { LabelNames } from './label-names.ts'
import type { Meters } from './meters.ts'
import type { MetricKey } from './metric-table.ts'
import { operationName } from './operation-name.ts'
import type { AttemptRecord, RequestRecord, TokenCounts } from './request-record.ts'
import type { TargetFacts } from './target-facts.ts'

/** What measurements of requests need beside the record. */
export interface RecordMetricsOptions {
  readonly meters: Meters
  readonly labels: LabelNames
  readonly facts: (target: CallFact['target']) => TargetFacts
  readonly tenantLabel: boolean
}

/** Everything that ended requests add to the metrics. */
export function createRecorder(
  options: RecordMetricsOptions,
): (built: BuiltRecord, context: Pick<Context, 'facts' | 'original'>) => void {
  const seriesOf = callSeries(options)
  return ({ record, costs }, { facts, original }) => {
    recordRequest(record, options)
    const tenant = options.tenantLabel ? options.labels.tenant(record.tenant) : ''
    for (const [index, call] of (facts.calls ?? []).entries()) {
      const attempt = record.attempts[index]
      if (attempt === undefined) continue
      const series = seriesOf(original.operation, call, tenant)
      const { outcome, reason, errorType = '' } = attempt
      if (outcome === 'ok' && reason === 'first')
        series.fixed(slot.attempt, 'attempts', 1, attemptLabels, outcome, reason)
      else series.record('attempts', 1, attemptLabels, outcome, reason, errorType)
      recordFallback(record.attempts[index - 1], attempt, options.meters)
      recordCall(attempt, call, series)
      recordCost(attempt, costs[index], series)
    }
  }
}

/** Numbers of the usual combinations; the first three are the durations'. */
const slot = { attempt: 3, input: 4, output: 5, cacheRead: 6, cacheWrite: 7, reasoning: 8 } as const
const costSlot = { input: 9, output: 10, cache_read: 11, cache_write: 12, request: 13 } as const
const connectSlot = { open: 14, opened: 15 } as const

const attemptLabels: LabelsOf = ({ provider, model, tenant }, outcome, reason, errorType) => [
  outcome,
  reason,
  provider,
  model,
  errorType,
  tenant,
]
const genaiLabels: LabelsOf = ({ genai }) => genai
const genaiAnd: LabelsOf = ({ genai }, last) => [...genai, last]
const costLabels: LabelsOf = ({ provider, model, tenant }, kind) => [provider, model, kind, tenant]
const connectLabels: LabelsOf = ({ provider }, reused) => [provider, reused]
const targetLabels: LabelsOf = ({ provider, model }) => [provider, model]

/** One set of series per kind of call: names are bounded by `labels`, and so are the sets. */
function callSeries({
  meters,
  labels,
  facts,
}: RecordMetricsOptions): (operation: Operation, call: CallFact, tenant: string) => CallSeries {
  const known = new Map<string, CallSeries>()
  const recent = new Map<string, Map<string, CallSeries>>()

  function find(
    operation: Operation,
    { target, responseModel }: CallFact,
    tenant: string,
  ): CallSeries {
    const { provider } = target
    const model = labels.model(provider, target.model)
    const answered = responseModel === undefined ? '' : labels.model(provider, responseModel)
    const place = facts(target)
    const name = `${provider}\n${model}\n${answered}\n${operation}\n${place.address}\n${tenant}`
    const before = known.get(name)
    if (before !== undefined) return before
    const { address, port } = place
    const genai = [operationName[operation], place.provider, model, answered, address, port]
    const series = new CallSeries(meters, { provider, model, tenant, genai })
    known.set(name, series)
    return series
  }

  /** The last call of a target is mostly like this one, and is found without joining names. */
  return (operation, call, tenant) => {
    const { target, responseModel = '' } = call
    let ofTarget = recent.get(target.id)
    if (ofTarget === undefined) {
      if (recent.size >= maxRecent) recent.clear()
      ofTarget = new Map()
      recent.set(target.id, ofTarget)
    }
    const isUsual = operation === 'chat' && tenant === ''
    const name = isUsual ? responseModel : `${operation}\n${responseModel}\n${tenant}`
    let series = ofTarget.get(name)
    if (series === undefined) {
      if (ofTarget.size >= maxRecent) ofTarget.clear()
      series = find(operation, call, tenant)
      ofTarget.set(name, series)
    }
    return series
  }
}

const maxRecent = 500

/** What is known of a request without its calls; also of one that was refused at the door. */
export function recordRequest(
  record: RequestRecord,
  { meters, labels }: Pick<RecordMetricsOptions, 'meters' | 'labels'>,
): void {
  const { cache, savedNanoUsd, status, errorType } = record
  const route = labels.route(record.route)
  meters.record('httpDuration', record.totalMs / 1000, [
    record.method,
    record.httpRoute,
    String(status),
  ])
  meters.record('overhead', record.overheadUs / 1e6, [route, record.surface, String(record.stream)])
  if (route !== '')
    meters.record('routingDecisions', 1, [route, record.strategy ?? '', record.variant ?? ''])
  if (cache !== undefined) meters.record('cacheRequests', 1, [cache.kind, cache.result])
  if (savedNanoUsd !== undefined) meters.record('costSaved', Number(savedNanoUsd) / 1e9, ['cache'])
  if (record.queueMs > 0)
    meters.record('queueWait', record.queueMs / 1000, [
      record.lane ?? 'standard',
      record.provider ?? '',
    ])
  for (const { name, stage, action, us } of record.guards) {
    meters.record('guardChecks', 1, [name, stage, action])
    meters.record('guardDuration', us / 1e6, [name, stage, action])
  }
  if (record.stream && errorType !== undefined)
    meters.record('streamAborts', 1, [abortedBy(record)])
}

function abortedBy({ clientAbort, attempts }: RequestRecord): string {
  if (clientAbort) return 'client'
  return attempts.at(-1)?.outcome === 'error' ? 'upstream' : 'gateway'
}

function recordFallback(
  before: AttemptRecord | undefined,
  { reason, provider, target }: AttemptRecord,
  meters: Meters,
): void {
  if (before === undefined || before.target === target) return
  meters.record('fallbacks', 1, [before.provider, provider, before.errorType ?? reason])
}

const durations: readonly MetricKey[] = ['operationDuration', 'inferenceDuration', 'serverDuration']
const zeroed: readonly MetricKey[] = ['inferenceInput', 'inferenceOutput']

function recordCall(attempt: AttemptRecord, call: CallFact, series: CallSeries): void {
  const { ttftMs, tokens, errorType = '' } = attempt
  const seconds = attempt.totalMs / 1000
  if (call.connectMs === 0) series.fixed(connectSlot.open, 'connect', 0, connectLabels, 'true')
  else if (call.connectMs !== undefined)
    series.fixed(connectSlot.opened, 'connect', call.connectMs / 1000, connectLabels, 'false')
  for (const [index, key] of durations.entries())
    if (errorType === '') series.fixed(index, key, seconds, genaiAnd)
    else series.record(key, seconds, genaiAnd, errorType)
  if (call.chunks > 0 && call.firstContentMs !== undefined && call.finish !== undefined)
    recordStream(attempt, series, ttftMs ?? 0)
  if (tokens !== undefined) recordTokens(tokens, series)
  else if (errorType !== '') for (const key of zeroed) series.record(key, 0, genaiAnd, 'text')
}

function recordStream(
  { totalMs, chunks, tokens }: AttemptRecord,
  series: CallSeries,
  firstMs: number,
): void {
  const first = firstMs / 1000
  for (const key of ['firstChunk', 'inferenceFirstChunk', 'serverFirstToken'] as const)
    series.record(key, first, genaiLabels)
  const rest = Math.max(0, totalMs / 1000 - first)
  if (chunks > 1)
    for (const key of ['perChunk', 'inferencePerChunk'] as const)
      series.record(key, rest / (chunks - 1), genaiLabels)
  const written = (tokens?.output ?? 0) + (tokens?.reasoning ?? 0)
  if (written > 1) series.record('serverPerToken', rest / (written - 1), genaiLabels)
}

function recordTokens(tokens: TokenCounts, series: CallSeries): void {
  const { input, cacheRead, cacheWrite, output, reasoning } = tokens
  series.fixed(slot.input, 'tokenUsage', input, genaiAnd, 'input')
  series.fixed(slot.output, 'tokenUsage', output, genaiAnd, 'output')
  if (cacheRead > 0) series.fixed(slot.cacheRead, 'tokenUsage', cacheRead, genaiAnd, 'cache_read')
  if (cacheWrite > 0)
    series.fixed(slot.cacheWrite, 'tokenUsage', cacheWrite, genaiAnd, 'cache_write')
  if (reasoning > 0) series.fixed(slot.reasoning, 'tokenUsage', reasoning, genaiAnd, 'reasoning')
  if (!series.keeps('inferenceInput')) return
  const whole = { input: input + cacheRead + cacheWrite, output: output + reasoning }
  series.record('inferenceInput', whole.input, genaiAnd, 'text')
  series.record('inferenceOutput', whole.output, genaiAnd, 'text')
  series.record('inferenceCacheRead', cacheRead, genaiAnd, 'text')
  series.record('inferenceCacheWrite', cacheWrite, genaiAnd, 'text')
  series.record('inferenceReasoning', reasoning, genaiAnd, 'text')
  series.record('inferenceInputSize', whole.input, genaiLabels)
  series.record('inferenceOutputSize', whole.output, genaiLabels)
}

function recordCost({ nanoUsd }: AttemptRecord, cost: Cost | undefined, series: CallSeries): void {
  if (nanoUsd === null) series.record('priceMissing', 1, targetLabels)
  if (nanoUsd === null || nanoUsd === undefined) return
  const { parts = [] } = cost ?? {}
  for (const { unit, nanoUsd: part } of parts) {
    const kind = costKindOf(unit)
    series.fixed(costSlot[kind], 'cost', Number(part) / 1e9, costLabels, kind)
  }
  if (parts.length === 0) series.record('cost', Number(nanoUsd) / 1e9, costLabels, 'request')
}
