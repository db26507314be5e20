import type { SlotAnswer, SlotAsk } from '@signalbox/core'

import { count, text } from './columns.ts'
import type { Steps } from './statement.ts'

// Nobody: its row is there to be waited for.
const gate = ''

/** Sets how many places a holder has, as far as the others left some. */
export function* holdSlots(key: string, ask: SlotAsk): Steps<SlotAnswer> {
  yield* put(key, gate, { held: 0, turn: 0, ttlMs: ask.ttlMs })
  const rows = yield {
    sql: `SELECT holder, held, turn FROM sb_slot WHERE key = ? AND expires_at > {now}`,
    params: [key],
  }
  const known = rows.find((row) => text(row, 'holder') === ask.holder)
  const others = rows
    .filter((row) => row !== known)
    .reduce((sum, row) => sum + count(row, 'held'), 0)
  const room = Math.max(0, ask.limit - others)
  if (known !== undefined && ask.turn <= count(known, 'turn')) {
    const held = count(known, 'held')
    return { held, free: Math.max(0, room - held) }
  }
  const held = Math.max(0, Math.min(ask.want, room))
  yield* put(key, ask.holder, { held, turn: ask.turn, ttlMs: ask.ttlMs })
  return { held, free: room - held }
}

function* put(
  key: string,
  holder: string,
  { held, turn, ttlMs }: { readonly held: number; readonly turn: number; readonly ttlMs: number },
): Steps<void> {
  yield {
    sql: `INSERT INTO sb_slot (key, holder, held, turn, expires_at)
        VALUES (?, ?, ?, ?, {now} + CAST(? AS {int}))
      ON CONFLICT (key, holder) DO UPDATE SET held = excluded.held, turn = excluded.turn,
        expires_at = excluded.expires_at`,
    params: [key, holder, held, turn, Math.ceil(ttlMs)],
  }
}
