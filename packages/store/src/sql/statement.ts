/** What a database takes and gives; whole numbers come back as bigint. */
export type SqlValue = string | number | bigint | null | Uint8Array

/** A row as it was read. */
export type SqlRow = Readonly<Record<string, SqlValue>>

/** SQL for both engines: `?` for values, and in braces what they say differently. */
export interface Statement {
  readonly sql: string
  readonly params: readonly SqlValue[]
}

/** A piece of work: yields statements, is given their rows, returns its answer. */
export type Steps<Answer> = Generator<Statement, Answer, readonly SqlRow[]>

/** How one engine says what the other says differently. */
export interface SqlDialect {
  readonly int: string
  readonly real: string
  readonly bytes: string
  /** After a column of text that is compared byte by byte. */
  readonly bytewise: string
  /** After the columns of a table. */
  readonly strict: string
  /** Unix ms by the clock of the store. */
  readonly now: string
  readonly lock: string
  readonly share: string
  readonly skipLocked: string
}

/** Puts the words of an engine in the place of `{name}`. */
export function inDialect(sql: string, dialect: SqlDialect): string {
  return sql.replaceAll(/\{(\w+)\}/gu, (_, name: keyof SqlDialect) => dialect[name])
}

/** `(?, ?), (?, ?)` for so many rows; `row` is one of them. */
export function placeholders(row: string, count: number): string {
  return Array.from({ length: count }, () => row).join(', ')
}

/** Parts of a list that fit the parameters of one statement. */
export function slices<T>(items: readonly T[], size = 100): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}
