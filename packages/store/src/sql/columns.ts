import type { SqlRow, SqlValue } from './statement.ts'

/** The text of a column, '' for NULL. */
export function text(row: SqlRow, column: string): string {
  const value = row[column]
  return typeof value === 'string' ? value : ''
}

/** The whole number of a column, 0 for NULL. */
export function whole(row: SqlRow | undefined, column: string): bigint {
  const value = row?.[column]
  return typeof value === 'bigint' ? value : BigInt(Math.trunc(Number(value ?? 0)))
}

/** The number of a column, 0 for NULL. */
export function count(row: SqlRow | undefined, column: string): number {
  return Number(row?.[column] ?? 0)
}

/** A value that may be absent, as a parameter. */
export function orNull<T extends SqlValue>(value: T | undefined): T | null {
  return value ?? null
}
