import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

import { pino } from 'pino'

import { decodeLine, type LoggedRequest } from './log-line.ts'
import type { FromWriter, ToWriter, WriterData } from './protocol.ts'
import { prune } from './retention.ts'
import { migrate } from './schema.ts'
import { scrub } from './scrub.ts'
import { createBatchWriter } from './write-batch.ts'

const { file, session, retention, print } = workerData as WriterData
const port = parentPort
if (port === null) throw new Error('This file is run by a worker.')
const say = (message: FromWriter) => {
  port.postMessage(message)
}

mkdirSync(dirname(file), { recursive: true })
const db = new DatabaseSync(file)
migrate(db)
const cutOff = db
  .prepare('SELECT last_ts FROM sessions WHERE closed IS NULL AND id <> ?')
  .all(session)
db.prepare('UPDATE sessions SET closed = -1 WHERE closed IS NULL AND id <> ?').run(session)
db.prepare('INSERT OR IGNORE INTO sessions VALUES (?, ?, 0, 0, NULL)').run(session, Date.now())
const writer = createBatchWriter(db)
const lines = print
  ? pino({ base: null, formatters: { level: (level) => ({ level }) } })
  : undefined

let tidy = setTimeout(tidyUp, 60_000)

/** A piece at a time: batches that come meanwhile are written in between. */
function tidyUp(): void {
  let isMore = false
  try {
    isMore = prune(db, retention, Date.now())
  } catch {
    // What could not be deleted now is deleted a minute later.
  }
  tidy = setTimeout(tidyUp, isMore ? 20 : 60_000)
}

port.on('message', (message: ToWriter) => {
  if (message.type === 'close') {
    clearTimeout(tidy)
    db.prepare('UPDATE sessions SET closed = ? WHERE id = ?').run(Date.now(), session)
    db.close()
    say({ type: 'closed' })
    port.close()
    return
  }
  const { batch } = message
  const startedAt = performance.now()
  try {
    const requests = message.lines.map((line) => decodeLine(scrub(line)))
    const isNew = writer.write(session, batch, requests)
    say({ type: 'ack', batch, ms: performance.now() - startedAt })
    if (isNew) for (const request of requests) tell(request)
  } catch (error) {
    say({ type: 'failed', batch, message: error instanceof Error ? error.message : String(error) })
  }
})

function tell(request: LoggedRequest): void {
  if (lines === undefined) return
  const { id, traceId, spanId, startMs, ...rest } = request
  const ids = { request_id: id, trace_id: traceId, span_id: spanId }
  lines.info({ ...ids, started: new Date(startMs).toISOString(), ...rest }, 'request completed')
}

say({ type: 'ready', unclean: cutOff.map((row) => Number(row['last_ts'])) })
