import type { LiveEvent, LiveFeed } from '../telemetry/live-feed.ts'
import type { Peer } from './peer.ts'

/** What happens in all workers, in the order in which the primary heard of it. */
export interface RemoteLive extends LiveFeed {
  /** For the event handler of the peer. */
  readonly handlers: { readonly 'live-event': (listener: string, event: LiveEvent) => void }
}

/** The primary's feed in another process; it hears of requests by their log. */
export function remoteLive(peer: () => Peer): RemoteLive {
  const listeners = new Map<string, (event: LiveEvent) => void>()
  return {
    request() {
      // The primary takes it from the record that it writes down.
    },
    tell(type, data) {
      peer().tell('live-tell', type, data)
    },
    listen(listener, since) {
      const id = crypto.randomUUID()
      listeners.set(id, listener)
      peer().tell('live-listen', id, since)
      return () => {
        listeners.delete(id)
        peer().tell('live-leave', id)
      }
    },
    handlers: {
      'live-event'(id, event) {
        listeners.get(id)?.(event)
      },
    },
  }
}

/** The other side of it, for one worker. */
export function liveHandlers(
  feed: LiveFeed,
  peer: () => Peer,
): {
  readonly handlers: {
    readonly 'live-tell': LiveFeed['tell']
    readonly 'live-listen': (id: string, since: number | undefined) => void
    readonly 'live-leave': (id: string) => void
  }
  close(): void
} {
  const leaving = new Map<string, () => void>()
  return {
    handlers: {
      'live-tell': (type, data) => feed.tell(type, data),
      'live-listen'(id, since) {
        leaving.set(
          id,
          feed.listen((event) => peer().tell('live-event', id, event), since),
        )
      },
      'live-leave'(id) {
        leaving.get(id)?.()
        leaving.delete(id)
      },
    },
    close() {
      for (const leave of leaving.values()) leave()
      leaving.clear()
    },
  }
}
