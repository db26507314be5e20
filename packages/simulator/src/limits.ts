/** Requests of the running minute by key and model. */
export interface MinuteCounts {
  /** Counts one more and says how many that makes and when the minute ends. */
  count(name: string, nowMs: number): { readonly count: number; readonly endsInMs: number }
}

const MINUTE_MS = 60_000
const MAX_WINDOWS = 10_000

export function createMinuteCounts(): MinuteCounts {
  const windows = new Map<string, { startMs: number; count: number }>()
  return {
    count(name, nowMs) {
      let window = windows.get(name)
      if (window === undefined || nowMs - window.startMs >= MINUTE_MS) {
        window = { startMs: nowMs, count: 0 }
        windows.delete(name)
        windows.set(name, window)
        for (const oldest of windows.keys()) {
          if (windows.size <= MAX_WINDOWS) break
          windows.delete(oldest)
        }
      }
      window.count++
      return { count: window.count, endsInMs: window.startMs + MINUTE_MS - nowMs }
    },
  }
}
