import { parentPort, workerData } from 'node:worker_threads'

import { decodeLines, type LoggedRequest } from './log-line.ts'
import type { LogWriter } from './log-writer.ts'
import type { FromWriter, ToWriter, WriterData } from './protocol.ts'
import { scrub } from './scrub.ts'
import { sqliteWriter } from './sqlite/sqlite-writer.ts'

const { engine, place, session, retention, print } = workerData as WriterData
const port = parentPort
if (port === null) throw new Error('This file is run by a worker.')
const say = (message: FromWriter) => {
  port.postMessage(message)
}

const writer = await open()
const lines = print ? await openLines() : undefined

let tidy = setTimeout(tidyUp, 60_000)
/** One thing at a time: a database behind a network is waited for. */
let last = Promise.resolve()

/** At a terminal nothing is printed. */
async function openLines() {
  const { pino } = await import('pino')
  return pino({ base: null, formatters: { level: (level) => ({ level }) } })
}

async function open(): Promise<LogWriter> {
  if (engine === 'sqlite') return sqliteWriter(place, session)
  const { postgresWriter } = await import('./postgres/postgres-writer.ts')
  return postgresWriter(place, session)
}

function tidyUp(): void {
  last = last.then(tidyOnce)
}

/** A piece at a time: batches that come meanwhile are written in between. */
async function tidyOnce(): Promise<void> {
  let isMore = false
  try {
    isMore = await writer.prune(retention, Date.now())
  } catch {
    // What could not be deleted now is deleted a minute later.
  }
  tidy = setTimeout(tidyUp, isMore ? 20 : 60_000)
}

port.on('message', (message: ToWriter) => {
  last = last.then(() => (message.type === 'close' ? close() : write(message)))
})

async function close(): Promise<void> {
  clearTimeout(tidy)
  // A run that cannot say that it ended is told of by the next one.
  await Promise.resolve(writer.close()).catch(() => undefined)
  say({ type: 'closed' })
  port?.close()
}

async function write({ batch, lines: given }: Batch): Promise<void> {
  const startedAt = performance.now()
  try {
    const said = decodeLines(given.map(scrub))
    const isNew = await writer.write(batch, said)
    say({ type: 'ack', batch, ms: performance.now() - startedAt })
    if (isNew) for (const request of said.requests) tell(request)
  } catch (error) {
    say({ type: 'failed', batch, message: error instanceof Error ? error.message : String(error) })
  }
}

type Batch = Extract<ToWriter, { type: 'batch' }>

function tell(request: LoggedRequest): void {
  if (lines === undefined) return
  const { id, traceId, spanId, startMs, content: _, ...rest } = request
  const ids = { request_id: id, trace_id: traceId, span_id: spanId }
  lines.info({ ...ids, started: new Date(startMs).toISOString(), ...rest }, 'request completed')
}

say({ type: 'ready', unclean: writer.cutOff })
