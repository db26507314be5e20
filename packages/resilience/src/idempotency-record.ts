import {
  GatewayError,
  sha256,
  type Completion,
  type ErrorKind,
  type GatewayRequest,
  type Reply,
  type Result,
  type Usage,
} from '@signalbox/core'

/** What is known of a request that carried a key. */
export type IdempotencyRecord = { readonly fingerprint: string } & (
  | { readonly state: 'running'; readonly owner: string }
  | { readonly state: 'done'; readonly reply: WholeReply }
  /** It was answered, but the answer is not kept: a stream, or too large. */
  | { readonly state: 'spent'; readonly usage?: Usage | undefined }
  | {
      readonly state: 'failed'
      readonly kind: ErrorKind
      readonly text: string
      readonly status: number
    }
)

/** A reply that can be kept. */
export type WholeReply = Exclude<Reply, { type: 'stream' }>

interface Written {
  readonly record: Exclude<IdempotencyRecord, { state: 'done' }> | DoneWritten
  readonly raw?: { readonly wire: string; readonly mediaType?: string | undefined } | undefined
}

interface DoneWritten {
  readonly fingerprint: string
  readonly state: 'done'
  readonly completion?: Completion
  readonly result?: Result
}

const newline = 0x0a

/** One line of JSON; behind it the provider's own bytes of a kept answer. */
export function encodeRecord(record: IdempotencyRecord): Uint8Array {
  if (record.state !== 'done') return line({ record })
  const { fingerprint, state, reply } = record
  const answer =
    reply.type === 'completion' ? { completion: reply.completion } : { result: reply.result }
  const raw = reply.raw === undefined ? undefined : { ...reply.raw, bytes: undefined }
  const head = line({ record: { fingerprint, state, ...answer }, raw })
  const bytes = reply.raw?.bytes ?? new Uint8Array()
  const out = new Uint8Array(head.length + bytes.length)
  out.set(head)
  out.set(bytes, head.length)
  return out
}

/** The record that `encodeRecord` wrote. */
export function decodeRecord(bytes: Uint8Array): IdempotencyRecord {
  const end = bytes.indexOf(newline)
  const written = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Written
  const { record } = written
  if (record.state !== 'done') return record
  const { fingerprint, state, completion, result } = record
  const raw =
    written.raw === undefined ? {} : { raw: { ...written.raw, bytes: bytes.slice(end + 1) } }
  if (completion !== undefined)
    return { fingerprint, state, reply: { type: 'completion', completion, ...raw } }
  if (result !== undefined) return { fingerprint, state, reply: { type: 'result', result, ...raw } }
  throw new GatewayError('internal', 'A kept answer is unreadable; use a new Idempotency-Key.')
}

/** What must be the same in a repetition: all but the bytes, the headers and the gateway's hints. */
export function fingerprintOf(request: GatewayRequest): string {
  const { source, hints: _hints, ...asked } = request
  return hex(JSON.stringify([source?.wire, asked]))
}

/** A short name of a key that says nothing about it. */
export function recordKey(partition: string, key: string): string {
  return `idempotency:${hex(JSON.stringify([partition, key]))}`
}

function line(written: Written): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(written)}\n`)
}

function hex(text: string): string {
  const hash = sha256(new TextEncoder().encode(text))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
