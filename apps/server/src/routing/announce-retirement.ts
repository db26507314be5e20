import type { DeprecationNotice } from '@signalbox/catalog'
import type { Logger, Stage, Target } from '@signalbox/core'

import type { ServerCatalog } from './server-catalog.ts'

/** Tells the client with each answer, and the operator once per model, that one goes away which is still in use. */
export function announceRetirement({ catalog }: ServerCatalog, logger: Logger | undefined): Stage {
  const told = new Set<string>()
  return {
    name: 'announceRetirement',
    leave(context) {
      const { target } = context
      const notice = target === undefined ? undefined : catalog.notice(target)
      if (target === undefined || notice === undefined) return
      const { message, retires } = notice
      context.warn({ code: 'deprecated', path: shortly(target, notice), detail: message })
      if (told.has(target.id)) return
      told.add(target.id)
      logger?.warn(message, { target: target.id, retires })
    },
  }
}

/** In the names that this gateway's clients use. */
function shortly({ id, provider }: Target, { retires, successor }: DeprecationNotice): string {
  const end = retires === undefined ? '' : ` retires ${retires}`
  const isWhole = successor?.includes('/') === true
  const next = successor === undefined ? '' : `; use ${isWhole ? '' : `${provider}/`}${successor}`
  return `${id}${end}${next}`
}
