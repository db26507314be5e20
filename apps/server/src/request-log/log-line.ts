import type { AttemptRecord, RequestRecord } from '@signalbox/telemetry'

import type { Grade } from './grade.ts'
import type { LoggedLines } from './log-writer.ts'

/** An attempt as it is stored: money as text. */
export interface LoggedAttempt extends Omit<AttemptRecord, 'nanoUsd'> {
  readonly nanoUsd?: string | null | undefined
}

/** A request as it travels to the worker: JSON has no integers of that size. */
export interface LoggedRequest extends Omit<
  RequestRecord,
  'nanoUsd' | 'savedNanoUsd' | 'attempts'
> {
  readonly nanoUsd: string
  readonly savedNanoUsd?: string | undefined
  readonly attempts: readonly LoggedAttempt[]
}

/** A record as one line: values without names, which halves the time of the thread that serves. */
export function encodeLine(record: RequestRecord): string {
  const { savedNanoUsd } = record
  return JSON.stringify([
    requestFields.map((field) => record[field]),
    String(record.nanoUsd),
    savedNanoUsd === undefined ? null : String(savedNanoUsd),
    record.attempts.map((attempt) => {
      const { nanoUsd } = attempt
      const cost = nanoUsd === undefined ? null : nanoUsd === null ? false : String(nanoUsd)
      return [cost, ...attemptFields.map((field) => attempt[field])]
    }),
  ])
}

/** A grade as one line. */
export function encodeGrade(grade: Grade): string {
  return JSON.stringify(grade)
}

/** What lines say: a request is an array, a grade an object. */
export function decodeLines(lines: readonly string[]): LoggedLines {
  const requests: LoggedRequest[] = []
  const grades: Grade[] = []
  for (const line of lines) {
    const read = JSON.parse(line) as Line | Grade
    if ('metric' in read) grades.push(read)
    else requests.push(requestOf(read))
  }
  return { requests, grades }
}

/** The request of a line. */
export function decodeLine(line: string): LoggedRequest {
  return requestOf(JSON.parse(line) as Line)
}

function requestOf([fields, nanoUsd, saved, attempts]: Line): LoggedRequest {
  return {
    ...(named(requestFields, fields) as Omit<LoggedRequest, 'nanoUsd' | 'attempts'>),
    nanoUsd,
    ...(saved === null ? {} : { savedNanoUsd: saved }),
    attempts: attempts.map(([cost, ...values]) => ({
      ...(named(attemptFields, values) as Omit<LoggedAttempt, 'nanoUsd'>),
      ...(cost === null ? {} : { nanoUsd: cost === false ? null : cost }),
    })),
  }
}

type Line = readonly [
  fields: readonly unknown[],
  nanoUsd: string,
  savedNanoUsd: string | null,
  attempts: readonly (readonly [cost: string | false | null, ...values: unknown[]])[],
]

type RequestField = Exclude<keyof RequestRecord, 'nanoUsd' | 'savedNanoUsd' | 'attempts'>
type AttemptField = Exclude<keyof AttemptRecord, 'nanoUsd'>

function named(names: readonly string[], values: readonly unknown[]): object {
  const found: Record<string, unknown> = {}
  for (const [index, name] of names.entries()) {
    const value = values[index] ?? null
    if (value !== null) found[name] = value
  }
  return found
}

/** In the order of the line; a field that is missing here does not compile. */
const requestFields = fieldsOf<RequestField>({
  id: 1,
  traceId: 1,
  spanId: 1,
  startMs: 1,
  totalMs: 1,
  ttftMs: 1,
  overheadUs: 1,
  queueMs: 1,
  lane: 1,
  method: 1,
  httpRoute: 1,
  surface: 1,
  operation: 1,
  requestedModel: 1,
  provider: 1,
  model: 1,
  route: 1,
  strategy: 1,
  decisionId: 1,
  experiment: 1,
  variant: 1,
  tenant: 1,
  keyId: 1,
  tags: 1,
  stream: 1,
  status: 1,
  errorType: 1,
  errorCode: 1,
  finishReason: 1,
  clientAbort: 1,
  tokens: 1,
  costUnknown: 1,
  cache: 1,
  steps: 1,
  guards: 1,
  warnings: 1,
  content: 1,
})

const attemptFields = fieldsOf<AttemptField>({
  n: 1,
  target: 1,
  provider: 1,
  model: 1,
  reason: 1,
  outcome: 1,
  startMs: 1,
  totalMs: 1,
  ttftMs: 1,
  chunks: 1,
  keyId: 1,
  status: 1,
  errorType: 1,
  verdict: 1,
  upstreamRequestId: 1,
  responseModel: 1,
  finishReason: 1,
  tokens: 1,
  basis: 1,
  confidence: 1,
  priceRowId: 1,
})

function fieldsOf<Field extends string>(all: Readonly<Record<Field, 1>>): readonly Field[] {
  return Object.keys(all) as Field[]
}
