import type { GatewayError } from './errors.ts'
import type { Completion, Finish, Usage } from './response.ts'

/** How a request, or one attempt of it, ended. */
export interface Outcome {
  readonly status: 'ok' | 'failed' | 'cancelled'
  readonly error?: GatewayError | undefined
  readonly usage?: Usage | undefined
  readonly finish?: Finish | undefined
  /** Only for tasks deferred with `completion`. */
  readonly completion?: Completion | undefined
  readonly firstContentMs?: number | undefined
  readonly durationMs: number
}
