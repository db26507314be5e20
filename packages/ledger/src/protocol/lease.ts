/** What a replica may spend of one budget without asking. */
export interface Lease {
  readonly id: string
  readonly budget: string
  /** The id under which it was asked for; another one may not use it. */
  readonly replica: string
  available: bigint
  /** Reservations that are not settled. */
  inFlight: number
  /** Settled rows that the store has not acknowledged. */
  unflushed: number
  /** Monotonic ms. */
  usedAt: number
}

/** The lease that a need fits into best: the fullest use of small ones, else the most there is. */
export function bestFit(
  leases: readonly Lease[],
  replica: string,
  { want, least }: { readonly want: bigint; readonly least: bigint },
): Lease | undefined {
  let whole: Lease | undefined
  let partly: Lease | undefined
  for (const lease of leases) {
    const { available } = lease
    if (lease.replica !== replica) continue
    if (available >= want && (whole === undefined || available < whole.available)) whole = lease
    if (available >= least && (partly === undefined || available > partly.available)) partly = lease
  }
  return whole ?? partly
}

/** Nothing depends on it any more. */
export function isFree({ inFlight, unflushed }: Lease): boolean {
  return inFlight === 0 && unflushed === 0
}
