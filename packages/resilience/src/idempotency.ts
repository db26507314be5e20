import {
  GatewayError,
  header,
  systemClock,
  type Clock,
  type Context,
  type Middleware,
  type Outcome,
  type Reply,
} from '@signalbox/core'

import { createClaims, type IdempotencyStore } from './idempotency-claim.ts'
import {
  encodeRecord,
  fingerprintOf,
  recordKey,
  type IdempotencyRecord,
} from './idempotency-record.ts'
import { sharePartition } from './share-key.ts'
import { markUncharged } from './uncharged.ts'

/** Where keys are kept, for whom, and how long. */
export interface IdempotencyOptions {
  readonly store: IdempotencyStore
  /** Whose keys; default: the tenant's, else those of the presented key. */
  readonly partition?: ((context: Context) => string) | undefined
  /** How long an outcome is known; default 24 h. */
  readonly ttlMs?: number | undefined
  /** How long a lost process keeps its keys; longer than any request. Default 15 min. */
  readonly runningTtlMs?: number | undefined
  /** Largest answer that is kept; default 1 MiB. */
  readonly maxBytes?: number | undefined
  readonly clock?: Pick<Clock, 'now'> | undefined
}

const maxKeyLength = 256

/**
 * A request with an `Idempotency-Key` runs once: repetitions get its answer, or 409 while it runs.
 * Among the callers of one process that always holds. Among replicas it takes a store with an
 * atomic `insert`; without one, two that start within a store's round trip of each other may both run.
 *
 * @example pipeline(idempotency({ store }), router, failover(), upstream(options))
 */
export function idempotency(options: IdempotencyOptions): Middleware {
  const { store, partition = sharePartition, maxBytes = 1024 * 1024 } = options
  const { ttlMs = 86_400_000, runningTtlMs = 900_000, clock = systemClock } = options
  const claims = createClaims(store, { ttlMs, runningTtlMs, maxRunning: 100_000, clock })

  return async function idempotentCalls(context, next) {
    const headers = context.original.source?.headers ?? []
    const key = header(headers, 'idempotency-key')
    if (key === undefined || key === '') return next()
    if (key.length > maxKeyLength) throw tooLong()
    const id = recordKey(partition(context), key)
    const fingerprint = fingerprintOf(context.original)
    const bestEffort = header(headers, 'x-signalbox-idempotency') === 'best-effort'
    const known = await claims.claim(id, fingerprint, { bestEffort })
    if (known !== undefined) return repeat(context, known, fingerprint)

    const settle = async (record: IdempotencyRecord | undefined): Promise<void> => {
      try {
        await claims.settle(id, record)
      } catch (error) {
        // The answer is there; the key stays taken until it expires.
        context.logger.error('an idempotency key could not be settled', {
          requestId: context.id,
          error,
        })
      }
    }
    try {
      await next()
    } catch (thrown) {
      await settle(failed(fingerprint, GatewayError.from(thrown)))
      throw thrown
    }
    const reply = context.response
    if (reply?.type === 'stream') context.defer((outcome) => settle(ended(fingerprint, outcome)))
    else await settle(reply === undefined ? undefined : done(fingerprint, reply, maxBytes))
  }
}

function repeat(context: Context, known: IdempotencyRecord, fingerprint: string): void {
  if (known.fingerprint !== fingerprint) throw otherRequest()
  switch (known.state) {
    case 'running':
      throw conflict('A request with this Idempotency-Key is running; retry later.', 1000)
    case 'done':
      context.response = known.reply
      markUncharged(context, 'replayed')
      return
    case 'spent':
      throw conflict(`This request was answered; its answer is not kept.${costOf(known)}`)
    case 'failed':
      if (known.kind === 'cancelled')
        throw conflict('This request was cut off by its client; use a new Idempotency-Key.')
      throw new GatewayError(known.kind, known.text, { origin: 'gateway', status: known.status })
  }
}

function done(
  fingerprint: string,
  reply: Exclude<Reply, { type: 'stream' }>,
  maxBytes: number,
): IdempotencyRecord {
  const record: IdempotencyRecord = { fingerprint, state: 'done', reply }
  if (encodeRecord(record).length <= maxBytes) return record
  const { usage } = reply.type === 'completion' ? reply.completion : reply.result
  return { fingerprint, state: 'spent', usage }
}

function ended(fingerprint: string, { error, usage }: Outcome): IdempotencyRecord | undefined {
  return error === undefined ? { fingerprint, state: 'spent', usage } : failed(fingerprint, error)
}

function failed(fingerprint: string, error: GatewayError): IdempotencyRecord | undefined {
  if (error.ran === 'no') return undefined
  const { kind, message, status } = error
  return { fingerprint, state: 'failed', kind, text: message, status }
}

function costOf({ usage }: IdempotencyRecord & { state: 'spent' }): string {
  if (usage === undefined) return ''
  const { cacheRead, cacheWrite5m, cacheWrite1h, cacheWriteOther, uncached, toolUse } = usage.input
  const read = uncached + cacheRead + cacheWrite5m + cacheWrite1h + cacheWriteOther + toolUse
  const written = usage.output.text + usage.output.reasoning
  return ` It took ${String(read)} input and ${String(written)} output tokens.`
}

function conflict(message: string, retryAfterMs?: number): GatewayError {
  return new GatewayError('invalid_request', message, {
    origin: 'client',
    status: 409,
    ran: 'no',
    retryAfterMs,
  })
}

function otherRequest(): GatewayError {
  return new GatewayError(
    'invalid_request',
    'This Idempotency-Key belongs to another request; use a new one.',
    { origin: 'client', status: 422, ran: 'no' },
  )
}

function tooLong(): GatewayError {
  return new GatewayError(
    'invalid_request',
    `An Idempotency-Key has at most ${String(maxKeyLength)} characters.`,
    { origin: 'client', ran: 'no' },
  )
}
