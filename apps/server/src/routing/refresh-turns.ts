import type { Bus, LeaseStore, Logger } from '@signalbox/core'

import type { RefreshTurns } from './refresh-schedule.ts'

const topic = 'signalbox.catalog'
const lease = 'catalog:refresh'
// A turn must be there again when the next refresh is due, whatever the jitter.
const sooner = 0.8

/** Turns by a shared limit of one per interval; without an answer from the store everybody fetches. */
export function sharedTurns(
  { leases, bus }: { readonly leases: LeaseStore; readonly bus: Bus },
  logger: Logger | undefined,
): RefreshTurns {
  const failed = (error: unknown) => {
    logger?.warn('the other replicas could not be asked about price lists', { error })
  }
  const from = crypto.randomUUID()
  return {
    async take(everyHours) {
      const ratePerSec = 1 / (everyHours * 3600 * sooner)
      try {
        return (await leases.lease(lease, { cap: 1, ratePerSec, want: 1 })).granted > 0
      } catch (error) {
        failed(error)
        return true
      }
    },
    tell() {
      bus.publish(topic, { from }).catch(failed)
    },
    onTold: (listener) =>
      bus.subscribe(topic, (message) => {
        if (message['from'] !== from) listener()
      }),
  }
}
