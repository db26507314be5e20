import type { KvStore, Logger, Transport } from '@signalbox/core'
import type { DeferrableLane } from '@signalbox/resilience'
import type { Detector } from '@signalbox/safety'
import type { Redactor } from '@signalbox/secrets'
import type { Tenancy } from '@signalbox/tenancy'

import type { ServerLedger } from '../ledger/server-ledger.ts'
import type { ResponseShelf } from '../response-shelf.ts'
import type { EventRing } from '../safety/event-ring.ts'
import type { LoadShed } from '../shed-load.ts'
import type { Stores } from '../stores/open-stores.ts'
import type { ServerTelemetry } from '../telemetry/server-telemetry.ts'

/** What outlives a configuration. */
export interface Shared {
  readonly transport: Transport
  readonly logger: Logger | undefined
  /** Of this process; gone with it. */
  readonly store: KvStore
  readonly stores: Stores
  readonly tenancy: Tenancy
  readonly ledger: ServerLedger
  /** Knows every live secret; the logger writes through it. */
  readonly redactor: Redactor
  readonly telemetry: ServerTelemetry
  readonly shelf: ResponseShelf
  readonly loadShed: LoadShed
  readonly lane: DeferrableLane
  /** Local detectors with their data; absent: those that need none. */
  readonly detectors?: readonly Detector[] | undefined
  /** What rules did in all processes that answer on one address; absent: this one answers alone. */
  readonly safetyEvents?: EventRing | undefined
}
