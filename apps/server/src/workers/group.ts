import type { KvStore } from '@signalbox/core'

import type { ConfigChange } from '../admin/take-change.ts'
import type { RequestLog } from '../request-log/request-log.ts'
import type { EventRing } from '../safety/event-ring.ts'
import type { LiveFeed } from '../telemetry/live-feed.ts'

/** What one gateway shares with the others of its group, so that all of them tell the same. */
export interface Group {
  /** Undefined: requests are not written down. */
  readonly log: RequestLog | undefined
  readonly live: LiveFeed
  /** For answers that another worker may be asked about. */
  readonly continuity: {
    readonly key: Uint8Array<ArrayBuffer>
    readonly store: KvStore & AsyncDisposable
  }
  /** Takes how many rows of this worker's books are on their way; sums of any worker wait for them. */
  readonly pendingOf: (rows: () => number) => void
  /** What rules did, in all workers. */
  readonly safetyEvents: EventRing
  readonly changes: GroupChanges
  /** Takes what this worker knows of something, answers how to read what each of them knows. */
  readonly gather: <Value>(name: string, own: () => Value) => () => Promise<readonly Value[]>
  /** Takes what this worker has counted, answers how to read what all have. */
  readonly metricsOf: (own: () => string) => () => Promise<string>
}

/** What was put in force by hand, which all workers take over in the same order. */
export interface GroupChanges {
  /** Those that still hold for a worker that starts now. */
  readonly before: readonly ConfigChange[]
  /** To all others, and to those that start later. */
  readonly tell: (change: ConfigChange) => void
  readonly onTold: (listener: (change: ConfigChange) => void) => void
  /** The file was read again: what was put in force by hand holds no more. */
  readonly forget: () => void
}
