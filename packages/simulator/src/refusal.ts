/** What no status alone says. */
export type RefusalReason = 'context' | 'quota' | 'key' | 'model' | 'path'

export interface RefusalDetails {
  readonly reason?: RefusalReason
  readonly param?: string | null
  readonly code?: string | null
  readonly type?: string
  readonly retryAfterSeconds?: number
  /** The wire must not put its own status in this one's place. */
  readonly keepStatus?: boolean
  /** Of a prompt that is too long. */
  readonly tokens?: number
  readonly limit?: number
}

/** A request that is answered with the provider's own error; each wire words and wraps it. */
export class Refusal extends Error {
  readonly status: number
  readonly details: RefusalDetails
  readonly reason: RefusalReason | 'other'

  constructor(status: number, message: string, details: RefusalDetails = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.details = details
    this.reason = details.reason ?? 'other'
  }
}

/** A 400 for what the request says. */
export function invalid(
  message: string,
  param: string | null = null,
  code: string | null = null,
): Refusal {
  return new Refusal(400, message, { param, code })
}
