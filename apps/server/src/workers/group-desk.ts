import {
  memoryStore,
  type JsonObject,
  type KvStore,
  type LeaseStore,
  type SlotStore,
} from '@signalbox/core'
import type { Engine } from '@signalbox/store'
import type { RequestRecord } from '@signalbox/telemetry'

import type { ConfigChange } from '../admin/take-change.ts'
import type { Grade } from '../request-log/grade.ts'
import type { RequestLog } from '../request-log/request-log.ts'
import { createEventRing, type EventRing } from '../safety/event-ring.ts'
import { createLiveFeed } from '../telemetry/live-feed.ts'
import { mergeMetrics } from './merge-metrics.ts'
import { createPeer, type Peer, type PeerMessage } from './peer.ts'
import { engineHandlers } from './remote-engine.ts'
import { liveHandlers } from './remote-live.ts'
import type { LogQuestion } from './remote-log.ts'
import type { Seated, Welcome } from './welcome.ts'

/** What the primary keeps for its workers. */
export interface GroupDeskOptions {
  /** Undefined: workers open the store themselves. */
  readonly engine: Engine | undefined
  readonly log: RequestLog | undefined
  readonly simulatorUrl: () => Promise<string>
}

/** Serves the workers of a group: what they share stands here once. */
export interface GroupDesk {
  /** `onListening` is called when the worker serves. */
  seat(worker: {
    readonly welcome: () => Welcome
    readonly send: (messages: readonly PeerMessage[]) => void
    readonly onListening: (url: string) => void
  }): Seat
}

/** One worker at the desk. */
export interface Seat {
  readonly peer: Peer
  /** The process is gone. */
  close(): void
}

const answerWithinMs = 1000

interface Member {
  readonly peer: Peer
  /** What it has counted, as of the last time it was asked. */
  counted: string
  isListening: boolean
}

/** Opens the desk. */
export function openGroupDesk({ engine, log, simulatorUrl }: GroupDeskOptions): GroupDesk {
  const shared = memoryStore()
  const live = createLiveFeed()
  const safetyEvents = createEventRing()
  const members = new Set<Member>()
  let changes: readonly ConfigChange[] = []
  let ended: readonly string[] = []

  const all = <Value>(ask: (member: Member, index: number) => Promise<Value>) =>
    Promise.all([...members].map((member, index) => within(ask(member, index))))

  async function metrics(): Promise<string> {
    await all(async (member, index) => {
      if (!member.isListening) return
      const stats = index === 0 ? log?.stats() : undefined
      member.counted = (await member.peer.call('metrics', stats)) as string
    })
    return mergeMetrics(
      [...members].map(({ counted }) => counted),
      ended,
    )
  }

  /** Sums are those of all workers, of their last moments too. */
  function withAllRows(one: Engine): Engine {
    return {
      ...one,
      async usage(query) {
        await all(({ peer, isListening }) =>
          isListening ? peer.call('books-flush') : Promise.resolve(undefined),
        )
        return one.usage(query)
      },
    }
  }

  /** A whole configuration makes all before it void, rules those before them. */
  function take(change: ConfigChange): void {
    const kept = change.kind === 'config' ? [] : changes.filter(({ kind }) => kind === 'config')
    changes = [...kept, change]
  }

  const common = {
    kv: (name: keyof KvStore, given: readonly never[]) =>
      (shared[name] as (...all: readonly never[]) => unknown)(...given),
    lease: ((key, bucket) => shared.lease(key, bucket)) satisfies LeaseStore['lease'],
    hold: ((key, ask) => shared.hold(key, ask)) satisfies SlotStore['hold'],
    bus(topic: string, message: JsonObject) {
      for (const { peer } of members) peer.tell('bus', topic, message)
    },
    'log-write'(records: readonly RequestRecord[]) {
      for (const record of records) {
        log?.write(record)
        live.request(record)
      }
    },
    'log-grade'(grade: Grade) {
      log?.grade(grade)
    },
    async 'log-ask'(question: LogQuestion, given: readonly never[]) {
      // Whoever asks after a request is answered has a right to find it, whoever answered it.
      await all(({ peer, isListening }) =>
        isListening ? peer.call('log-flush') : Promise.resolve(undefined),
      )
      return (log?.[question] as ((...all: readonly never[]) => unknown) | undefined)?.(...given)
    },
    metrics,
    simulator: simulatorUrl,
    gather: async (name: string) =>
      (
        await all(({ peer, isListening }) =>
          isListening ? peer.call('gather', name) : Promise.resolve(undefined),
        )
      ).filter((value) => value !== undefined),
    'safety-event': (event: Parameters<EventRing['push']>[0]) => safetyEvents.push(event),
    'safety-page': (query: Parameters<EventRing['page']>[0]) => safetyEvents.page(query),
    'changes-forget'() {
      changes = []
    },
  }

  return {
    seat({ welcome, send, onListening }) {
      const books = engine === undefined ? undefined : engineHandlers(withAllRows(engine))
      const feed = liveHandlers(live, () => peer)
      const peer: Peer = createPeer(send, {
        ...common,
        ...books?.handlers,
        ...feed.handlers,
        hello: (): Seated => ({ ...welcome(), changes }),
        change(told: ConfigChange) {
          take(told)
          for (const other of members) if (other !== member) other.peer.tell('change', told)
        },
        listening(url: string) {
          member.isListening = true
          onListening(url)
        },
        leave(counted: string) {
          member.counted = counted
          member.isListening = false
        },
      })
      const member: Member = { peer, counted: '', isListening: false }
      members.add(member)
      return {
        peer,
        close() {
          if (!members.delete(member)) return
          // One text, however many workers come and go.
          ended = [mergeMetrics([], [...ended, member.counted])]
          peer.end()
          feed.close()
          books?.close()
        },
      }
    },
  }
}

/** A worker that is stuck or dying must not hold up the others. */
async function within<Value>(work: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), answerWithinMs)
  })
  try {
    return await Promise.race([work, limit])
  } catch {
    // It died while it was asked; the last it told stays.
    return undefined
  } finally {
    clearTimeout(timer)
  }
}
