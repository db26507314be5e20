import { count } from './columns.ts'
import type { Steps } from './statement.ts'

/** A shared limit and what one asks of it. */
export interface BucketAsk {
  readonly cap: number
  readonly ratePerSec: number
  readonly want: number
}

/** What was taken and what the bucket holds now. */
export interface BucketAnswer {
  readonly granted: number
  readonly left: number
}

/** Takes tokens; for an engine with one writer. A clock that jumps back adds nothing. */
export function* takeTokens(
  key: string,
  { cap, ratePerSec, want }: BucketAsk,
): Steps<BucketAnswer> {
  const [row] = yield {
    sql: 'SELECT tokens, at, {now} AS now FROM sb_bucket WHERE key = ?',
    params: [key],
  }
  const elapsed = Math.max(0, count(row, 'now') - count(row, 'at'))
  const held = row === undefined ? cap : count(row, 'tokens') + (elapsed * ratePerSec) / 1000
  const tokens = Math.min(cap, held)
  const granted = Math.max(0, Math.min(want, Math.floor(tokens)))
  yield {
    sql: `INSERT INTO sb_bucket (key, tokens, at, granted) VALUES (?, ?, {now}, ?)
      ON CONFLICT (key) DO UPDATE SET tokens = excluded.tokens, at = excluded.at,
        granted = excluded.granted`,
    params: [key, tokens - granted, granted],
  }
  return { granted, left: tokens - granted }
}

const held = `LEAST(CAST(? AS {real}), b.tokens + GREATEST(0, excluded.at - b.at) * CAST(? AS {real}) / 1000)`
const given = `GREATEST(0, LEAST(CAST(? AS {real}), FLOOR(${held})))`

/** The same in one statement, for an engine with many writers; who waited for the row never turns its clock back. */
export function* takeTokensAtOnce(key: string, ask: BucketAsk): Steps<BucketAnswer> {
  const { cap, ratePerSec, want } = ask
  const first = Math.max(0, Math.min(want, Math.floor(cap)))
  const [row] = yield {
    sql: `INSERT INTO sb_bucket AS b (key, tokens, at, granted)
        VALUES (?, CAST(? AS {real}), {now}, CAST(? AS {real}))
      ON CONFLICT (key) DO UPDATE SET granted = ${given}, tokens = ${held} - ${given},
        at = CASE WHEN b.at > excluded.at AND b.at < excluded.at + 10000 THEN b.at ELSE excluded.at END
      RETURNING granted, tokens`,
    params: [
      key,
      cap - first,
      first,
      want,
      cap,
      ratePerSec,
      cap,
      ratePerSec,
      want,
      cap,
      ratePerSec,
    ],
  }
  return { granted: count(row, 'granted'), left: count(row, 'tokens') }
}
