import { parentPort, workerData } from 'node:worker_threads'

import type { FromReader, LogPlace, ToReader } from './protocol.ts'
import { queries } from './queries.ts'
import { awaitQuery, type Ask, type Row } from './query.ts'
import { sqliteReader } from './sqlite/sqlite-reader.ts'

const { engine, place } = workerData as LogPlace
const port = parentPort
if (port === null) throw new Error('This file is run by a worker.')
let reader: Promise<Reader> | undefined

type Reader = (query: string, ask: Ask) => readonly Row[] | Promise<readonly Row[]>

port.on('message', (message: ToReader) => void reply(message))

async function reply(message: ToReader): Promise<void> {
  port?.postMessage(await answer(message))
}

async function answer({ id, query, args }: ToReader): Promise<FromReader> {
  try {
    const run = queries[query]
    if (run === undefined) return { id, error: `There is no query "${query}".` }
    const rowsOf = await (reader ??= open())
    return { id, result: await awaitQuery(run(args), async (ask) => rowsOf(query, ask)) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

async function open(): Promise<Reader> {
  if (engine === 'sqlite') return sqliteReader(place)
  const { postgresReader } = await import('./postgres/postgres-reader.ts')
  return postgresReader(place)
}
