import type { LoggedRequest } from './log-line.ts'

/** The columns that are added up; tokens and money belong to attempts, the rest to requests. */
export interface Sums {
  requests: number
  attempts: number
  errors: number
  input: number
  cacheRead: number
  cacheWrite: number
  output: number
  reasoning: number
  costNano: bigint
  costUnknown: number
  savedNano: bigint
}

/** Nothing yet. */
export function noSums(): Sums {
  return {
    requests: 0,
    attempts: 0,
    errors: 0,
    input: 0,
    cacheRead: 0,
    cacheWrite: 0,
    output: 0,
    reasoning: 0,
    costNano: 0n,
    costUnknown: 0,
    savedNano: 0n,
  }
}

/** The names of the columns, in the order of `sumValues`. */
export const sumColumns: readonly string[] = [
  'requests',
  'attempts',
  'errors',
  'input',
  'cache_read',
  'cache_write',
  'output',
  'reasoning',
  'cost_nano',
  'cost_unknown',
  'saved_nano',
]

/** Values for the columns. */
export function sumValues(sums: Sums): readonly (number | bigint)[] {
  return [
    sums.requests,
    sums.attempts,
    sums.errors,
    sums.input,
    sums.cacheRead,
    sums.cacheWrite,
    sums.output,
    sums.reasoning,
    sums.costNano,
    sums.costUnknown,
    sums.savedNano,
  ]
}

/** Counts a request, without its attempts. */
export function addRequest(sums: Sums, request: LoggedRequest): void {
  sums.requests++
  if (isError(request)) sums.errors++
  if (request.costUnknown) sums.costUnknown++
  sums.savedNano += BigInt(request.savedNanoUsd ?? 0)
}

/** Counts one attempt. */
export function addAttempt(sums: Sums, attempt: LoggedRequest['attempts'][number]): void {
  const { tokens, nanoUsd } = attempt
  sums.attempts++
  sums.costNano += BigInt(nanoUsd ?? 0)
  if (tokens === undefined) return
  sums.input += tokens.input
  sums.cacheRead += tokens.cacheRead
  sums.cacheWrite += tokens.cacheWrite
  sums.output += tokens.output
  sums.reasoning += tokens.reasoning
}

/** A client that left is no error. */
function isError({ errorType, clientAbort }: LoggedRequest): boolean {
  return errorType !== undefined && !clientAbort
}
