import type { Account } from './account.ts'
import type { Heart } from './heart.ts'
import { isFree } from './lease.ts'
import type { ProtocolPort, ProtocolTimes } from './protocol-port.ts'

const retryMs = 500

/** Gives leases back. */
export interface Closing {
  /** Until the store confirms it; also for leases that nobody knows to exist. */
  close(lease: string, closed?: () => void): void
  /** Closes what is idle, dead or superseded; with `all` whatever nothing depends on. */
  tidy(account: Account, heart: Heart, all: boolean, closed?: () => void): number
  readonly pending: number
}

/** Closes are repeated: they are idempotent. */
export function createClosing(port: ProtocolPort, { idleMs }: ProtocolTimes): Closing {
  let pending = 0

  function attempt(lease: string, closed: () => void): void {
    port.close(lease, (done) => {
      if (done !== true) return port.timer(retryMs, () => attempt(lease, closed))
      pending--
      port.journal.forget([lease])
      closed()
    })
  }

  function close(lease: string, closed: () => void = () => undefined): void {
    pending++
    attempt(lease, closed)
  }

  return {
    close,
    get pending() {
      return pending
    },
    tidy(account, heart, all, closed) {
      const { leases } = account
      let count = 0
      for (let at = leases.length - 1; at >= 0; at--) {
        const lease = leases[at]
        if (lease === undefined || !isFree(lease)) continue
        const isDead = lease.replica !== heart.replica
        const isEmpty = lease.available <= 0n
        const isIdle = port.now() - lease.usedAt >= idleMs
        if (!all && !isDead && !isEmpty && !isIdle) continue
        leases.splice(at, 1)
        count++
        close(lease.id, closed)
      }
      return count
    },
  }
}
