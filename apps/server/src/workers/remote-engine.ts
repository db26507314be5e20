import type { SnapshotChange } from '@signalbox/core'
import type { Engine } from '@signalbox/store'

import type { Peer } from './peer.ts'

type Method = Exclude<keyof Engine, 'changes' | typeof Symbol.asyncDispose>
type Feed = AsyncIterator<SnapshotChange>

// A method that the engine gains and this does not know is a type error.
const methods: Readonly<Record<Method, true>> = {
  get: true,
  set: true,
  del: true,
  lease: true,
  hold: true,
  beat: true,
  replicas: true,
  define: true,
  budgets: true,
  grant: true,
  flush: true,
  close: true,
  sweep: true,
  usage: true,
  fold: true,
  unpriced: true,
  load: true,
  write: true,
  enqueue: true,
  claim: true,
  extend: true,
  complete: true,
  fail: true,
  record: true,
  audit: true,
  forget: true,
  ready: true,
}

/** The store of the primary, in another process: every call travels, batched with its neighbours. */
export function remoteEngine(peer: Peer): Engine {
  const calls = Object.fromEntries(
    Object.keys(methods).map((name) => [
      name,
      (...given: readonly unknown[]) => peer.call('engine', name, given),
    ]),
  ) as unknown as Pick<Engine, Method>
  return {
    ...calls,
    changes: (since) => ({ [Symbol.asyncIterator]: () => remoteFeed(peer, since) }),
    // It is the primary's to close.
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

/** The other side of it, for one worker; `close` ends the feeds that a dead one left. */
export function engineHandlers(engine: Engine): {
  readonly handlers: {
    readonly engine: (name: Method, given: readonly never[]) => unknown
    readonly 'changes-next': (feed: string, since: bigint) => unknown
    readonly 'changes-end': (feed: string) => void
  }
  close(): void
} {
  const feeds = new Map<string, Feed>()
  return {
    handlers: {
      engine(name, given) {
        const method = engine[name] as (...all: readonly never[]) => unknown
        return method(...given)
      },
      'changes-next'(id, since) {
        const feed = feeds.get(id) ?? engine.changes(since)[Symbol.asyncIterator]()
        feeds.set(id, feed)
        return feed.next()
      },
      'changes-end'(id) {
        void feeds.get(id)?.return?.()
        feeds.delete(id)
      },
    },
    close() {
      for (const feed of feeds.values()) void feed.return?.()
      feeds.clear()
    },
  }
}

function remoteFeed(peer: Peer, since: bigint): Feed {
  const id = crypto.randomUUID()
  return {
    next: () => peer.call('changes-next', id, since) as ReturnType<Feed['next']>,
    return() {
      peer.tell('changes-end', id)
      return Promise.resolve({ done: true, value: undefined })
    },
  }
}
