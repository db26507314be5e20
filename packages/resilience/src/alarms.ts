import type { Clock } from '@signalbox/core'

/** Many timers over one sleep of a clock; a second after the last alarm nothing sleeps. */
export interface Alarms {
  /** Rings once when the monotonic time `due` has come; the answer takes it back. */
  at(due: number, ring: () => void): () => void
}

interface Alarm {
  readonly due: number
  readonly ring: () => void
  slot: number
}

/** Without a reason of its own an abort makes an error with a stack, per request. */
const noLonger = 'an earlier alarm was set'

/** Short enough to hold nobody's process, long enough that a request seldom arms a timer of its own. */
const longestSleepMs = 1000

/** Alarms on a clock. */
export function createAlarms(clock: Clock): Alarms {
  /** A set would keep what rang alive: each table it outgrows points to the next one. */
  const alarms: Alarm[] = []
  let armed: { readonly due: number; readonly stop: AbortController } | undefined

  function arm(): void {
    if (alarms.length === 0) return
    const now = clock.now()
    let due = now + longestSleepMs
    for (const alarm of alarms) due = Math.min(due, alarm.due)
    const stop = new AbortController()
    armed = { due, stop }
    // A sleep that was cut short was replaced by an earlier one.
    clock.sleep(Math.max(0, due - now), stop.signal).then(ringDue, () => undefined)
  }

  function ringDue(): void {
    armed = undefined
    const now = clock.now()
    for (const alarm of alarms.filter(({ due }) => due <= now).toSorted((a, b) => a.due - b.due))
      if (remove(alarm)) alarm.ring()
    if (armed === undefined) arm()
  }

  function remove(alarm: Alarm): boolean {
    if (alarms[alarm.slot] !== alarm) return false
    const last = alarms.pop()
    if (last !== undefined && last !== alarm) {
      alarms[alarm.slot] = last
      last.slot = alarm.slot
    }
    return true
  }

  return {
    at(due, ring) {
      const alarm = { due, ring, slot: alarms.length }
      alarms.push(alarm)
      if (armed === undefined || due < armed.due) {
        armed?.stop.abort(noLonger)
        arm()
      }
      return () => {
        remove(alarm)
      }
    },
  }
}
