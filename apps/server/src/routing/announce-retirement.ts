import type { Stage } from '@signalbox/core'

import type { ServerCatalog } from './server-catalog.ts'

/** Warns whoever is served by a model that goes away. */
export function announceRetirement({ catalog }: ServerCatalog): Stage {
  return {
    name: 'announceRetirement',
    leave(context) {
      if (context.target === undefined) return
      const notice = catalog.notice(context.target)
      if (notice !== undefined)
        context.warn({ code: 'lossy', path: 'model', detail: notice.message })
    },
  }
}
