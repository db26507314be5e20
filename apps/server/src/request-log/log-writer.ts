import type { Grade } from './grade.ts'
import type { LoggedRequest } from './log-line.ts'
import type { Retention } from './retention.ts'

/** What the lines of a batch say. */
export interface LoggedLines {
  readonly requests: readonly LoggedRequest[]
  readonly grades: readonly Grade[]
}

/** Where a worker writes; answers at once or later. */
export interface LogWriter {
  /** Unix ms of the last that earlier runs wrote that were cut off. */
  readonly cutOff: readonly number[]
  /** A batch is in the database whole, once, or not at all; false: it was there before. */
  write(batch: number, lines: LoggedLines): boolean | Promise<boolean>
  /** Deletes a piece of what is too old or too much; true: there is more to do. */
  prune(retention: Retention, now: number): boolean | Promise<boolean>
  /** Ends this run cleanly. */
  close(): void | Promise<void>
}
