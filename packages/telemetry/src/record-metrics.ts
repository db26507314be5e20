import type { CallFact, Context, Cost, Operation } from '@signalbox/core'

import type { BuiltRecord } from './build-record.ts'
import { costKindOf, type CostKind } from './call-cost.ts'
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
}

/** Everything that one ended request adds to the metrics. */
export function recordMetrics(
  { record, costs }: BuiltRecord,
  context: Pick<Context, 'facts' | 'original'>,
  options: RecordMetricsOptions,
): void {
  recordRequest(record, options)
  for (const [index, call] of (context.facts.calls ?? []).entries()) {
    const attempt = record.attempts[index]
    if (attempt === undefined) continue
    const model = options.labels.model(attempt.provider, attempt.model)
    recordAttempt(attempt, model, options.meters)
    recordFallback(record.attempts[index - 1], attempt, options.meters)
    recordCall(attempt, call, { operation: context.original.operation, model, ...options })
    recordCost(attempt, costs[index], { model, meters: options.meters })
  }
}

/** What is known of a request without its calls; also of one that was refused at the door. */
export function recordRequest(
  record: RequestRecord,
  { meters, labels }: Pick<RecordMetricsOptions, 'meters' | 'labels'>,
): void {
  const { cache, savedNanoUsd, status, errorType, attempts } = record
  const route = labels.route(record.route)
  meters.record('httpDuration', record.totalMs / 1000, [
    record.method,
    record.httpRoute,
    String(status),
  ])
  meters.record('overhead', record.overheadUs / 1e6, [route, record.surface, String(record.stream)])
  if (route !== '') meters.record('routingDecisions', 1, [route, record.variant ?? ''])
  if (cache !== undefined) meters.record('cacheRequests', 1, [cache.kind, cache.result])
  if (savedNanoUsd !== undefined) meters.record('costSaved', Number(savedNanoUsd) / 1e9, ['cache'])
  if (record.queueMs > 0)
    meters.record('queueWait', record.queueMs / 1000, ['standard', record.provider ?? ''])
  if (errorType === 'rate_limited' && attempts.length === 0)
    meters.record('rateLimitDecisions', 1, ['tenant', 'refused'])
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

function recordAttempt(attempt: AttemptRecord, model: string, meters: Meters): void {
  const { outcome, reason, provider, errorType = '' } = attempt
  meters.record('attempts', 1, [outcome, reason, provider, model, errorType])
}

function recordFallback(
  before: AttemptRecord | undefined,
  { reason, provider, target }: AttemptRecord,
  meters: Meters,
): void {
  if (before === undefined || before.target === target) return
  meters.record('fallbacks', 1, [before.provider, provider, before.errorType ?? reason])
}

interface CallOptions extends RecordMetricsOptions {
  readonly operation: Operation
  readonly model: string
}

function recordCall(
  attempt: AttemptRecord,
  call: CallFact,
  { operation, model, meters, labels, facts }: CallOptions,
): void {
  const { provider, address, port } = facts(call.target)
  const { responseModel, ttftMs, tokens, errorType = '' } = attempt
  const answered = responseModel === undefined ? '' : labels.model(attempt.provider, responseModel)
  const at = [operationName[operation], provider, model, answered, address, port]
  const failing = [...at, errorType]
  const seconds = attempt.totalMs / 1000
  for (const key of durations) meters.record(key, seconds, failing)
  if (call.chunks > 0 && call.firstContentMs !== undefined && call.finish !== undefined)
    recordStream(attempt, at, meters, ttftMs ?? 0)
  if (tokens !== undefined) recordTokens(tokens, at, meters)
  else if (errorType !== '') for (const key of zeroed) meters.record(key, 0, [...at, 'text'])
}

const durations: readonly MetricKey[] = ['operationDuration', 'inferenceDuration', 'serverDuration']
const zeroed: readonly MetricKey[] = ['inferenceInput', 'inferenceOutput']

function recordStream(
  { totalMs, chunks, tokens }: AttemptRecord,
  at: readonly string[],
  meters: Meters,
  firstMs: number,
): void {
  const first = firstMs / 1000
  for (const key of ['firstChunk', 'inferenceFirstChunk', 'serverFirstToken'] as const)
    meters.record(key, first, at)
  const rest = Math.max(0, totalMs / 1000 - first)
  if (chunks > 1)
    for (const key of ['perChunk', 'inferencePerChunk'] as const)
      meters.record(key, rest / (chunks - 1), at)
  const written = (tokens?.output ?? 0) + (tokens?.reasoning ?? 0)
  if (written > 1) meters.record('serverPerToken', rest / (written - 1), at)
}

function recordTokens(tokens: TokenCounts, at: readonly string[], meters: Meters): void {
  const { input, cacheRead, cacheWrite, output, reasoning } = tokens
  meters.record('tokenUsage', input, [...at, 'input'])
  meters.record('tokenUsage', output, [...at, 'output'])
  if (cacheRead > 0) meters.record('tokenUsage', cacheRead, [...at, 'cache_read'])
  if (cacheWrite > 0) meters.record('tokenUsage', cacheWrite, [...at, 'cache_write'])
  if (reasoning > 0) meters.record('tokenUsage', reasoning, [...at, 'reasoning'])
  if (!meters.keeps('inferenceInput')) return
  const whole = { input: input + cacheRead + cacheWrite, output: output + reasoning }
  const text = [...at, 'text']
  meters.record('inferenceInput', whole.input, text)
  meters.record('inferenceOutput', whole.output, text)
  meters.record('inferenceCacheRead', cacheRead, text)
  meters.record('inferenceCacheWrite', cacheWrite, text)
  meters.record('inferenceReasoning', reasoning, text)
  meters.record('inferenceInputSize', whole.input, at)
  meters.record('inferenceOutputSize', whole.output, at)
}

function recordCost(
  { provider, nanoUsd }: AttemptRecord,
  cost: Cost | undefined,
  { model, meters }: { readonly model: string; readonly meters: Meters },
): void {
  if (nanoUsd === null) meters.record('priceMissing', 1, [provider, model])
  if (nanoUsd === null || nanoUsd === undefined) return
  const kinds = new Map<CostKind, bigint>()
  for (const part of cost?.parts ?? []) {
    const kind = costKindOf(part.unit)
    kinds.set(kind, (kinds.get(kind) ?? 0n) + part.nanoUsd)
  }
  if (kinds.size === 0) kinds.set('request', nanoUsd)
  for (const [kind, nano] of kinds)
    meters.record('cost', Number(nano) / 1e9, [provider, model, kind])
}
