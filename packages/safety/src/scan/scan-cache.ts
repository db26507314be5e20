import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

import type { RuleFinding } from './rule-finding.ts'

/** A finding and the place of its rule in the list. */
export interface CachedFinding extends Omit<RuleFinding, 'rule' | 'joined'> {
  readonly order: number
}

/** What one text held. */
export interface CachedScan {
  readonly findings: readonly CachedFinding[]
  readonly scores: Readonly<Record<string, number>>
}

/** What texts that were seen before held: offsets and scores, never the text. */
export interface ScanCache {
  get(key: string): CachedScan | undefined
  set(key: string, scan: CachedScan): void
}

/** A cache that forgets what was not asked for the longest; `maxBytes` is estimated. */
export function createScanCache(maxBytes: number = 16 * 1024 * 1024): ScanCache {
  const entries = new Map<string, CachedScan>()
  let bytes = 0
  const sizeOf = ({ findings }: CachedScan) => 300 + findings.length * 160
  return {
    get(key) {
      const scan = entries.get(key)
      if (scan === undefined) return undefined
      entries.delete(key)
      entries.set(key, scan)
      return scan
    },
    set(key, scan) {
      const before = entries.get(key)
      if (before !== undefined) bytes -= sizeOf(before)
      entries.delete(key)
      entries.set(key, scan)
      bytes += sizeOf(scan)
      for (const [oldest, dropped] of entries) {
        if (bytes <= maxBytes) return
        entries.delete(oldest)
        bytes -= sizeOf(dropped)
      }
    },
  }
}

/** A key that only the same text in the same role, tenant and policy has. */
export function cacheKey(text: string, scope: readonly string[]): string {
  return `${bytesToHex(sha256(utf8ToBytes(text)))} ${scope.join(' ')}`
}
