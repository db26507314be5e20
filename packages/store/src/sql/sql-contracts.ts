import type {
  AuditStore,
  ClaimStore,
  JobStore,
  LeaseStore,
  LedgerStore,
  SlotStore,
  SnapshotStore,
} from '@signalbox/core'

import { changeFeed } from '../change-feed.ts'
import { storable } from '../row-key.ts'
import type { Execute } from './operations.ts'
import { slices } from './statement.ts'

/** What an SQL engine offers beside its life cycle. */
export interface SqlContracts
  extends ClaimStore, LeaseStore, SlotStore, LedgerStore, SnapshotStore, JobStore, AuditStore {}

const rowsPerTransaction = 500
const setsPerPurge = 500

/** The contracts of core over operations; `onChange` wakes whoever waits for new settings. */
export function sqlContracts(
  execute: Execute,
  settings: { readonly onChange: (wake: () => void) => () => void; readonly pollMs: number },
): SqlContracts {
  let sets = 0
  return {
    get: (key) => execute('getValue', storable(key)),
    async set(key, value, ttlMs) {
      if (ttlMs <= 0) return execute('deleteValue', storable(key))
      sets += 1
      // The caller may write to its array while this waits.
      const done = execute('setValue', storable(key), value.slice(), ttlMs)
      if (sets % setsPerPurge === 0) await execute('purgeValues')
      return done
    },
    insert: (key, value, ttlMs) => execute('insertValue', storable(key), value.slice(), ttlMs),
    del: (key) => execute('deleteValue', storable(key)),

    async lease(key, bucket) {
      const { cap, ratePerSec, want } = bucket
      if (cap <= 0 || ratePerSec <= 0)
        return { granted: 0, retryAtMs: want > 0 ? Number.POSITIVE_INFINITY : 0 }
      const { granted, left } = await execute('takeTokens', storable(key), bucket)
      if (granted >= want) return { granted, retryAtMs: 0 }
      const waitMs = ((Math.min(want, cap) - left) * 1000) / ratePerSec
      return { granted, retryAtMs: Math.ceil(Date.now() + Math.max(0, waitMs)) }
    },

    hold: (key, ask) =>
      execute('holdSlots', storable(key), { ...ask, holder: storable(ask.holder) }),

    beat: (replica) => execute('beat', replica),
    replicas: () => execute('countReplicas'),
    define: (budgets) => execute('defineBudgets', budgets),
    budgets: (ids) => execute('readBudgets', ids),
    grant: (ask) => execute('grant', ask),
    async flush(rows) {
      for (const slice of slices(rows, rowsPerTransaction)) await execute('flush', slice)
    },
    close: (lease) => execute('closeOne', lease),
    sweep: (ttlMs) => execute('sweep', ttlMs),
    usage: (query) => execute('sumUsage', query),
    unpriced: (limit) => execute('unpricedUsage', limit),
    fold: (before) => execute('foldUsage', before),

    load: () => execute('loadSettings'),
    write: (change) => execute('writeSetting', change),
    changes: (since) =>
      changeFeed({ ...settings, after: (version) => execute('changesAfter', version) }, since),

    enqueue: (job) =>
      execute('addJob', { ...job, runAt: ceil(job.runAt), id: crypto.randomUUID() }),
    claim: (type, count, leaseMs) => execute('claimJobs', type, count, leaseMs),
    extend: (id, leaseMs) => execute('extendJob', id, leaseMs),
    complete: (id) => execute('completeJob', id),
    fail: (id, retryAt) => execute('failJob', id, ceil(retryAt)),

    record: (row) => execute('addAudit', row),
    audit: (query) => execute('readAudit', query),
    forget: (olderThan) => execute('purgeAudit', olderThan),
  }
}

function ceil(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.ceil(ms)
}
