import type { Failure } from './driver.ts'

/** What a client's call failed with; throws when it did not fail. */
export async function failureOf(call: Promise<unknown>): Promise<Failure> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof Error)) throw new Error('not an Error was thrown', { cause: error })
    const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined
    const code =
      'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined
    return { status: status ?? code, message: error.message }
  }
  throw new Error('the call should have failed')
}
