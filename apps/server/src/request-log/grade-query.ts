import { usdText } from '@signalbox/core'

import type { Query, SqlValue } from './query.ts'
import { named, tokensOf, type RequestRow, type RequestsAnswer } from './request-query.ts'

/** Which grades to list, oldest first. */
export interface GradesArgs {
  readonly limit: number
  readonly cursor?: string | undefined
  /** Unix ms, of the grade. */
  readonly from: number
  readonly to: number
  readonly metric?: string | undefined
}

/** A page of grades, each with what its request was answered by and what that cost. */
export function* gradesQuery(args: GradesArgs): Query<RequestsAnswer> {
  const { cursor, metric, from, to, limit } = args
  const tests: Test[] = [
    { text: 'g.ts >= ?', values: [from] },
    { text: 'g.ts < ?', values: [to] },
  ]
  if (metric !== undefined) tests.push({ text: 'g.metric = ?', values: [metric] })
  if (cursor !== undefined)
    tests.push({ text: '(g.ts, g.id, g.metric) > (?, ?, ?)', values: placeOf(cursor) })
  const rows = yield {
    sql: `SELECT g.id, g.metric, g.ts, g.value, g.task, g.language, r.provider, r.model, r.input,
        r.cache_read, r.cache_write, r.output, r.reasoning, r.cache, r.cost_unknown,
        CAST(r.cost_nano AS TEXT) AS cost
      FROM grades g LEFT JOIN requests r
        ON r.seq = (SELECT MAX(seq) FROM requests WHERE id = g.id)
      WHERE ${tests.map(({ text }) => text).join(' AND ')} ORDER BY g.ts, g.id, g.metric LIMIT ?`,
    values: [...tests.flatMap(({ values }) => values), limit + 1],
  }
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  const next = last && `${String(last['ts'])} ${String(last['id'])} ${String(last['metric'])}`
  return { data: page.map(gradeOf), next: next ?? null }
}

interface Test {
  readonly text: string
  readonly values: readonly SqlValue[]
}

/** Nobody but this query makes cursors; another text finds nothing. */
function placeOf(cursor: string): readonly SqlValue[] {
  const [, ts = '', id = '', metric = ''] = /^(\d+) (\S*) (.*)$/s.exec(cursor) ?? []
  return [Number(ts), id, metric]
}

function gradeOf(row: RequestRow): RequestRow {
  const { cost } = row
  return {
    request_id: row['id'],
    metric: row['metric'],
    value: Number(row['value']),
    time: new Date(Number(row['ts'])).toISOString(),
    task: named(row['task']),
    language: named(row['language']),
    ...(typeof cost === 'string' ? { ...served(row), cost_usd: usdText(BigInt(cost)) } : {}),
  }
}

/** What is known while the request itself is kept. */
function served(row: RequestRow): RequestRow {
  return {
    provider: named(row['provider']),
    model: named(row['model']),
    cache: named(row['cache']),
    cost_unknown: Number(row['cost_unknown']) === 1,
    ...tokensOf(row),
  }
}
