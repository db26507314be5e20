import type { RequestRecord } from '@signalbox/telemetry'

import type { GradesArgs } from './grade-query.ts'
import type { Grade } from './grade.ts'
import type { RequestRow, RequestsAnswer, RequestsArgs } from './request-query.ts'
import { createRequestReader, type RequestReaderOptions } from './request-reader.ts'
import {
  createRequestWriter,
  type RequestWriterOptions,
  type WriterStats,
} from './request-writer.ts'
import type { UsageAnswer, UsageArgs } from './usage-query.ts'
import type { OverviewAnswer, SeriesAnswer, ViewArgs } from './view-query.ts'

/** What is written down of requests, and what can be asked of it: the port that engines stand behind. */
export interface RequestLog {
  write(record: RequestRecord): void
  /** How good its answer was. */
  grade(grade: Grade): void
  flush(): Promise<void>
  stats(): WriterStats
  usage(args: UsageArgs): Promise<UsageAnswer>
  overview(args: ViewArgs): Promise<OverviewAnswer>
  series(args: ViewArgs): Promise<SeriesAnswer>
  requests(args: RequestsArgs): Promise<RequestsAnswer>
  request(id: string, tenant?: string): Promise<RequestRow | null>
  /** Its prompt and answer, where those are kept. */
  content(id: string): Promise<RequestRow | null>
  /** What was graded, oldest first. */
  grades(args: GradesArgs): Promise<RequestsAnswer>
  /** Resolves with the number of records that could not be written down. */
  close(): Promise<number>
}

/** How it is written and read, wherever that is. */
export type RequestLogOptions = Omit<
  RequestWriterOptions & RequestReaderOptions,
  'engine' | 'place'
>

/** A request log in a SQLite file, which belongs to one process. */
export function sqliteRequestLog({
  file,
  ...options
}: RequestLogOptions & { readonly file: string }): RequestLog {
  return requestLog({ ...options, engine: 'sqlite', place: file })
}

/** A request log in PostgreSQL, which all replicas write and each of them can read. */
export function postgresRequestLog({
  url,
  ...options
}: RequestLogOptions & { readonly url: string }): RequestLog {
  return requestLog({ ...options, engine: 'postgres', place: url })
}

/** One thread writes, another one answers questions. */
function requestLog(options: RequestWriterOptions & RequestReaderOptions): RequestLog {
  const writer = createRequestWriter(options)
  const reader = createRequestReader(options)
  /** Whoever asks after a request is answered has a right to find it. */
  async function ask<Answer>(query: string, args: unknown): Promise<Answer> {
    const isFailing = writer.stats().failure !== undefined
    await writer.flush(isFailing ? 50 : 2000)
    return (await reader.ask(query, args)) as Answer
  }
  return {
    write: (record) => {
      writer.write(record)
    },
    grade: (grade) => {
      writer.grade(grade)
    },
    flush: () => writer.flush(),
    stats: () => writer.stats(),
    usage: (args) => ask('usage', args),
    overview: (args) => ask('overview', args),
    series: (args) => ask('series', args),
    requests: (args) => ask('requests', args),
    request: (id, tenant) => ask('request', { id, tenant }),
    content: (id) => ask('content', { id }),
    grades: (args) => ask('grades', args),
    async close() {
      await reader.close()
      return writer.close()
    },
  }
}
