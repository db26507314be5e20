import type { Stage } from '@signalbox/core'

import type { ServerCatalog } from './server-catalog.ts'

/** Lets the catalogue learn what each target really costs: cached shares, lengths of answers, USD per token. */
export function learnPaidPrices({ catalog }: ServerCatalog): Stage {
  return {
    name: 'learnPaidPrices',
    enter(context) {
      const at = context.clock.wall()
      const before = context.facts.calls?.length ?? 0
      context.defer(({ usage }) => {
        const id = (context.target ?? context.candidates[0])?.id
        if (usage === undefined || id === undefined) return
        const call = context.facts.calls?.slice(before).find(({ target }) => target.id === id)
        catalog.observe(id, { usage, nanoUsd: call?.cost?.nanoUsd ?? null, at })
      })
    },
  }
}
