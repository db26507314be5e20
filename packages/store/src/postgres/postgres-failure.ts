import { StoreError } from '../store-error.ts'

const repeatable = /^(?:40P01|40001|55P03|57P0[123]|08|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)/u
const timeouts =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated due to connection timeout/u
// What pg says when a socket closes under it carries no code.
const cut = /Connection terminated|not queryable|Client has encountered a connection error/u

/** Whether the same statement may succeed at a second try; each may be sent twice. */
export function isRepeatable(error: unknown): boolean {
  return !isTimeout(error) && (repeatable.test(codeOf(error)) || cut.test(messageOf(error)))
}

/** Whether the server did not answer in time, as against refusing. */
export function isTimeout(error: unknown): boolean {
  return timeouts.test(messageOf(error))
}

/** Whether the server itself said no: it lives. */
export function isAnswer(error: unknown): boolean {
  return /^[0-9A-Z]{5}$/u.test(codeOf(error))
}

/** What a caller is told: never the statement or its values. */
export function postgresFailure(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const code = codeOf(error)
  if (isTimeout(error) || isRepeatable(error) || code.startsWith('53'))
    return new StoreError(
      'unavailable',
      `PostgreSQL cannot be used now (${code || 'no answer'}).`,
      {
        cause: error,
      },
    )
  return new StoreError('failed', `PostgreSQL refused (${code || messageOf(error)}).`, {
    cause: error,
  })
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error && error.code
  return typeof code === 'string' ? code : ''
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}
