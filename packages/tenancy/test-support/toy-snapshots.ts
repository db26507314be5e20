import type { Bus, JsonObject, SnapshotChange, SnapshotStore } from '@signalbox/core'

/** A store of snapshots in memory that can go away, forget to tell, or skip versions. */
export interface ToySnapshots extends SnapshotStore {
  away: boolean
  /** Changes are no longer told; only `load` sees them. */
  mute: boolean
  loads: number
  skip(): void
}

/** An empty one. */
export function toySnapshots(): ToySnapshots {
  const changes: SnapshotChange[] = []
  const sections = new Map<string, Map<string, JsonObject>>()
  let version = 0n
  let wake: (() => void)[] = []

  function check(): void {
    if (toy.away) throw new Error('the store is away')
  }

  const toy: ToySnapshots = {
    away: false,
    mute: false,
    loads: 0,
    skip() {
      version++
    },
    async load() {
      toy.loads++
      check()
      const value = Object.fromEntries(
        [...sections].map(([name, entries]) => [name, Object.fromEntries(entries)]),
      )
      return { version, value }
    },
    async *changes(since) {
      let at = since
      for (;;) {
        const next = toy.mute ? undefined : changes.find((change) => change.version > at)
        if (next === undefined) await new Promise<void>((resolve) => wake.push(resolve))
        else {
          at = next.version
          yield next
        }
      }
    },
    async write({ path, value }) {
      check()
      const [section = '', id = ''] = path
      const entries = sections.get(section) ?? new Map<string, JsonObject>()
      sections.set(section, entries)
      if (value === undefined) entries.delete(id)
      else entries.set(id, value)
      version++
      changes.push({ version, path, value })
      const waiting = wake
      wake = []
      for (const resolve of waiting) resolve()
      return version
    },
  }
  return toy
}

/** A bus between replicas of one process. */
export function toyBus(): Bus {
  const listeners = new Map<string, Set<(message: JsonObject) => void>>()
  return {
    async publish(topic, message) {
      for (const listener of listeners.get(topic) ?? []) listener(message)
    },
    subscribe(topic, listener) {
      const all = listeners.get(topic) ?? new Set()
      listeners.set(topic, all.add(listener))
      return () => void all.delete(listener)
    },
  }
}
