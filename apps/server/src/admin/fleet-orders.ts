import type { Bus } from '@signalbox/core'
import type { ForcedAction } from '@signalbox/resilience'

/** What one process does and orders all others of the installation to do. */
export interface FleetOrders {
  readonly force: (target: string, action: ForcedAction) => void
  /** Looks at every secret now: one of the store has changed. */
  readonly refreshSecrets: () => Promise<void>
  readonly close: () => void
}

/** What is done here when it is ordered. */
export interface FleetOrdersOptions {
  /** Absent: there are no others. */
  readonly bus: Bus | undefined
  readonly force: FleetOrders['force']
  readonly refreshSecrets: FleetOrders['refreshSecrets']
  readonly failed: (error: unknown) => void
}

const topic = 'admin.orders'
const actions: Readonly<Record<ForcedAction, true>> = {
  open: true,
  close: true,
  probe: true,
  drain: true,
}

/** Orders travel over the bus; who is not there misses them. */
export function createFleetOrders(options: FleetOrdersOptions): FleetOrders {
  const { bus, force, refreshSecrets, failed } = options
  const self = crypto.randomUUID()
  const leave = bus?.subscribe(topic, ({ from, target, action }) => {
    if (from === self) return
    if (typeof target !== 'string') refreshSecrets().catch(failed)
    else if (isAction(action)) force(target, action)
  })
  const tell = (order: { readonly target?: string; readonly action?: ForcedAction }) => {
    bus?.publish(topic, { from: self, ...order }).catch(failed)
  }
  return {
    force(target, action) {
      force(target, action)
      tell({ target, action })
    },
    async refreshSecrets() {
      tell({})
      await refreshSecrets()
    },
    close: () => leave?.(),
  }
}

/** Whether a word is one of the orders. */
export function isAction(word: unknown): word is ForcedAction {
  return typeof word === 'string' && Object.hasOwn(actions, word)
}
