import { StoreError, type StoreFailure } from '../store-error.ts'
import type { ThreadFailure } from './protocol.ts'

const reasons: Readonly<Record<number, StoreFailure>> = {
  5: 'locked',
  6: 'locked',
  10: 'unavailable',
  11: 'corrupt',
  13: 'disk-full',
  14: 'unavailable',
  26: 'corrupt',
}

/** What an error of SQLite means to a caller, in words that say what to do. */
export function sqliteFailure(error: unknown, path: string): ThreadFailure {
  if (error instanceof StoreError) return { reason: error.reason, message: error.message }
  const reason = reasonOf(error)
  const detail = error instanceof Error ? error.message : String(error)
  return { reason, message: sentences[reason]?.(path) ?? `SQLite refused: ${detail}` }
}

/** Why SQLite refused; `failed` when it was the statement's own fault. */
export function reasonOf(error: unknown): StoreFailure {
  const code = typeof error === 'object' && error !== null && 'errcode' in error && error.errcode
  return (typeof code === 'number' ? reasons[code & 0xff] : undefined) ?? 'failed'
}

const sentences: Readonly<Partial<Record<StoreFailure, (path: string) => string>>> = {
  locked: (path) =>
    `${path} is in use by another process. One process at a time owns a data directory: stop the other one, give this one a path of its own, or use PostgreSQL for several.`,
  'disk-full': (path) =>
    `There is no room left for ${path}. Free disk space; writing goes on by itself.`,
  corrupt: (path) => `${path} is not a healthy SQLite database. Restore it from a backup.`,
  unavailable: (path) => `${path} cannot be read or written. Check the disk and the permissions.`,
}
