import type { KvStore } from '@signalbox/core'

import type { RequestLog } from '../request-log/request-log.ts'
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
  /** Takes what this worker has counted, answers how to read what all have. */
  readonly metricsOf: (own: () => string) => () => Promise<string>
}
