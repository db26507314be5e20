import type { SnapshotChange, SnapshotStore } from '@signalbox/core'

import { changeFeed } from '../change-feed.ts'
import { applyChange, type Draft, pathKey } from '../snapshot-path.ts'

const pollMs = 10_000

/** Settings of one process: gone with it, bounded by the paths in use. */
export function memorySnapshotStore(): SnapshotStore {
  const root: Draft = {}
  const changes = new Map<string, SnapshotChange>()
  const listeners = new Set<() => void>()
  let version = 0n

  return {
    load: async () => ({ version, value: structuredClone(root) }),

    async write({ path, value }) {
      const { key, below } = pathKey(path)
      for (const known of changes.keys())
        if (known === key || known.startsWith(below)) changes.delete(known)
      version += 1n
      changes.set(key, { version, path: [...path], value: structuredClone(value) })
      applyChange(root, path, structuredClone(value))
      for (const wake of listeners) wake()
      return version
    },

    changes: (since) =>
      changeFeed(
        {
          after: async (seen) =>
            [...changes.values()]
              .filter((change) => change.version > seen)
              .map((change) => structuredClone(change)),
          onChange(wake) {
            listeners.add(wake)
            return () => void listeners.delete(wake)
          },
          pollMs,
        },
        since,
      ),
  }
}
