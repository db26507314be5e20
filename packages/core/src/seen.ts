import type { GatewayError } from './errors.ts'
import type { Finish, Usage } from './response.ts'

/** What went by in a stream. */
export interface Seen {
  id?: string | undefined
  finish?: Finish | undefined
  usage?: Usage | undefined
  error?: GatewayError | undefined
  /** The bytes stopped inside a frame. */
  partial?: boolean | undefined
  /** The provider's own error event has passed: nobody has to tell the client again. */
  told?: boolean | undefined
}
