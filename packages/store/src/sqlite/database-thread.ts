import { Worker } from 'node:worker_threads'

import { StoreError } from '../store-error.ts'
import type {
  FromThread,
  ThreadFailure,
  ThreadOptions,
  ThreadRequest,
  ToThread,
} from './protocol.ts'

/** A database on a thread of its own: what is asked within one turn of the loop is one batch. */
export interface DatabaseThread {
  readonly open: () => Promise<void>
  readonly run: (name: string, given: readonly unknown[]) => Promise<unknown>
  readonly close: () => Promise<void>
  /** True when it can do nothing any more. */
  readonly isOver: () => boolean
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: StoreError) => void
}

const maxWaiting = 100_000

/** Starts the thread; it keeps the process alive only while somebody waits for it. */
export function databaseThread(options: ThreadOptions): DatabaseThread {
  const source = new URL(import.meta.url)
  const file = source.pathname.endsWith('.ts') ? './sqlite-thread.ts' : './sqlite-thread.js'
  // Flags of the process, such as `--input-type`, may not fit a thread.
  const worker = new Worker(new URL(file, source), { workerData: options, execArgv: [] })
  const waiting = new Map<number, Waiting>()
  const opened = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  let batch: ThreadRequest[] = []
  let nextId = 0
  let end: StoreError | undefined
  let closing = false

  function send(): void {
    const message: ToThread = { type: 'run', requests: batch }
    batch = []
    if (end === undefined) worker.postMessage(message, [])
  }

  /** A thread that is told to close is waited for, whatever else it answers before. */
  function rest(): void {
    if (waiting.size === 0 && !closing) worker.unref()
  }

  function fail(error: StoreError): void {
    end ??= error
    opened.reject(end)
    for (const { reject } of waiting.values()) reject(end)
    waiting.clear()
  }

  function hear(message: FromThread): void {
    switch (message.type) {
      case 'open':
        opened.resolve()
        rest()
        return
      case 'refused':
        return fail(errorOf(message.failure))
      case 'replies':
        for (const reply of message.replies) {
          const caller = waiting.get(reply.id)
          waiting.delete(reply.id)
          if ('failure' in reply) caller?.reject(errorOf(reply.failure))
          else caller?.resolve(reply.value)
        }
        rest()
    }
  }

  worker.on('message', hear)
  worker.on('error', (cause) =>
    fail(new StoreError('unavailable', 'The SQLite thread broke.', { cause })),
  )
  worker.on('exit', () => {
    fail(new StoreError('closed', 'The store is closed.'))
    ended.resolve()
  })
  opened.promise.catch(() => undefined)

  return {
    open: () => opened.promise,
    run(name, given) {
      if (end !== undefined) return Promise.reject(end)
      if (waiting.size >= maxWaiting)
        return Promise.reject(new StoreError('overloaded', 'Too much waits for the disk.'))
      const id = nextId++
      if (waiting.size === 0) worker.ref()
      if (batch.length === 0) setImmediate(send)
      batch.push({ id, name, given })
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
    isOver: () => end !== undefined,
    close() {
      closing = true
      worker.ref()
      // After the batch that may still wait for its turn of the loop.
      setImmediate(() => worker.postMessage({ type: 'close' } satisfies ToThread, []))
      return ended.promise
    },
  }
}

function errorOf({ reason, message }: ThreadFailure): StoreError {
  return new StoreError(reason, message)
}
