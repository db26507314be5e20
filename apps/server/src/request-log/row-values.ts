import type { LoggedRequest } from './log-line.ts'
import type { SqlValue } from './query.ts'
import { classOf } from './rollup.ts'

/** The columns of a request, in the order of `requestValues`; its `seq` is the database's. */
export const requestColumns: readonly string[] =
  'ts id tenant key_id provider model route status class error_type stream total_ms ttft_ms overhead_us input cache_read cache_write output reasoning cost_nano cost_unknown saved_nano cache attempts detail'.split(
    ' ',
  )

/** The columns of an attempt behind the `seq` of its request, in the order of `attemptValues`. */
export const attemptColumns: readonly string[] =
  'n ts target provider model reason outcome start_ms total_ms ttft_ms chunks key_id status error_type verdict upstream_request_id response_model finish_reason input cache_read cache_write output reasoning cost_nano basis confidence price_row'.split(
    ' ',
  )

/** The columns of content, in the order of `contentValues`. */
export const contentColumns: readonly string[] = 'ts id tenant input system tools output'.split(' ')

/** A request as a row. */
export function requestValues(logged: LoggedRequest): readonly SqlValue[] {
  const { tokens } = logged
  return [
    Math.floor(logged.startMs),
    logged.id,
    logged.tenant ?? '',
    logged.keyId ?? '',
    logged.provider ?? '',
    logged.model ?? '',
    logged.route ?? '',
    logged.status,
    classOf(logged),
    logged.errorType ?? '',
    logged.stream ? 1 : 0,
    logged.totalMs,
    logged.ttftMs ?? null,
    logged.overheadUs,
    tokens.input,
    tokens.cacheRead,
    tokens.cacheWrite,
    tokens.output,
    tokens.reasoning,
    BigInt(logged.nanoUsd),
    logged.costUnknown ? 1 : 0,
    BigInt(logged.savedNanoUsd ?? 0),
    logged.cache?.result ?? '',
    logged.attempts.length,
    detailOf(logged),
  ]
}

/** What lists and filters do not need. */
function detailOf(logged: LoggedRequest): string {
  const { traceId, spanId, queueMs, method, httpRoute, surface, operation, requestedModel } = logged
  const { strategy, decisionId, experiment, variant, tags, errorCode, finishReason } = logged
  const { steps, guards, warnings } = logged
  const request = {
    traceId,
    spanId,
    queueMs,
    method,
    httpRoute,
    surface,
    operation,
    requestedModel,
  }
  const course = {
    strategy,
    decisionId,
    experiment,
    variant,
    tags,
    errorCode,
    finishReason,
    steps,
    guards,
    warnings,
  }
  return JSON.stringify({ ...request, ...course, cacheKind: logged.cache?.kind })
}

/** An attempt as a row; `startMs` is its request's. */
export function attemptValues(
  attempt: LoggedRequest['attempts'][number],
  startMs: number,
): readonly SqlValue[] {
  const { tokens, nanoUsd } = attempt
  return [
    attempt.n,
    Math.floor(startMs),
    attempt.target,
    attempt.provider,
    attempt.model,
    attempt.reason,
    attempt.outcome,
    attempt.startMs,
    attempt.totalMs,
    attempt.ttftMs ?? null,
    attempt.chunks,
    attempt.keyId ?? null,
    attempt.status ?? null,
    attempt.errorType ?? null,
    attempt.verdict ?? null,
    attempt.upstreamRequestId ?? null,
    attempt.responseModel ?? null,
    attempt.finishReason ?? null,
    tokens?.input ?? 0,
    tokens?.cacheRead ?? 0,
    tokens?.cacheWrite ?? 0,
    tokens?.output ?? 0,
    tokens?.reasoning ?? 0,
    nanoUsd === undefined || nanoUsd === null ? null : BigInt(nanoUsd),
    attempt.basis ?? null,
    attempt.confidence ?? null,
    attempt.priceRowId ?? null,
  ]
}

/** What was kept of prompts and answers; undefined: nothing. */
export function contentValues({
  startMs,
  id,
  tenant = '',
  content,
}: LoggedRequest): readonly SqlValue[] | undefined {
  if (content === undefined) return undefined
  const { input, system = null, tools = null, output = null } = content
  return [Math.floor(startMs), id, tenant, input, system, tools, output]
}
