import type { ConfigChange } from '../admin/take-change.ts'
import type { Config } from '../config/config.ts'
import type { Stores } from '../stores/open-stores.ts'
import type { Group } from './group.ts'
import { createPeer, type Peer, type PeerMessage } from './peer.ts'
import { remoteEvents } from './remote-events.ts'
import { remoteLive } from './remote-live.ts'
import { remoteLog } from './remote-log.ts'
import type { Seated, Welcome } from './welcome.ts'
import { groupBus, groupValues, workerStores } from './worker-stores.ts'

/** A worker's place in its group. */
export interface Membership {
  readonly welcome: Welcome
  readonly group: Group
  readonly stores: (config: Config) => Stores
  /** Where the one simulator of the group listens; it starts when somebody asks. */
  readonly simulatorUrl: () => Promise<string>
  readonly listening: (url: string) => void
  /** Hands over what was counted here, before this process ends. */
  readonly leave: () => Promise<void>
}

/** A channel to the primary. */
export interface Channel {
  send(messages: readonly PeerMessage[]): void
  onMessages(hear: (messages: readonly PeerMessage[]) => void): void
  onEnd(end: () => void): void
}

/** What the primary may order: to drain, to read the configuration again. */
export interface Orders {
  readonly stop: () => void
  readonly reload: () => void
}

/** Joins the group of a primary. */
export async function joinGroup(channel: Channel, orders: Orders): Promise<Membership> {
  let counted = () => ''
  let pending = () => 0
  let hear: (change: ConfigChange) => void = () => {}
  const readers = new Map<string, () => unknown>()
  const { bus, handlers: busHandlers } = groupBus(() => peer)
  const live = remoteLive(() => peer)
  const peer: Peer = createPeer((messages) => channel.send(messages), {
    ...busHandlers,
    ...live.handlers,
    stop: orders.stop,
    reload: orders.reload,
    metrics: (stats: Parameters<typeof log.note>[0] | undefined) => {
      if (stats !== undefined) log.note(stats)
      return counted()
    },
    change: (told: ConfigChange) => hear(told),
    gather: (name: string) => readers.get(name)?.(),
    'log-flush': () => log.flush(),
    'books-flush': () => emptied(() => pending()),
  })
  const log = remoteLog(peer)
  channel.onMessages((messages) => peer.hear(messages))
  channel.onEnd(() => peer.end())
  const welcome = (await peer.call('hello')) as Seated
  return {
    welcome,
    group: {
      log: welcome.isLogged ? log : undefined,
      live,
      continuity: { key: new Uint8Array(welcome.continuityKey), store: groupValues(peer) },
      safetyEvents: remoteEvents(peer),
      changes: {
        before: welcome.changes,
        tell: (change) => peer.tell('change', change),
        onTold(listener) {
          hear = listener
        },
        forget: () => peer.tell('changes-forget'),
      },
      gather(name, own) {
        readers.set(name, own)
        return () => peer.call('gather', name) as Promise<readonly ReturnType<typeof own>[]>
      },
      pendingOf(rows) {
        pending = rows
      },
      metricsOf(own) {
        counted = own
        return () => peer.call('metrics') as Promise<string>
      },
    },
    stores: (config) => workerStores(config, welcome, { peer, bus }),
    simulatorUrl: () => peer.call('simulator') as Promise<string>,
    listening: (url) => peer.tell('listening', url),
    async leave() {
      await log.flush()
      await peer.call('leave', counted())
    },
  }
}

const booksWithinMs = 900
const lookEveryMs = 10

/** The books go out by themselves within moments; a store that is away is not waited for. */
async function emptied(rows: () => number): Promise<void> {
  const ends = performance.now() + booksWithinMs
  while (rows() > 0 && performance.now() < ends)
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
}
