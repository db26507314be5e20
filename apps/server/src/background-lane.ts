import type { Middleware } from '@signalbox/core'
import type { DeferrableLane } from '@signalbox/resilience'

/** Sends background requests through the lane for work that can wait; nothing urgent ever enters it. */
export function backgroundLane(lane: DeferrableLane): Middleware {
  return async function inBackground(context, next) {
    if (context.request.hints?.priority !== 'background') return next()
    const [target] = context.candidates
    await lane.schedule(target?.provider ?? '', () => next(), { signal: context.signal })
  }
}
