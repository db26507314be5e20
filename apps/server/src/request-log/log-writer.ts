import type { LoggedRequest } from './log-line.ts'
import type { Retention } from './retention.ts'

/** Where a worker writes; answers at once or later. */
export interface LogWriter {
  /** Unix ms of the last that earlier runs wrote that were cut off. */
  readonly cutOff: readonly number[]
  /** A batch is in the database whole, once, or not at all; false: it was there before. */
  write(batch: number, requests: readonly LoggedRequest[]): boolean | Promise<boolean>
  /** Deletes a piece of what is too old or too much; true: there is more to do. */
  prune(retention: Retention, now: number): boolean | Promise<boolean>
  /** Ends this run cleanly. */
  close(): void | Promise<void>
}
