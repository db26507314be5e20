import type { Account } from './account.ts'
import type { Closing } from './closing.ts'
import type { Heart } from './heart.ts'
import type { ProtocolPort } from './protocol-port.ts'

/** What came of asking for a lease: undefined means that the store did not answer. */
export type Granted = { readonly want: bigint; readonly got: bigint } | undefined

/** Asks the store for leases, one at a time per budget. */
export interface Granting {
  /** Nothing happens while one is on its way. `heard` comes once. */
  ask(account: Account, want: bigint, heard: (granted: Granted) => void): void
  readonly pending: number
}

/** Leases are journaled before they are asked for, and closed when nobody knows what came of it. */
export function createGranting(port: ProtocolPort, heart: Heart, closing: Closing): Granting {
  let pending = 0

  function end(account: Account, heard: (granted: Granted) => void, granted: Granted): void {
    pending--
    account.isGranting = false
    heard(granted)
  }

  /** A new budget is known to the store first. */
  function defined(account: Account, ready: (ok: boolean) => void): void {
    if (account.phase === 'defined') return ready(true)
    const { budget } = account
    account.phase = 'defining'
    port.define(budget, (done) => {
      const isCurrent = account.budget === budget
      account.phase = done === true && isCurrent ? 'defined' : 'unknown'
      if (done !== true) return ready(false)
      port.view([budget.id], (states) => {
        account.view = states?.[0] ?? account.view
        ready(true)
      })
    })
  }

  /** Small near the limit, so that little is stranded; large in a rush, so that few calls are made. */
  function chunk({ rate, view, budget }: Account, want: bigint): bigint {
    const left = budget.limit - (view === undefined ? 0n : view.settled + view.leased)
    const share = left / BigInt(4 * heart.replicas)
    const recent = rate.recent(port.now())
    const extra = recent < share ? recent : share
    return want > extra ? want : extra
  }

  return {
    get pending() {
      return pending
    },
    ask(account, least, heard) {
      if (account.isGranting) return
      account.isGranting = true
      pending++
      defined(account, (ok) => {
        if (!ok) return end(account, heard, undefined)
        const want = chunk(account, least)
        const lease = port.freshId()
        const { replica } = heart
        const budget = account.budget.id
        port.journal.lease(lease, (kept) => {
          if (kept !== true) return end(account, heard, undefined)
          port.grant({ lease, budget, replica, want }, (got) => {
            if (got === undefined) closing.close(lease)
            else if (got === 0n) port.journal.forget([lease])
            else
              account.leases.push({
                id: lease,
                budget,
                replica,
                available: got,
                inFlight: 0,
                unflushed: 0,
                usedAt: port.now(),
              })
            end(account, heard, got === undefined ? undefined : { want, got })
          })
        })
      })
    },
  }
}
