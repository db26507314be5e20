import { partitionOf, type Context, type Hints } from '@signalbox/core'

import { canonical } from './canonical.ts'

/** Whose answers a request may see: the tenant's, else those of the key the client presented. */
export function tenantPartition({ caller, original }: Context): string {
  return caller === undefined
    ? `key:${partitionOf(original.source?.headers ?? [])}`
    : `tenant:${caller.tenant}`
}

/** What a context carries of rules on content, so that another policy is another answer. */
export function safetyOf({ vars, requires, trustBytes }: Context): unknown {
  return [vars['x-safety-policy'], vars['x-safety-version'], requires, trustBytes]
}

/**
 * All that an answer depends on, as one text. Left out are the client's wire and bytes, whether it
 * streams, and what only says who asks or how long to wait.
 */
export function keyText(context: Context, partition: string, vary: unknown): string {
  const { source: _source, hints, user: _user, ...rest } = context.request
  const { sessionId: _session, metadata: _metadata, ...asked } = rest
  const said =
    asked.operation === 'chat' ? { ...asked, stream: undefined, streamUsage: undefined } : asked
  return canonical([partition, vary, context.caller?.tags, chosenBy(hints), said])
}

function chosenBy(hints: Hints = {}): Partial<Hints> {
  const { route, task, language, tags, models, order, only, ignore } = hints
  const { allowFallbacks, sort, maxPrice, maxCostUsd, dataClass } = hints
  const where = { route, task, language, tags, models, order, only, ignore }
  return { ...where, allowFallbacks, sort, maxPrice, maxCostUsd, dataClass }
}
