import { TargetSignals } from './target-signals.ts'

/** What was learned, by target id. */
export interface SignalStore {
  of(targetId: string, now: number): TargetSignals
  /** All of them. */
  entries(): Iterable<readonly [targetId: string, signals: TargetSignals]>
}

const maxTargets = 20_000

/** Starts with nothing learned; forgets the target added first when there are too many. */
export function createSignalStore(): SignalStore {
  const byId = new Map<string, TargetSignals>()
  return {
    of(targetId, now) {
      let signals = byId.get(targetId)
      if (signals !== undefined) return signals
      if (byId.size >= maxTargets) {
        const first = byId.keys().next()
        if (first.done !== true) byId.delete(first.value)
      }
      byId.set(targetId, (signals = new TargetSignals(now)))
      return signals
    },
    entries: () => byId,
  }
}
