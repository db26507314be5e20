import type { Stage } from '@signalbox/core'

import type { Config } from './config/config.ts'
import { createResolver } from './resolve.ts'

/** Fills a request's candidates from the configuration, best first. */
export function resolveTargets(config: Config): Stage {
  const resolve = createResolver(config)
  return {
    name: 'resolveTargets',
    enter(context) {
      const { model, source, hints } = context.request
      const { targets, route } = resolve({
        model,
        wire: source?.wire,
        requestId: context.id,
        hints,
        requires: context.requires,
      })
      context.candidates = targets
      if (route !== undefined) context.facts.route = route
    },
  }
}
