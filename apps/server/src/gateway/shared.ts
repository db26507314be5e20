import type { KvStore, Logger, Transport } from '@signalbox/core'
import type { DeferrableLane } from '@signalbox/resilience'

import type { ResponseShelf } from '../response-shelf.ts'
import type { LoadShed } from '../shed-load.ts'

/** What outlives a configuration. */
export interface Shared {
  readonly transport: Transport
  readonly logger: Logger | undefined
  readonly store: KvStore
  readonly shelf: ResponseShelf
  readonly loadShed: LoadShed
  readonly lane: DeferrableLane
}
