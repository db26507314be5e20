import type { Clock, Refusal } from '@signalbox/core'

import { errorTypeOf } from './error-type.ts'
import type { RequestRecord } from './request-record.ts'
import { noTokens } from './token-counts.ts'

/** The record of a request that was refused at the door. */
export function refusalRecord(
  { id, error, startedMs, inbound }: Refusal,
  clock: Pick<Clock, 'now' | 'wall'>,
): RequestRecord {
  const totalMs = clock.now() - startedMs
  return {
    id,
    startMs: clock.wall() - totalMs,
    totalMs,
    overheadUs: Math.round(totalMs * 1000),
    queueMs: 0,
    method: inbound.method,
    httpRoute: inbound.route,
    surface: inbound.dialect,
    operation: '',
    requestedModel: '',
    stream: false,
    status: error.status,
    errorType: errorTypeOf(error),
    errorCode: error.kind,
    clientAbort: error.kind === 'cancelled',
    tokens: noTokens,
    nanoUsd: 0n,
    costUnknown: false,
    steps: [],
    guards: [],
    warnings: [],
    attempts: [],
  }
}
