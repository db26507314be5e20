import type { RequestRecord } from '@signalbox/telemetry'

import type { RequestLog } from '../request-log/request-log.ts'
import type { WriterStats } from '../request-log/request-writer.ts'
import type { Peer } from './peer.ts'

const everyMs = 100
const recordsPerBatch = 256
const maxWaiting = 20_000
const questions = [
  'usage',
  'overview',
  'series',
  'requests',
  'request',
  'content',
  'grades',
] as const

/** One of the questions that a request log answers. */
export type LogQuestion = (typeof questions)[number]

/** The request log of the primary, in another process. */
export interface RemoteLog extends RequestLog {
  /** How the primary's writer is doing: told by one worker only, since numbers add up. */
  note(stats: WriterStats): void
}

/** Sends records in batches; questions are answered by the primary over what all workers have sent. */
export function remoteLog(peer: Peer): RemoteLog {
  let records: RequestRecord[] = []
  let timer: NodeJS.Timeout | undefined
  let onTheirWay = 0
  let dropped = 0
  let primary: WriterStats = {
    depth: 0,
    dropped: 0,
    contentLost: 0,
    acknowledged: 0,
    failure: undefined,
  }

  async function send(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const batch = records
    if (batch.length === 0) return
    records = []
    onTheirWay += batch.length
    await peer.call('log-write', batch).catch(() => {
      dropped += batch.length
    })
    onTheirWay -= batch.length
  }

  const asking = Object.fromEntries(
    questions.map((question) => [
      question,
      (...given: readonly unknown[]) => peer.call('log-ask', question, given),
    ]),
  ) as unknown as Pick<RequestLog, LogQuestion>

  return {
    ...asking,
    write(record) {
      if (records.length + onTheirWay >= maxWaiting) {
        dropped += 1
        return
      }
      records.push(record)
      if (records.length >= recordsPerBatch) void send()
      else timer ??= setTimeout(() => void send(), everyMs).unref()
    },
    grade(grade) {
      // Behind its request, which may still be here.
      void send()
      void peer.call('log-grade', grade).catch(() => {
        dropped += 1
      })
    },
    flush: send,
    stats: () => ({
      ...primary,
      depth: primary.depth + records.length + onTheirWay,
      dropped: primary.dropped + dropped,
    }),
    note(stats) {
      primary = stats
    },
    async close() {
      await send()
      return dropped
    },
  }
}
