import { type Bus, type Clock, memoryStore } from '@signalbox/core'

import type { Engine } from '../engine.ts'
import { memoryAuditStore } from './memory-audit-store.ts'
import { memoryBus } from './memory-bus.ts'
import { memoryJobStore } from './memory-job-store.ts'
import { memoryLedgerStore } from './memory-ledger-store.ts'
import { memorySnapshotStore } from './memory-snapshot-store.ts'

/** Where a memory engine takes its time from and how many bytes of values it may hold. */
export interface MemoryEngineOptions {
  readonly clock?: Pick<Clock, 'now' | 'wall'> | undefined
  readonly maxBytes?: number | undefined
}

/** Every contract in one process, without a disk and gone with it. */
export function memoryEngine(options: MemoryEngineOptions = {}): Engine & Bus {
  return {
    ...memoryStore(options),
    ...memoryLedgerStore(options),
    ...memorySnapshotStore(),
    ...memoryJobStore(options),
    ...memoryAuditStore(),
    ...memoryBus(),
    ready: async () => {},
  }
}
