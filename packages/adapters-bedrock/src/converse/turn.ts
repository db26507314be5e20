import type { JsonObject } from '@signalbox/core'

/** One turn of a conversation while it is being built. */
export interface Turn {
  readonly role: 'user' | 'assistant' | 'system'
  readonly content: readonly JsonObject[]
}
