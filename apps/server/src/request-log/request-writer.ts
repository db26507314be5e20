import { Worker } from 'node:worker_threads'

import type { Logger } from '@signalbox/core'
import type { RequestRecord } from '@signalbox/telemetry'

import type { Grade } from './grade.ts'
import { withoutContent } from './kept-content.ts'
import { encodeGrade, encodeLine } from './log-line.ts'
import type { FromWriter, LogPlace, ToWriter, WriterData } from './protocol.ts'
import { defaultRetention, type Retention } from './retention.ts'
import { createRing, type RingOptions } from './ring.ts'
import { resourceLimits, startMs, workerFile } from './worker-file.ts'

/** Where and how requests are written down. */
export interface RequestWriterOptions extends RingOptions, LogPlace {
  readonly retention?: Partial<Retention> | undefined
  /** One JSON line per request on standard output. */
  readonly print?: boolean | undefined
  readonly logger?: Logger | undefined
}

/** Writes records down behind the requests' back: bounded, in groups, each acknowledged. */
export interface RequestWriter {
  write(record: RequestRecord): void
  grade(grade: Grade): void
  /** Resolves when everything written until now is in the database, or after `mostMs`. */
  flush(mostMs?: number): Promise<void>
  stats(): WriterStats
  /** Writes what is left, within a deadline; resolves with the number of records that were lost. */
  close(mostMs?: number): Promise<number>
}

/** How the writer is doing. */
export interface WriterStats {
  readonly depth: number
  readonly dropped: number
  /** Requests that had room, and their content had not. */
  readonly contentLost: number
  readonly acknowledged: number
  /** Why the last batch could not be written; undefined: it could. */
  readonly failure: string | undefined
}

const everyMs = 100
const batchChars = 1_000_000
const retryMs = 1000

/** A writer with its worker, which is started again whenever it dies. */
export function createRequestWriter(options: RequestWriterOptions): RequestWriter {
  const { engine, place, print = false, logger } = options
  const ring = createRing(options)
  const retention = { ...defaultRetention, ...options.retention }
  const session = crypto.randomUUID()
  const data: WriterData = { engine, place, session, retention, print }
  let worker: Worker | undefined
  let isReady = false
  let isClosing = false
  let flight: Extract<ToWriter, { type: 'batch' }> | undefined
  let batches = 0
  let timer: NodeJS.Timeout | undefined
  let pushed = 0
  let acknowledged = 0
  let contentLost = 0
  let failure: string | undefined
  const waiters = new Set<() => void>()

  function start(): void {
    isReady = false
    const started = new Worker(workerFile('write-worker'), { workerData: data, resourceLimits })
    worker = started
    started.unref()
    started.on('message', hear)
    started.on('error', (error: Error) => {
      note(error.message)
    })
    started.on('exit', () => {
      if (worker !== started) return
      worker = undefined
      isReady = false
      if (!isClosing || ring.depth > 0) timer ??= later(retryMs)
    })
  }

  function later(ms: number): NodeJS.Timeout {
    const set = setTimeout(() => {
      timer = undefined
      if (worker === undefined) start()
      else send()
    }, ms)
    set.unref()
    return set
  }

  function hear(message: FromWriter): void {
    switch (message.type) {
      case 'ready':
        isReady = true
        for (const last of message.unclean) tellCutOff(last)
        if (flight !== undefined) worker?.postMessage(flight)
        else send()
        break
      case 'ack':
        acknowledged += flight?.lines.length ?? 0
        flight = undefined
        ring.done()
        note(undefined)
        wake()
        if (ring.depth > 0) send()
        break
      case 'failed':
        note(message.message)
        setTimeout(() => {
          if (flight !== undefined) worker?.postMessage(flight)
        }, retryMs).unref()
        break
      case 'closed':
        wake()
        break
    }
  }

  /** One line per change, however many batches fail. */
  function note(next: string | undefined): void {
    if ((next === undefined) === (failure === undefined)) {
      failure = next
      return
    }
    failure = next
    if (next === undefined) logger?.info('requests are written down again')
    else logger?.error('requests cannot be written down; they wait', { reason: next })
  }

  function tellCutOff(last: number): void {
    const end = last === 0 ? 'its start' : new Date(last).toISOString()
    logger?.warn(
      `the run before this one was cut off: of its requests after ${end} some may be missing from the request log`,
    )
  }

  function send(): void {
    if (!isReady || flight !== undefined || worker === undefined) return
    const lines = ring.take(batchChars)
    if (lines.length === 0) return
    flight = { type: 'batch', batch: ++batches, lines }
    worker.postMessage(flight)
  }

  function wake(): void {
    for (const waiter of waiters) waiter()
  }

  function until(isDone: () => boolean, mostMs: number): Promise<void> {
    if (isDone()) return Promise.resolve()
    return new Promise((resolve) => {
      const end = () => {
        waiters.delete(check)
        clearTimeout(limit)
        resolve()
      }
      const check = () => {
        if (isDone()) end()
      }
      const limit = setTimeout(end, mostMs)
      waiters.add(check)
    })
  }

  function flush(mostMs = 2000): Promise<void> {
    const mark = pushed
    send()
    const isStarting = !isReady && failure === undefined
    return until(() => acknowledged >= mark, isStarting ? startMs : mostMs)
  }

  /** A row is worth more than the content it came with. */
  function lineOf(record: RequestRecord): string {
    const line = encodeLine(record)
    const bare = withoutContent(record)
    if (bare === record || ring.fits(line)) return line
    contentLost++
    return encodeLine(bare)
  }

  function push(line: string): void {
    if (!ring.push(line)) return
    pushed++
    timer ??= later(everyMs)
  }

  start()
  return {
    flush,
    write(record) {
      push(lineOf(record))
    },
    grade(grade) {
      push(encodeGrade(grade))
    },
    stats: () => ({
      depth: ring.depth,
      dropped: ring.dropped,
      contentLost,
      acknowledged,
      failure,
    }),
    async close(mostMs = 2000) {
      isClosing = true
      worker?.ref()
      await flush(mostMs)
      clearTimeout(timer)
      const ending = worker
      if (ending !== undefined) {
        let isClosed = false
        ending.once('exit', () => {
          isClosed = true
          wake()
        })
        ending.postMessage({ type: 'close' } satisfies ToWriter)
        await until(() => isClosed, mostMs)
        worker = undefined
        await ending.terminate()
      }
      return pushed - acknowledged + ring.dropped
    },
  }
}
