import type { Logger, Stage } from '@signalbox/core'

import type { ServerCatalog } from './server-catalog.ts'

/** Tells the operator, once per model, that one goes away which is still in use. */
export function announceRetirement({ catalog }: ServerCatalog, logger: Logger | undefined): Stage {
  const told = new Set<string>()
  return {
    name: 'announceRetirement',
    leave({ target }) {
      if (target === undefined || told.has(target.id)) return
      const notice = catalog.notice(target)
      if (notice === undefined) return
      told.add(target.id)
      logger?.warn(notice.message, { target: target.id, retires: notice.retires })
    },
  }
}
