import {
  totalCost,
  type CallFact,
  type Completion,
  type Context,
  type Result,
} from '@signalbox/core'

import type { EndedAttempt } from './attempt-end.ts'

/** Which of a request's calls is meant. */
export interface CallPlace {
  readonly target: string
  /** How many calls came before it: one of them may have failed on the same target. */
  readonly before: number
}

/** The call that an attempt made; undefined where nobody notes calls. */
export function callOf(
  { facts }: Pick<Context, 'facts'>,
  { target, before }: CallPlace,
): CallFact | undefined {
  return facts.calls?.slice(before).find((call) => call.target.id === target)
}

/** Tells telemetry and the client's headers what the books say, so that nobody counts twice; answers the call. */
export function noteSettled(
  context: Pick<Context, 'facts'>,
  { kind, cost, usage }: EndedAttempt,
  place: CallPlace,
): CallFact | undefined {
  const { facts } = context
  const call = callOf(context, place)
  if (call === undefined) {
    if (kind === 'ok' || kind === 'partial') facts.cost = cost
    return undefined
  }
  call.cost = cost
  call.usage ??= usage
  facts.cost = totalCost((facts.calls ?? []).flatMap(({ cost: known }) => known ?? []))
  return call
}

/** The tier of service that a whole answer was billed at. */
export function billedTier({
  extensions,
}: Pick<Completion | Result, 'extensions'>): string | undefined {
  for (const fields of Object.values(extensions ?? {})) {
    const tier = fields?.['service_tier']
    if (typeof tier === 'string') return tier
  }
  return undefined
}
