import type { AttemptRecord, RequestRecord } from '@signalbox/telemetry'

/** An attempt as it is stored: money as text. */
export interface LoggedAttempt extends Omit<AttemptRecord, 'nanoUsd'> {
  readonly nanoUsd?: string | null | undefined
}

/** A request as it travels to the worker: JSON has no integers of that size. */
export interface LoggedRequest extends Omit<
  RequestRecord,
  'nanoUsd' | 'savedNanoUsd' | 'attempts'
> {
  readonly nanoUsd: string
  readonly savedNanoUsd?: string | undefined
  readonly attempts: readonly LoggedAttempt[]
}

/** A record without bigints. */
export function loggedOf(record: RequestRecord): LoggedRequest {
  const { savedNanoUsd, attempts } = record
  return {
    ...record,
    nanoUsd: String(record.nanoUsd),
    savedNanoUsd: savedNanoUsd === undefined ? undefined : String(savedNanoUsd),
    attempts: attempts.map((attempt) => {
      const { nanoUsd } = attempt
      const text = nanoUsd === undefined || nanoUsd === null ? nanoUsd : String(nanoUsd)
      return { ...attempt, nanoUsd: text }
    }),
  }
}
