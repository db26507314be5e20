import { hash } from 'node:crypto'

import { cache } from '@signalbox/cache'
import type { Logger, Middleware } from '@signalbox/core'

import type { Config } from '../config/config.ts'
import type { Stores } from '../stores/open-stores.ts'

/** Answers that are given again, where that is configured. */
export interface CachePart {
  readonly middleware: Middleware | undefined
}

/** Kept answers stay as long as nothing that made them has changed. */
export function cachePart(
  config: Config,
  { stores, logger }: { readonly stores: Stores; readonly logger: Logger | undefined },
  before?: { readonly config: Config; readonly part: CachePart },
): CachePart {
  if (before !== undefined && told(before.config) === told(config)) return before.part
  const { exact } = config.cache ?? {}
  if (exact === undefined) return { middleware: undefined }
  const { charactersPerSecond, ...options } = exact
  return {
    middleware: cache({
      ...options,
      ...(charactersPerSecond === undefined ? {} : { pace: { charactersPerSecond } }),
      store: stores.values,
      hash: (text) => hash('sha256', text),
      logger,
    }),
  }
}

/** Another route to the same name is another answer. */
function told({ cache: section, models, policies }: Config): string {
  return JSON.stringify([section, models, policies])
}
