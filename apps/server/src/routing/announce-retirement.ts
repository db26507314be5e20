import type { DeprecationNotice } from '@signalbox/catalog'
import type { Logger, Stage, Target } from '@signalbox/core'

import type { Config } from '../config/config.ts'
import { autoTargets } from './auto-targets.ts'
import type { ServerCatalog } from './server-catalog.ts'
import { targetsOf } from './target-of.ts'

/** What goes away, and who answered in place of what. */
export interface AnnounceRetirementOptions {
  readonly config: Config
  readonly prices: ServerCatalog
  readonly logger: Logger | undefined
}

/** Tells the client with each answer, and the operator once per model, that one goes away which is still in use. */
export function announceRetirement(options: AnnounceRetirementOptions): Stage {
  const { logger, prices } = options
  const replaced = replacements(options)
  const told = new Set<string>()
  return {
    name: 'announceRetirement',
    leave(context) {
      const { target, facts } = context
      if (target === undefined) return
      const old = replaced(facts.route, target)
      const notice = prices.catalog.notice(old ?? target)
      if (notice === undefined) return
      const { message, retires } = notice
      const path = old === undefined ? shortly(target, notice) : inPlaceOf(old, target, notice)
      context.warn({ code: 'deprecated', path, detail: message })
      const { id } = old ?? target
      if (told.has(id)) return
      told.add(id)
      logger?.warn(message, { target: id, retires, ...(old && { successor: target.id }) })
    },
  }
}

/** Finds the retired target of a name whose place another one took. */
function replacements({
  config,
  prices,
}: AnnounceRetirementOptions): (route: string | undefined, target: Target) => Target | undefined {
  if (config.catalog?.onRetire !== 'successor') return () => undefined
  const named = new Map(
    [{ name: 'auto', targets: autoTargets(config) }, ...config.models].map(({ name, targets }) => [
      name,
      targetsOf(config, targets),
    ]),
  )
  return (route = '', { id }) => {
    const listed = named.get(route) ?? []
    if (listed.some((each) => each.id === id)) return undefined
    return listed.find((each) => prices.successor(each)?.id === id)
  }
}

/** In the names that this gateway's clients use. */
function shortly({ id, provider }: Target, { retires, successor }: DeprecationNotice): string {
  const end = retires === undefined ? '' : ` retires ${retires}`
  const isWhole = successor?.includes('/') === true
  const next = successor === undefined ? '' : `; use ${isWhole ? '' : `${provider}/`}${successor}`
  return `${id}${end}${next}`
}

function inPlaceOf(old: Target, { id }: Target, { retires = '' }: DeprecationNotice): string {
  return `${old.id} retired ${retires}; ${id} answered`
}
