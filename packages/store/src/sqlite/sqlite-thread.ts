import { parentPort, workerData } from 'node:worker_threads'

import { migrate } from '../sql/migrate.ts'
import { connection } from './connection.ts'
import { lockFile, openDatabase } from './open-database.ts'
import type { FromThread, ThreadOptions, ThreadReply, ThreadRequest, ToThread } from './protocol.ts'
import { createReserve, type Reserve } from './reserve.ts'
import { type BatchPlace, runAlone, runBatch } from './run-batch.ts'
import { reasonOf, sqliteFailure } from './sqlite-failure.ts'

/** The whole life of a thread: opens, works until it is told to close. */
function main(options: ThreadOptions, say: (message: FromThread) => void): void {
  const lock = options.mode === 'write' ? lockFile(options.path) : undefined
  const db = openDatabase(options)
  const place = { db, connection: connection(db), path: options.path }
  const reserve =
    options.mode === 'write'
      ? createReserve(`${options.path}.reserve`, options.reserveBytes)
      : undefined
  if (options.mode === 'write' && options.migrate) {
    place.connection.exec('BEGIN IMMEDIATE')
    place.connection.run(migrate())
    place.connection.exec('COMMIT')
  }
  parentPort?.on('message', (message: ToThread) => {
    switch (message.type) {
      case 'run':
        say({ type: 'replies', replies: work(place, reserve, message.requests) })
        return
      case 'close':
        db.close()
        lock?.close()
        parentPort?.close()
    }
  })
  say({ type: 'open' })
}

function work(
  place: BatchPlace,
  reserve: Reserve | undefined,
  requests: readonly ThreadRequest[],
): readonly ThreadReply[] {
  if (reserve === undefined) return requests.map((request) => runAlone(place, request))
  try {
    const replies = orMakeRoom(reserve, () => runBatch(place, requests))
    reserve.restore()
    return replies
  } catch (error) {
    const failure = sqliteFailure(error, place.path)
    return requests.map(({ id }) => ({ id, failure }))
  }
}

function orMakeRoom<T>(reserve: Reserve, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (reasonOf(error) !== 'disk-full' || !reserve.release()) throw error
    return run()
  }
}

function start(): void {
  const options = workerData as ThreadOptions
  const say = (message: FromThread) => parentPort?.postMessage(message, [])
  try {
    main(options, say)
  } catch (error) {
    say({ type: 'refused', failure: sqliteFailure(error, options.path) })
    parentPort?.close()
  }
}

start()
