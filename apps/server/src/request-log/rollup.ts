import type { LoggedRequest } from './log-line.ts'
import { createSketch, type Sketch } from './sketch.ts'
import { addAttempt, addRequest, noSums, type Sums } from './sums.ts'

/** Minutes per bucket. */
export type Resolution = 1 | 10 | 60

/** What one batch adds to one row of `sums`. */
export interface SumDelta {
  readonly at: readonly [Resolution, number, string, string, string, string, string]
  readonly sums: Sums
}

/** How a request ended, as boards show it. */
export type StatusClass = 'ok' | 'refused' | 'throttled' | 'failed' | 'aborted'

/** What one batch adds to one row of `views`: a whole minute or hour, or one provider's or model's part. */
export interface ViewDelta {
  readonly at: readonly [Resolution, string, string, number]
  readonly sums: Sums
  readonly classes: Record<StatusClass, number>
  attemptErrors: number
  readonly total: Sketch
  readonly ttft: Sketch
  readonly overhead: Sketch
}

/** Everything that a batch adds. */
export interface Deltas {
  readonly sums: ReadonlyMap<string, SumDelta>
  readonly views: ReadonlyMap<string, ViewDelta>
}

/** The ms of a bucket. */
export function bucketMs(res: Resolution): number {
  return res * 60_000
}

/** Adds requests up; a late one goes where it belongs, whatever the order. */
export function rollUp(requests: readonly LoggedRequest[]): Deltas {
  const sums = new Map<string, SumDelta>()
  const views = new Map<string, ViewDelta>()
  for (const request of requests)
    for (const res of [1, 10, 60] as const) {
      const bucket = Math.floor(request.startMs / bucketMs(res))
      if (res !== 10) addSums(sums, request, res, bucket)
      addViews(views, request, res, bucket)
    }
  return { sums, views }
}

function addSums(
  rows: Map<string, SumDelta>,
  request: LoggedRequest,
  res: Resolution,
  bucket: number,
): void {
  const { provider = '', model = '', route = '', tenant = '', keyId = '' } = request
  const rowOf = (ofProvider: string, ofModel: string): Sums => {
    const at = [res, bucket, ofProvider, ofModel, route, tenant, keyId] as const
    const key = at.join('\u0000')
    const row = rows.get(key) ?? { at, sums: noSums() }
    rows.set(key, row)
    return row.sums
  }
  addRequest(rowOf(provider, model), request)
  for (const attempt of request.attempts)
    addAttempt(rowOf(attempt.provider, attempt.model), attempt)
}

function addViews(
  rows: Map<string, ViewDelta>,
  request: LoggedRequest,
  res: Resolution,
  bucket: number,
): void {
  const rowOf = (dim: string, value: string): ViewDelta => {
    const at = [res, dim, value, bucket] as const
    const key = at.join('\u0000')
    const row = rows.get(key) ?? emptyView(at)
    rows.set(key, row)
    return row
  }
  const { provider, model, route, tenant } = request
  const whole = [rowOf('', '')]
  if (route !== undefined) whole.push(rowOf('route', route))
  if (tenant !== undefined) whole.push(rowOf('tenant', tenant))
  for (const row of whole) {
    count(row, request)
    for (const attempt of request.attempts) countAttempt(row, attempt)
  }
  if (provider !== undefined) count(rowOf('provider', provider), request)
  if (provider !== undefined && model !== undefined)
    count(rowOf('model', `${provider}/${model}`), request)
  for (const attempt of request.attempts) {
    countAttempt(rowOf('provider', attempt.provider), attempt)
    countAttempt(rowOf('model', `${attempt.provider}/${attempt.model}`), attempt)
  }
}

function emptyView(at: ViewDelta['at']): ViewDelta {
  return {
    at,
    sums: noSums(),
    classes: { ok: 0, refused: 0, throttled: 0, failed: 0, aborted: 0 },
    attemptErrors: 0,
    total: createSketch(),
    ttft: createSketch(),
    overhead: createSketch(),
  }
}

function count(row: ViewDelta, request: LoggedRequest): void {
  addRequest(row.sums, request)
  row.classes[classOf(request)]++
  row.total.add(request.totalMs)
  if (request.ttftMs !== undefined) row.ttft.add(request.ttftMs)
  row.overhead.add(request.overheadUs / 1000)
}

function countAttempt(row: ViewDelta, attempt: LoggedRequest['attempts'][number]): void {
  addAttempt(row.sums, attempt)
  if (attempt.outcome === 'error') row.attemptErrors++
}

/** How a request ended. */
export function classOf({ status, clientAbort }: LoggedRequest): StatusClass {
  if (clientAbort) return 'aborted'
  if (status === 429) return 'throttled'
  if (status >= 500) return 'failed'
  return status >= 400 ? 'refused' : 'ok'
}
