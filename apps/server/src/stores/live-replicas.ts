import type { LedgerStore } from '@signalbox/core'

/** The last known number of live replicas. */
export interface LiveReplicas {
  readonly count: () => number
  close(): void
}

const everyMs = 10_000

/** Counts by the heartbeats in the store; while that is away the last number stays. */
export function liveReplicas(store: Pick<LedgerStore, 'replicas'> | undefined): LiveReplicas {
  let known = 1
  const look = () => {
    store?.replicas().then(
      (count) => (known = Math.max(1, count)),
      () => undefined,
    )
  }
  const timer = store === undefined ? undefined : setInterval(look, everyMs).unref()
  look()
  return {
    count: () => known,
    close() {
      clearInterval(timer)
    },
  }
}
