import type { Context, Middleware, Outcome, UsageKind, UsageRow } from '@signalbox/core'

import { budgetExceeded } from './denial.ts'
import { attemptsOf, openRequest, type RecordParts } from './record-parts.ts'

/** Refuses early what cannot be paid for, and writes down what nobody had to pay for. */
export function budgetMiddleware(parts: RecordParts): Middleware {
  const { protocol, clock, tree } = parts
  return async function budget(context, next) {
    openRequest(context)
    for (const { row } of tree().path(context.caller, clock.wall())) {
      if (protocol.isSpent(row))
        throw budgetExceeded(row, { remaining: protocol.remaining(row), least: 0n })
    }
    context.defer((outcome) => {
      const kind = freeKind(context, outcome)
      if (kind !== undefined) protocol.write(freeRow(parts, context, outcome, kind))
    })
    await next()
  }
}

/** Why an answer cost nothing here; undefined when an attempt was made for it. */
function freeKind(context: Context, { status }: Outcome): UsageKind | undefined {
  if (attemptsOf(context) > 0 || status !== 'ok') return undefined
  const reason = context.vars['x-uncharged']
  if (reason === 'coalesced') return 'coalesced'
  return reason === 'replayed' || context.facts.cache?.result === 'hit' ? 'cached' : undefined
}

function freeRow(
  { clock, numberOf }: RecordParts,
  context: Context,
  { usage }: Outcome,
  kind: UsageKind,
): UsageRow {
  const { caller, target, facts, id } = context
  return {
    requestId: id,
    attempt: numberOf(id),
    ts: Math.floor(clock.wall()),
    tenant: caller?.tenant,
    keyId: caller?.key,
    route: facts.route,
    target: target?.id ?? '',
    provider: target?.provider ?? '',
    model: target?.model ?? context.request.model,
    kind,
    usage,
    nanoUsd: 0n,
    savedNanoUsd: kind === 'cached' ? (facts.cache?.savedNanoUsd ?? undefined) : undefined,
    basis: 'counted',
    confidence: 'exact',
    charges: [],
  }
}
