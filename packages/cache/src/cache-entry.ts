import type { Completion, Result, Target } from '@signalbox/core'

import type { WholeReply } from './cacheable.ts'

/** An answer with where it came from, when, and what it cost. */
export interface CacheEntry {
  readonly reply: WholeReply
  readonly target?: Target | undefined
  /** By which name it was asked for, where that stands for several targets. */
  readonly route?: string | undefined
  /** Unix ms. */
  readonly storedAt: number
  /** Null: there is no price. */
  readonly nanoUsd: bigint | null
}

interface Head {
  readonly completion?: Completion | undefined
  readonly result?: Result | undefined
  readonly raw?: { readonly wire: string; readonly mediaType?: string | undefined } | undefined
  readonly target?: Target | undefined
  readonly route?: string | undefined
  readonly storedAt: number
  readonly nanoUsd: string | null
}

/** Readers of another version take an entry for a miss. */
const formVersion = 1
const newline = 0x0a

type Rewrite = (text: string) => string

/** A version byte, one line of JSON, the provider's own bytes; rewritten, the bytes would be no more theirs. */
export function encodeEntry(
  { reply, target, route, storedAt, nanoUsd }: CacheEntry,
  rewrite?: Rewrite,
): Uint8Array {
  const answer =
    reply.type === 'completion' ? { completion: reply.completion } : { result: reply.result }
  // One wire writes the same vectors as one embedding or as a batch: bytes of one do not answer the other.
  const raw = rewrite === undefined && reply.type === 'completion' ? reply.raw : undefined
  const { wire, mediaType, bytes = new Uint8Array() } = raw ?? {}
  const head: Head = {
    ...answer,
    ...(wire === undefined ? {} : { raw: { wire, mediaType } }),
    target: target === undefined ? undefined : { ...target, capabilities: undefined },
    route,
    storedAt,
    nanoUsd: nanoUsd === null ? null : String(nanoUsd),
  }
  const json = JSON.stringify(head)
  const line = new TextEncoder().encode(`${rewrite === undefined ? json : rewrite(json)}\n`)
  const out = new Uint8Array(1 + line.length + bytes.length)
  out[0] = formVersion
  out.set(line, 1)
  out.set(bytes, 1 + line.length)
  return out
}

/** The entry again; undefined when somebody else wrote it. */
export function decodeEntry(bytes: Uint8Array, rewrite?: Rewrite): CacheEntry | undefined {
  if (bytes[0] !== formVersion) return undefined
  const end = bytes.indexOf(newline)
  let head: Head
  try {
    const json = new TextDecoder().decode(bytes.subarray(1, end))
    head = JSON.parse(rewrite === undefined ? json : rewrite(json)) as Head
  } catch {
    // A cut value: as good as none.
    return undefined
  }
  const { completion, result, target, route, storedAt, nanoUsd } = head
  const raw = head.raw === undefined ? {} : { raw: { ...head.raw, bytes: bytes.slice(end + 1) } }
  const known = { target, route, storedAt, nanoUsd: nanoUsd === null ? null : BigInt(nanoUsd) }
  if (completion !== undefined)
    return { ...known, reply: { type: 'completion', completion, ...raw } }
  if (result !== undefined) return { ...known, reply: { type: 'result', result, ...raw } }
  return undefined
}
