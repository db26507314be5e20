import type { Clock } from '@signalbox/core'

/** Many timers over one sleep of a clock; nothing sleeps while none is set. */
export interface Alarms {
  /** Rings once when the monotonic time `due` has come; the answer takes it back. */
  at(due: number, ring: () => void): () => void
}

interface Alarm {
  readonly due: number
  readonly ring: () => void
}

/** Without a reason of its own an abort makes an error with a stack, per request. */
const noLonger = 'no alarm is set'

/** Alarms on a clock. */
export function createAlarms(clock: Clock): Alarms {
  const alarms = new Set<Alarm>()
  let armed: { readonly due: number; readonly stop: AbortController } | undefined

  function arm(): void {
    let first = Infinity
    for (const { due } of alarms) first = Math.min(first, due)
    if (first === Infinity) return
    const stop = new AbortController()
    armed = { due: first, stop }
    // A sleep that was cut short was replaced by an earlier one, or nobody waits any more.
    clock.sleep(Math.max(0, first - clock.now()), stop.signal).then(ringDue, () => undefined)
  }

  function ringDue(): void {
    armed = undefined
    const now = clock.now()
    for (const alarm of alarms) {
      if (alarm.due > now) continue
      alarms.delete(alarm)
      alarm.ring()
    }
    if (armed === undefined) arm()
  }

  function disarm(): void {
    armed?.stop.abort(noLonger)
    armed = undefined
  }

  return {
    at(due, ring) {
      const alarm = { due, ring }
      alarms.add(alarm)
      if (armed === undefined || due < armed.due) {
        disarm()
        arm()
      }
      return () => {
        if (alarms.delete(alarm) && alarms.size === 0) disarm()
      }
    },
  }
}
