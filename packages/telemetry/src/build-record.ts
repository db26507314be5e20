import { busyMs, type CallFact, type Context, type Cost, type Outcome } from '@signalbox/core'

import { costOfCall, type PriceCall } from './call-cost.ts'
import type { ContentRecord } from './content-attributes.ts'
import { errorTypeOf } from './error-type.ts'
import type { AttemptReason, AttemptRecord, RequestRecord } from './request-record.ts'
import { stepRecords, type Step } from './request-steps.ts'
import { addTokens, noTokens, tokenCounts } from './token-counts.ts'

/** A record, and the bills of its attempts in the same order. */
export interface BuiltRecord {
  readonly record: RequestRecord
  readonly costs: readonly (Cost | undefined)[]
}

/** What a record is built with. */
export interface RecordOptions {
  readonly price?: PriceCall | undefined
  readonly trace?: { readonly traceId: string; readonly spanId: string } | undefined
  readonly steps?: readonly Step[] | undefined
  readonly content?: ContentRecord | undefined
}

/** Builds the record of a request that has ended; `context` is that of the whole request. */
export function buildRecord(
  context: Context,
  outcome: Outcome,
  { price, trace, steps = [], content }: RecordOptions,
): BuiltRecord {
  const { facts, clock, startedMs, original, inbound, caller } = context
  const now = clock.now()
  const totalMs = exact(now - startedMs)
  const calls = facts.calls ?? []
  const costs = calls.map((call) => costOfCall(call, context, price))
  const attempts = calls.map((call, index) =>
    attemptRecord(calls, index, { startedMs, now, cost: costs[index] }),
  )
  const { error } = outcome
  const answered =
    outcome.status === 'ok' ? calls.findLast((call) => call.error === undefined) : calls.at(-1)
  const queueMs = exact(facts.queuedMs ?? 0)
  const firstMs = answered?.firstContentMs
  const saved = facts.cache?.result === 'hit' ? facts.cache.savedNanoUsd : undefined
  const record: RequestRecord = {
    id: context.id,
    ...trace,
    startMs: clock.wall() - totalMs,
    totalMs,
    ttftMs: firstMs === undefined ? undefined : exact(firstMs - startedMs),
    overheadUs: Math.round(Math.max(0, totalMs - busyMs(calls, now) - queueMs) * 1000),
    queueMs,
    lane: facts.lane,
    method: inbound?.method ?? '',
    httpRoute: inbound?.route ?? '',
    surface: inbound?.dialect ?? original.source?.wire ?? '',
    operation: original.operation,
    requestedModel: original.model,
    provider: answered?.target.provider,
    model: answered?.target.model,
    route: facts.route,
    strategy: facts.strategy,
    decisionId: facts.decisionId,
    experiment: facts.experiment,
    variant: facts.variant,
    tenant: caller?.tenant,
    keyId: caller?.key,
    tags: original.hints?.tags,
    stream: original.operation === 'chat' && original.stream,
    status: error?.status ?? 200,
    errorType: error === undefined ? undefined : errorTypeOf(error),
    errorCode: error?.kind,
    finishReason: outcome.finish?.reason,
    clientAbort: error?.kind === 'cancelled',
    tokens: attempts.reduce((sum, { tokens }) => addTokens(sum, tokens), noTokens),
    nanoUsd: attempts.reduce((sum, { nanoUsd }) => sum + (nanoUsd ?? 0n), 0n),
    costUnknown: attempts.some(({ nanoUsd }) => nanoUsd === null),
    savedNanoUsd: saved ?? undefined,
    cache:
      facts.cache === undefined || facts.cache.result === 'off'
        ? undefined
        : { kind: facts.cache.kind, result: facts.cache.result },
    steps: stepRecords(steps, { startedMs, now }),
    guards: facts.guards ?? [],
    warnings: context.warnings.length === 0 ? none : warningsOf(context.warnings),
    attempts,
    ...(content === undefined ? {} : { content }),
  }
  return { record, costs }
}

const none: readonly string[] = []

function warningsOf(warnings: Context['warnings']): readonly string[] {
  return [...new Set(warnings.map(({ code, path }) => `${code} ${path}`))].slice(0, 20)
}

interface AttemptOptions {
  readonly startedMs: number
  readonly now: number
  readonly cost: Cost | undefined
}

function attemptRecord(
  calls: readonly CallFact[],
  index: number,
  { startedMs, now, cost }: AttemptOptions,
): AttemptRecord {
  const call = calls[index] as CallFact
  const { target, error, usage, firstContentMs } = call
  const began = call.startedMs
  return {
    n: index + 1,
    target: target.id,
    provider: target.provider,
    model: target.model,
    reason: reasonOf(calls, index),
    outcome: error === undefined ? 'ok' : error.kind === 'cancelled' ? 'cancelled' : 'error',
    startMs: exact(began - startedMs),
    totalMs: exact((call.endedMs ?? now) - began),
    ttftMs: firstContentMs === undefined ? undefined : exact(firstContentMs - began),
    chunks: call.chunks,
    keyId: call.keyId,
    status: call.status,
    errorType: error === undefined ? undefined : errorTypeOf(error),
    verdict: error?.details.verdict,
    upstreamRequestId: call.requestId ?? error?.details.native?.requestId,
    responseModel: call.responseModel,
    finishReason: call.finish?.reason,
    tokens: usage === undefined ? undefined : tokenCounts(usage),
    nanoUsd: cost?.nanoUsd,
    basis: cost?.basis,
    confidence: cost?.confidence,
    priceRowId: cost?.priceRowId,
  }
}

/** To the microsecond: more digits would only fill the log. */
function exact(ms: number): number {
  return Math.round(ms * 1000) / 1000
}

/** Why a call was made, told by the calls before it. */
function reasonOf(calls: readonly CallFact[], index: number): AttemptReason {
  const call = calls[index]
  const before = calls[index - 1]
  if (call === undefined || before === undefined) return 'first'
  const isBeside = ({ endedMs = Infinity }: CallFact) => endedMs > call.startedMs
  if (calls.slice(0, index).some(isBeside)) return 'hedge'
  if (before.error !== undefined && before.firstContentMs !== undefined) return 'continuation'
  return calls.slice(0, index).some(({ target }) => target.id === call.target.id)
    ? 'retry'
    : 'fallback'
}
