import type { Context } from '@signalbox/core'

/** Why a request has an answer that somebody else paid for. */
export type UnchargedReason = 'coalesced' | 'replayed'

const variable = 'x-uncharged'

/** For accounting, which stands outside: the usage such a reply reports was charged elsewhere. */
export function unchargedReason(context: Pick<Context, 'vars'>): UnchargedReason | undefined {
  const reason = context.vars[variable]
  return reason === 'coalesced' || reason === 'replayed' ? reason : undefined
}

/** `undefined` makes the request pay for itself again. */
export function markUncharged(
  context: Pick<Context, 'vars'>,
  reason: UnchargedReason | undefined,
): void {
  context.vars[variable] = reason
}
