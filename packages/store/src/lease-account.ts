/** What a lease of a budget stands at; `unconfirmed` was charged at expiry and is not yet covered by rows. */
export interface LeaseAccount {
  readonly granted: bigint
  readonly spent: bigint
  readonly unconfirmed: bigint
  readonly state: 'open' | 'closed' | 'expired'
}

/** A lease after one event and what its budget moves by. */
export interface LeaseStep {
  readonly account: LeaseAccount
  readonly settled: bigint
  readonly leased: bigint
}

/** A row arrived: an open lease shrinks, an expired one first uses up what was charged for it. */
export function chargeLease(before: LeaseAccount, actual: bigint): LeaseStep {
  const spent = before.spent + actual
  if (before.state === 'open') {
    const account = { ...before, spent }
    return { account, settled: actual, leased: openRest(account) - openRest(before) }
  }
  const wanted = most(0n, actual)
  const covered = wanted < before.unconfirmed ? wanted : before.unconfirmed
  const account = { ...before, spent, unconfirmed: before.unconfirmed - covered }
  return { account, settled: actual - covered, leased: 0n }
}

/** Its replica was lost: what it had left counts as spent until rows say otherwise. */
export function expireLease(before: LeaseAccount): LeaseStep {
  const rest = openRest(before)
  const unconfirmed = before.unconfirmed + rest
  return { account: { ...before, unconfirmed, state: 'expired' }, settled: rest, leased: -rest }
}

/** Its replica is done with it: what is left goes back, also what was charged for fear. */
export function closeLease(before: LeaseAccount): LeaseStep {
  return {
    account: { ...before, unconfirmed: 0n, state: 'closed' },
    settled: -before.unconfirmed,
    leased: -openRest(before),
  }
}

function openRest({ state, granted, spent }: LeaseAccount): bigint {
  return state === 'open' ? most(0n, granted - spent) : 0n
}

const most = (a: bigint, b: bigint): bigint => (a > b ? a : b)
