import type { ContinuityToken } from '@signalbox/core'

import type { Warn } from '../warnings.ts'

/** What the writers of items have to know about where the items go. */
export interface ItemContext {
  /** The request was decoded from this very wire: write it as it was. */
  readonly native: boolean
  /** The items go to a client, who may see everything. */
  readonly reply: boolean
  readonly warn: Warn
  accepts(token: ContinuityToken): boolean
  keepsFilesOf(provider: string): boolean
  /** Ids of calls to custom tools: their results are another item type. */
  readonly customCalls: ReadonlySet<string>
}

/** Towards a client: every token has its slot and nothing is lost. */
export const replyContext: ItemContext = {
  native: true,
  reply: true,
  warn: () => undefined,
  accepts: () => true,
  keepsFilesOf: () => true,
  customCalls: new Set(),
}
