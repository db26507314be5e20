import type { HealthView } from '@signalbox/core'

import type { Config } from '../config/config.ts'
import { routingPart, type RoutingPart } from '../routing/routing-part.ts'

const well: HealthView = {
  circuit: () => ({ state: 'healthy' }),
  bucket: () => ({ requests: Infinity, tokens: Infinity, share: 1 }),
  concurrency: () => ({ inflight: 0, limit: Infinity }),
}

/** The routing of a configuration without a gateway: everybody is well, nothing has been learnt. */
export function offlineRouting(config: Config): RoutingPart {
  return routingPart(config, { health: well, logger: undefined })
}
