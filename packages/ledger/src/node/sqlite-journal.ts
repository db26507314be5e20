import { Worker } from 'node:worker_threads'

import { nameOf, type Journal, type JournalContents } from '../journal.ts'
import type {
  FromJournal,
  JournalFileOptions,
  JournalWrite,
  ToJournal,
} from './journal-protocol.ts'
import { decodeRow, encodeRow } from './row-text.ts'

/** Where a journal lies and what it promises. */
export interface SqliteJournalOptions {
  /** One file per replica, e.g. `data/journal.db`. */
  readonly path: string
  /** `normal` survives the end of the process, `full` that of the machine; default `normal`. */
  readonly durability?: 'normal' | 'full' | undefined
  /** A larger file takes nothing new until the store has taken rows; default 1 GiB. */
  readonly maxBytes?: number | undefined
}

/** What nobody waits for goes with the next of what somebody does, or after so long. */
const lazyMs = 10

interface Waiting {
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/**
 * A journal in a SQLite file on a thread of its own: what is written within one turn of the loop is
 * one transaction, and so is what came before and can wait. A crash within that wait finds a reservation
 * where its settlement should be.
 *
 * @example createLedger({ store, catalog, journal: sqliteJournal({ path: 'data/journal.db' }) })
 */
export function sqliteJournal(options: SqliteJournalOptions): Journal {
  const { path, durability = 'normal', maxBytes = 1024 ** 3 } = options
  const synchronous = durability === 'full' ? 'FULL' : 'NORMAL'
  const source = new URL(import.meta.url)
  const thread = source.pathname.endsWith('.ts') ? './journal-thread.ts' : './journal-thread.js'
  // Flags of the process, such as `--input-type`, may not fit a thread.
  const worker = new Worker(new URL(thread, source), {
    workerData: { path, synchronous, maxBytes } satisfies JournalFileOptions,
    execArgv: [],
  })
  const opened = Promise.withResolvers<JournalContents>()
  const ended = Promise.withResolvers<void>()
  const waiting = new Map<number, Waiting>()
  let batch: JournalWrite[] = []
  let isPlanned = false
  let lazy: NodeJS.Timeout | undefined
  let next = 0
  let failure: Error | undefined

  function fail(error: Error): void {
    failure ??= error
    opened.reject(failure)
    for (const { reject } of waiting.values()) reject(failure)
    waiting.clear()
  }

  function hear(message: FromJournal): void {
    switch (message.type) {
      case 'open': {
        const { leases, reserved, settled } = message.texts
        const rows = { reserved: reserved.map(decodeRow), settled: settled.map(decodeRow) }
        opened.resolve({ leases, ...rows })
        return
      }
      case 'failed':
        return fail(new Error(message.error))
      case 'written':
        answer(message)
    }
  }

  function answer(message: Extract<FromJournal, { type: 'written' }>): void {
    const { first, count, error } = message
    const refused = new Set(message.refused)
    for (let id = first; id < first + count; id++) {
      const caller = waiting.get(id)
      waiting.delete(id)
      if (error !== undefined) caller?.reject(new Error(`The journal cannot be written: ${error}`))
      else if (refused.has(id)) caller?.reject(new Error(`The journal "${path}" is full.`))
      else caller?.resolve()
    }
  }

  function post(message: ToJournal): void {
    worker.postMessage(message, [])
  }

  function send(): void {
    clearTimeout(lazy)
    lazy = undefined
    isPlanned = false
    const writes = batch
    batch = []
    if (failure === undefined && writes.length > 0)
      post({ type: 'write', first: next - writes.length, writes })
  }

  function write(entry: JournalWrite, when: 'now' | 'soon'): Promise<void> {
    if (failure !== undefined) return Promise.reject(failure)
    if (when === 'soon') lazy ??= setTimeout(send, lazyMs)
    else if (!isPlanned) {
      isPlanned = true
      setImmediate(send)
    }
    batch.push(entry)
    const id = next++
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  }

  worker.on('message', hear)
  worker.on('error', (cause) => fail(new Error('The journal broke.', { cause })))
  worker.on('exit', () => {
    fail(new Error('The journal is closed.'))
    ended.resolve()
  })
  // Whoever loads hears of it; nobody may.
  opened.promise.catch(() => undefined)

  return {
    load: () => opened.promise,
    lease: (lease) => write({ type: 'lease', lease }, 'now'),
    forget: (leases) => write({ type: 'forget', leases }, 'soon'),
    reserve: (row) => write({ type: 'reserve', name: nameOf(row), row: encodeRow(row) }, 'now'),
    settle: (row) => write({ type: 'settle', name: nameOf(row), row: encodeRow(row) }, 'soon'),
    ack: (rows) => write({ type: 'ack', names: rows.map(nameOf) }, 'soon'),
    close() {
      // After the batch that may still wait for its turn of the loop.
      setImmediate(() => {
        send()
        post({ type: 'close' })
      })
      return ended.promise
    },
  }
}
