import type { Attributes } from '@opentelemetry/api'
import { usdText } from '@signalbox/core'

import { present } from './call-attributes.ts'
import type { RequestRecord } from './request-record.ts'
import { attribute } from './span-names.ts'

/** What a request's own span says at its end. */
export function serverAttributes(record: RequestRecord): Attributes {
  const { errorType, clientAbort, cache, guards, attempts } = record
  const isPriced = attempts.some(({ nanoUsd }) => nanoUsd !== undefined && nanoUsd !== null)
  return present({
    [attribute.status]: record.status,
    // A client that leaves is no error.
    [attribute.errorType]: clientAbort ? undefined : errorType,
    [attribute.errorCode]: record.errorCode,
    [attribute.tenant]: record.tenant,
    [attribute.key]: record.keyId,
    [attribute.route]: record.route,
    [attribute.decision]: record.decisionId,
    [attribute.experiment]: record.experiment,
    [attribute.variant]: record.variant,
    [attribute.cache]: cache?.result,
    [attribute.cacheKind]: cache?.kind,
    [attribute.cost]: isPriced ? Number(usdText(record.nanoUsd)) : undefined,
    [attribute.overhead]: record.overheadUs,
    [attribute.queue]: record.queueMs,
    [attribute.guards]:
      guards.length === 0
        ? undefined
        : guards.map(({ name, stage, action }) => `${stage} ${name} ${action}`),
  })
}
