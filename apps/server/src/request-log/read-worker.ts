import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

import type { FromReader, ToReader } from './protocol.ts'
import { queries } from './queries.ts'

const { file } = workerData as { readonly file: string }
const port = parentPort
if (port === null) throw new Error('This file is run by a worker.')
let db: DatabaseSync | undefined

port.on('message', ({ id, query, args }: ToReader) => {
  port.postMessage(answer(id, query, args))
})

function answer(id: number, query: string, args: unknown): FromReader {
  try {
    // The writer makes the file; until it has there is nothing to read.
    db ??= new DatabaseSync(file, { readOnly: true })
    const run = queries[query]
    if (run === undefined) return { id, error: `There is no query "${query}".` }
    return { id, result: run(db, args) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}
