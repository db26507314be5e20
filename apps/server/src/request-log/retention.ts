/** How long things are kept, in days, and how large a file may become. */
export interface Retention {
  readonly requestDays: number
  readonly minuteDays: number
  readonly hourDays: number
  /** Prompts and answers, where they are kept at all. */
  readonly contentDays: number
  /** Of a file; PostgreSQL is bounded by days alone. */
  readonly maxBytes: number
}

/** A week of requests and minutes, 400 days of hours, a day of content, 2 GB. */
export const defaultRetention: Retention = {
  requestDays: 7,
  minuteDays: 7,
  hourDays: 400,
  contentDays: 1,
  maxBytes: 2_000_000_000,
}

/** Unix ms and numbers of buckets before which things are too old. */
export interface Horizon {
  readonly request: number
  readonly content: number
  readonly minute: number
  readonly tenMinutes: number
  readonly hour: number
}

const dayMs = 86_400_000

/** What is too old now. */
export function horizonOf(
  { requestDays, minuteDays, hourDays, contentDays }: Retention,
  now: number,
): Horizon {
  const hour = Math.floor((now - hourDays * dayMs) / 3_600_000)
  return {
    request: Math.floor(now - requestDays * dayMs),
    content: Math.floor(now - contentDays * dayMs),
    minute: Math.floor((now - minuteDays * dayMs) / 60_000),
    tenMinutes: hour * 6,
    hour,
  }
}
