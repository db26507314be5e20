import type { UsageRow } from '@signalbox/core'

/** What makes two rows the same attempt. */
export function rowKey(row: Pick<UsageRow, 'requestId' | 'attempt' | 'ts'>): string {
  return `${String(row.ts)}/${String(row.attempt)}/${row.requestId}`
}

/** Text that every engine can keep: no NUL, no half of a surrogate pair. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\u{FFFD}')
}
