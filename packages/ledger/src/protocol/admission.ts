import { remainingOf, type Account, type Accounts } from './account.ts'
import type { Closing } from './closing.ts'
import type { Granted, Granting } from './granting.ts'
import type { Heart } from './heart.ts'
import type { Need, Part, Refusal } from './hold.ts'
import { bestFit } from './lease.ts'
import type { ProtocolPort, ProtocolTimes } from './protocol-port.ts'

const storeRetryMs = 150

/** What admission needs of the rest of the protocol. */
export interface AdmissionParts {
  readonly port: ProtocolPort
  readonly times: ProtocolTimes
  readonly accounts: Accounts
  readonly heart: Heart
  readonly granting: Granting
  readonly closing: Closing
}

/** Hands out parts of leases: of all budgets of a path, or of none. */
export interface Admission {
  /** Answers at once when there is enough at hand. */
  take(needs: readonly Need[], answer: (result: readonly Part[] | Refusal) => void): void
  /** Money came back, or the replica may use its leases again. */
  changed(account?: Account): void
  /** Whether nothing was left a moment ago, and nothing is at hand. */
  isSpent(account: Account): boolean
}

interface Waiter {
  readonly needs: readonly Need[]
  readonly answer: (result: readonly Part[] | Refusal) => void
  /** How often the store had too little, by budget. */
  readonly refusals: Map<Account, number>
  readonly since: number
}

