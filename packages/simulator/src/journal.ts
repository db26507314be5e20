/** What the provider would put on the bill; the buckets do not overlap. */
export interface Billed {
  readonly input: number
  readonly cacheRead: number
  readonly cacheWrite: number
  readonly output: number
  readonly reasoning: number
}

/** One request as the provider saw it. */
export interface JournalEntry {
  /** ISO time of arrival. */
  readonly at: string
  readonly method: string
  /** With the query, without a key in it. */
  readonly path: string
  /** The format, for example `openai-chat`; empty where no route matched. */
  readonly wire: string
  /** As the client sent it, knobs included. */
  readonly model: string
  readonly stream: boolean
  /** The presented key's last four characters after `…`; empty without a key. */
  readonly key: string
  /** Without credentials. */
  readonly headers: { readonly [name: string]: string }
  readonly body: unknown
  /** 0 until something was answered. */
  readonly status: number
  /** Content chunks that left. */
  readonly sentChunks: number
  /** True when the client left before the end. */
  readonly aborted: boolean
  readonly billed: Billed
}

export const NOTHING_BILLED: Billed = {
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
}

/** A journal line that is still being written. */
export type OpenEntry = { -readonly [Name in keyof JournalEntry]: JournalEntry[Name] }

export interface Journal {
  add(entry: OpenEntry, bytes: number): OpenEntry
  entries(): readonly JournalEntry[]
  clear(): void
}

const MAX_BYTES = 64 * 1024 * 1024

/** Keeps the newest entries, bounded by count and by the bytes of their bodies. */
export function createJournal(maxEntries = 10_000, maxBytes: number = MAX_BYTES): Journal {
  let kept: { readonly entry: OpenEntry; readonly bytes: number }[] = []
  let total = 0
  let first = 0
  function dropOldest(): void {
    total -= kept[first]?.bytes ?? 0
    first++
    if (first > 1_024 && first * 2 > kept.length) {
      kept = kept.slice(first)
      first = 0
    }
  }
  return {
    add(entry, bytes) {
      kept.push({ entry, bytes })
      total += bytes
      while (kept.length - first > maxEntries || (total > maxBytes && kept.length - first > 1)) {
        dropOldest()
      }
      return entry
    },
    entries: () => kept.slice(first).map(({ entry }) => ({ ...entry })),
    clear() {
      kept = []
      total = 0
      first = 0
    },
  }
}
