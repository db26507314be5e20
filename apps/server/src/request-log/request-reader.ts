import { Worker } from 'node:worker_threads'

import type { FromReader, LogPlace, ToReader } from './protocol.ts'
import { resourceLimits, startMs, workerFile } from './worker-file.ts'

/** Asks the database in a thread of its own. */
export interface RequestReader {
  /** Rejects with `QueryRefused` when too many wait or one takes too long. */
  ask(query: string, args: unknown): Promise<unknown>
  close(): Promise<void>
}

/** Nobody answers this now; asking again later may help. */
export class QueryRefused extends Error {
  override readonly name = 'QueryRefused'
}

/** How much reading is allowed. */
export interface RequestReaderOptions extends LogPlace {
  readonly maxWaiting?: number | undefined
  readonly mostMs?: number | undefined
}

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
  readonly limit: NodeJS.Timeout
}

/** A reader; its worker starts with the first question. */
export function createRequestReader(options: RequestReaderOptions): RequestReader {
  const { engine, place, maxWaiting = 4, mostMs = 2000 } = options
  const workerData: LogPlace = { engine, place }
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let isUp = false
  let count = 0

  function settle(id: number, end: (one: Waiting) => void): void {
    const one = waiting.get(id)
    if (one === undefined) return
    waiting.delete(id)
    clearTimeout(one.limit)
    end(one)
  }

  function stop(error: Error): void {
    const stopped = worker
    worker = undefined
    isUp = false
    void stopped?.terminate()
    for (const id of waiting.keys())
      settle(id, ({ reject }) => {
        reject(error)
      })
  }

  function start(): Worker {
    const started = new Worker(workerFile('read-worker'), { workerData, resourceLimits })
    started.unref()
    started.on('message', (message: FromReader) => {
      isUp = true
      settle(message.id, ({ resolve, reject }) => {
        if ('error' in message) reject(new Error(message.error))
        else resolve(message.result)
      })
    })
    started.on('error', (error: Error) => {
      if (worker === started) stop(error)
    })
    return started
  }

  return {
    ask(query, args) {
      if (waiting.size >= maxWaiting)
        return Promise.reject(
          new QueryRefused('Too many questions at once; ask again in a moment.'),
        )
      worker ??= start()
      const id = ++count
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const limit = setTimeout(
        () => {
          stop(new QueryRefused('This took too long; ask for less, or again in a moment.'))
        },
        isUp ? mostMs : startMs,
      )
      waiting.set(id, { resolve, reject, limit })
      worker.postMessage({ id, query, args } satisfies ToReader)
      return promise
    },
    async close() {
      const stopped = worker
      stop(new QueryRefused('The server stops.'))
      await stopped?.terminate()
    },
  }
}
