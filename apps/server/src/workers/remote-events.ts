import type { EventPage, EventRing } from '../safety/event-ring.ts'
import type { Peer } from './peer.ts'

/** The events of rules in all workers, which the primary keeps. */
export function remoteEvents(peer: Peer): EventRing {
  return {
    push: (event) => peer.tell('safety-event', event),
    page: (query) => peer.call('safety-page', query) as Promise<EventPage>,
  }
}
