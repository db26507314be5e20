import type { Attributes, Span } from '@opentelemetry/api'

import { put } from './call-attributes.ts'
import type { RequestRecord } from './request-record.ts'
import { attribute } from './span-names.ts'

/** What a request's own span says at its end. */
export function putRecord(span: Span, record: RequestRecord): void {
  const { errorType, clientAbort, cache, guards, attempts, queueMs } = record
  const isPriced = attempts.some(({ nanoUsd }) => nanoUsd !== undefined && nanoUsd !== null)
  put(span, attribute.requestId, record.id)
  put(span, attribute.status, record.status)
  // A client that leaves is no error.
  put(span, attribute.errorType, clientAbort ? undefined : errorType)
  put(span, attribute.errorCode, record.errorCode)
  put(span, attribute.tenant, record.tenant)
  put(span, attribute.key, record.keyId)
  put(span, attribute.route, record.route)
  put(span, attribute.decision, record.decisionId)
  put(span, attribute.experiment, record.experiment)
  put(span, attribute.variant, record.variant)
  put(span, attribute.cache, cache?.result)
  put(span, attribute.cacheKind, cache?.kind)
  put(span, attribute.cost, isPriced ? Number(record.nanoUsd) / 1e9 : undefined)
  put(span, attribute.overhead, record.overheadUs)
  if (queueMs > 0) put(span, attribute.queue, queueMs)
  if (guards.length > 0)
    put(
      span,
      attribute.guards,
      guards.map(({ name, stage, action }) => `${stage} ${name} ${action}`),
    )
}

/** How a stream ended, as an event. */
export function endAttributes({ attempts, finishReason, clientAbort }: RequestRecord): Attributes {
  return {
    [attribute.chunks]: attempts.at(-1)?.chunks ?? 0,
    [attribute.finishReasons]: finishReason === undefined ? undefined : [finishReason],
    [attribute.clientAbort]: clientAbort,
  }
}