/** Nobody waits yet. */
export function createAdmission(parts: AdmissionParts): Admission {
  const { port, times, accounts, heart, granting, closing } = parts
  const waiters = new Set<Waiter>()
  /** Who hears of a refusal once it is known what is left. */
  const denied = new Map<Account, Waiter[]>()

  function partOf(need: Need): Part | undefined {
    const account = accounts.open(need.budget)
    if (need.budget.mode === 'observe' || need.want === 0n)
      return { account, lease: undefined, estimate: need.want }
    const lease = heart.isFresh() ? bestFit(account.leases, heart.replica, need) : undefined
    if (lease !== undefined) {
      const estimate = need.want < lease.available ? need.want : lease.available
      return { account, lease, estimate }
    }
    const { openUpTo } = need
    const isAway = heart.isDown || account.isDown
    if (!isAway || openUpTo === undefined || account.uncovered + need.want > openUpTo)
      return undefined
    return { account, lease: undefined, estimate: need.want }
  }

  function tryTake(needs: readonly Need[]): readonly Part[] | undefined {
    const found: Part[] = []
    for (const need of needs) {
      const part = partOf(need)
      if (part === undefined) return undefined
      found.push(part)
    }
    const now = port.now()
    for (const { account, lease, estimate } of found) {
      account.inFlight++
      account.rate.add(estimate, now)
      if (lease === undefined) {
        account.uncovered += estimate
        continue
      }
      lease.available -= estimate
      lease.inFlight++
      lease.usedAt = now
    }
    return found
  }

  function finish(waiter: Waiter, result: readonly Part[] | Refusal): void {
    if (waiters.delete(waiter)) waiter.answer(result)
  }

  function serve(waiter: Waiter): boolean {
    const found = waiters.has(waiter) ? tryTake(waiter.needs) : undefined
    if (found !== undefined) finish(waiter, found)
    return found !== undefined
  }

  function shortOf({ needs }: Waiter): readonly Need[] {
    return needs.filter((need) => partOf(need) === undefined)
  }

  function waitersOf(account: Account): readonly Waiter[] {
    return [...waiters].filter(({ needs }) =>
      needs.some(({ budget }) => budget.id === account.budget.id),
    )
  }

  /** Serves who can be served; for the others more is asked for. */
  function pump(account: Account): void {
    for (const waiter of waitersOf(account)) serve(waiter)
    askFor(account)
  }

  function needsOf(account: Account): readonly (readonly [Waiter, Need])[] {
    return waitersOf(account).flatMap((waiter) =>
      shortOf(waiter)
        .filter(({ budget }) => budget.id === account.budget.id)
        .map((need) => [waiter, need] as const),
    )
  }

  function askFor(account: Account): void {
    if (account.isGranting || !heart.isFresh()) return
    const asking = needsOf(account).filter(([waiter]) => (waiter.refusals.get(account) ?? 0) < 2)
    if (asking.length === 0) return
    const want = asking.reduce((sum, [, need]) => sum + need.want, 0n)
    granting.ask(account, want, (granted) => {
      heard(account, granted, new Set(asking.map(([waiter]) => waiter)))
    })
  }

  function heard(account: Account, granted: Granted, asking: ReadonlySet<Waiter>): void {
    account.isDown = granted === undefined
    if (granted !== undefined) account.uncovered = 0n
    for (const waiter of waitersOf(account)) serve(waiter)
    if (granted === undefined) return port.timer(storeRetryMs, () => askFor(account))
    if (granted.got < granted.want) refuse(account, asking)
    else askFor(account)
  }

  /** The first time what lies idle here and elsewhere is called back; the second time is the last. */
  function refuse(account: Account, asking: ReadonlySet<Waiter>): void {
    let isFirst = false
    for (const [waiter] of needsOf(account)) {
      if (!asking.has(waiter)) continue
      const refusals = (waiter.refusals.get(account) ?? 0) + 1
      waiter.refusals.set(account, refusals)
      if (refusals === 1) isFirst = true
      else if (account.inFlight === 0 || isLate(waiter)) deny(waiter, account)
    }
    if (!isFirst) return askFor(account)
    closing.tidy(account, heart, true, () => pump(account))
    port.recall(account.budget.id)
    port.timer(times.recallMs, () => pump(account))
  }

  function isLate({ since }: Waiter): boolean {
    return port.now() - since >= times.denyAfterMs
  }

  function deny(waiter: Waiter, account: Account): void {
    if (!waiters.has(waiter)) return
    waiters.delete(waiter)
    const others = denied.get(account)
    if (others !== undefined) return void others.push(waiter)
    const told = [waiter]
    denied.set(account, told)
    port.view([account.budget.id], (states) => {
      denied.delete(account)
      account.view = states?.[0] ?? account.view
      // A smaller request may fit into what is left, so the refusal is not for all.
      account.refusal = { at: port.now(), left: remainingOf(account) }
      for (const { needs, answer } of told) {
        const need = needs.find(({ budget }) => budget.id === account.budget.id)
        answer({ type: 'denied', account, least: need?.least ?? 0n })
      }
    })
  }

  function expire(waiter: Waiter, isLast: boolean): void {
    if (!waiters.has(waiter)) return
    const short = shortOf(waiter)
    for (const need of short) {
      const account = accounts.open(need.budget)
      if ((waiter.refusals.get(account) ?? 0) >= (isLast ? 1 : 2)) return deny(waiter, account)
    }
    const [first] = isLast ? (short.length > 0 ? short : waiter.needs) : []
    if (first !== undefined)
      finish(waiter, { type: 'unavailable', account: accounts.open(first.budget) })
  }

  /** Whether the store, a moment ago, had less than this. */
  function wasRefused({ refusal }: Account, least: bigint): boolean {
    return (
      refusal !== undefined && port.now() - refusal.at < times.refusedForMs && least > refusal.left
    )
  }

  return {
    take(needs, answer) {
      const found = tryTake(needs)
      if (found !== undefined) return answer(found)
      const waiter: Waiter = { needs, answer, refusals: new Map(), since: port.now() }
      const short = shortOf(waiter)
      for (const { budget, least } of short) {
        const account = accounts.open(budget)
        if (wasRefused(account, least)) return answer({ type: 'denied', account, least })
      }
      waiters.add(waiter)
      for (const { budget } of short) askFor(accounts.open(budget))
      port.timer(times.denyAfterMs, () => expire(waiter, false))
      port.timer(times.giveUpAfterMs, () => expire(waiter, true))
    },
    changed(account) {
      if (waiters.size === 0) return
      if (account !== undefined) return pump(account)
      for (const waiter of waiters) {
        if (serve(waiter)) continue
        for (const { budget } of shortOf(waiter)) askFor(accounts.open(budget))
      }
    },
    isSpent: (account) =>
      account.budget.mode !== 'observe' &&
      // The smallest amount there is.
      wasRefused(account, 1n) &&
      account.leases.every(({ available }) => available <= 0n),
  }
}
