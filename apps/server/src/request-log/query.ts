/** What a database takes. */
export type SqlValue = string | number | bigint | null | Uint8Array

/** A row by the names of its columns, or by their numbers where that was asked for. */
export type Row = Readonly<Record<string | number, unknown>>

/** SQL that every engine understands, `?` for values. */
export interface Ask {
  readonly sql: string
  readonly values: readonly SqlValue[]
  /** Rows without names, which are read faster. */
  readonly isPlain?: boolean | undefined
}

/** A question: asks a database, is given rows, returns its answer; whoever runs it may wait for them. */
export type Query<Answer> = Generator<Ask, Answer, readonly Row[]>

/** Asks a database that answers at once. */
export function runQuery<Answer>(
  query: Query<Answer>,
  rowsOf: (ask: Ask) => readonly Row[],
): Answer {
  let step = query.next()
  while (step.done !== true) step = query.next(rowsOf(step.value))
  return step.value
}

/** Asks a database behind a network. */
export async function awaitQuery<Answer>(
  query: Query<Answer>,
  rowsOf: (ask: Ask) => Promise<readonly Row[]>,
): Promise<Answer> {
  let step = query.next()
  while (step.done !== true) step = query.next(await rowsOf(step.value))
  return step.value
}
