import {
  GatewayError,
  Secret,
  systemClock,
  type Context,
  type Credential,
  type Middleware,
  type Observation,
  type SecretVersion,
  type Target,
  type Usage,
} from '@signalbox/core'

import type { CalendarUse } from './calendar-count.ts'
import { chooseKey } from './choose-key.ts'
import { fieldsToCome, knownFields } from './key-fields.ts'
import { verdictOnKey } from './key-health.ts'
import type { Moment } from './key-use.ts'
import { viewKey, type KeyView } from './key-view.ts'
import type { KeyPoolOptions, PoolEntry } from './pool-options.ts'
import { PooledKey } from './pooled-key.ts'
import { createSecretShelf } from './secret-shelf.ts'

/** Keys of every provider: chosen by what they have left, taken out one by one, rotated in place. */
export interface ManagedKeyPool {
  readonly pick: (target: Target) => Credential | Promise<Credential>
  /** For `upstream({ observe })`, beside that of resilience. */
  readonly observe: (seen: Observation) => void
  /** Inside each attempt, before `upstream`: counts tokens and money to the key that was picked. */
  readonly meter: (costOf?: CostOf) => Middleware
  /** Ids and states, never a secret. */
  readonly snapshot: () => Readonly<Record<string, readonly KeyView[]>>
  /** What the books say a key used, before this process began and by others: less than that was never used. */
  readonly restore: (pool: string, id: string, use: KeyHistory) => void
  /** Puts a key back that was taken out; false when there is none. */
  readonly reset: (pool: string, id: string) => boolean
  /** Looks at every reference now. */
  readonly refresh: () => Promise<void>
}

/** What a call that has ended cost in nano-USD; null: unknown. */
export type CostOf = (context: Context, target: Target) => bigint | null

/** Sums of the running day and month. */
export interface KeyHistory {
  readonly day?: CalendarUse
  readonly month?: CalendarUse
}

const patienceMs = 1000
const retryMs = 5000
const successorAt = 0.8
const noKey: Credential = { id: 'none', key: new Secret('') }

/**
 * Pools of keys over sources of secrets; a provider without a pool is asked with an empty key.
 *
 * @example createKeyPool({ sources: [envSource()], pools: { openai: ['env:OPENAI_API_KEY'] } })
 */
export function createKeyPool(options: KeyPoolOptions = {}): ManagedKeyPool {
  const { sources = [], ttlMs, clock = systemClock, random = Math.random } = options
  const { drainAt = 0.9, resumeAt = 0.7, redactor, logger, onEvent } = options
  const rules = { drainAt, resumeAt }
  const shelf = createSecretShelf({ sources, clock, ttlMs })
  const pools = new Map(
    Object.entries(options.pools ?? {}).map(([name, entries]) => [name, entries.map(pooledKey)]),
  )
  const picked = new WeakMap<Target, { readonly pool: string; readonly key: PooledKey }>()
  for (const keys of pools.values())
    for (const { current } of keys) if (current !== undefined) redactor?.add(current.value)

  function moment(): Moment {
    return { now: clock.now(), wall: clock.wall() }
  }

  function tell(pool: string, key: PooledKey, reason: string): void {
    const state = key.state(moment(), rules)
    logger?.warn('a key of a provider changed', { pool, key: key.id, state, reason })
    onEvent?.({ type: 'key', pool, id: key.id, state, reason })
  }

  function take(pool: string, key: PooledKey, secret: SecretVersion): void {
    redactor?.add(secret.value)
    const before = key.current
    if (key.become(secret, clock.wall()) && before !== undefined) tell(pool, key, 'new version')
  }

  function missed(pool: string, key: PooledKey, error: unknown): void {
    key.failedAt = clock.now()
    logger?.error('the secret of a key could not be read', { pool, key: key.id, error })
  }

  /** The secret from its source; what fails is logged, and the old one stays. */
  async function renew(pool: string, key: PooledKey): Promise<void> {
    const { ref } = key.entry
    if (ref === undefined) return
    try {
      take(pool, key, await shelf.refresh(ref))
    } catch (error) {
      missed(pool, key, error)
    }
  }

  /** Undefined when everything is fresh enough; else whether waiting is worth it. */
  function freshen(pool: string, keys: readonly PooledKey[]): Promise<unknown> | undefined {
    const waits: Promise<unknown>[] = []
    for (const key of keys) {
      const { ref, fields } = key.entry
      if (key.renewing !== undefined) waits.push(key.renewing)
      if (clock.now() - key.failedAt >= retryMs)
        waits.push(...fieldsToCome(shelf, fields, (error) => missed(pool, key, error)))
      if (ref === undefined) continue
      const known = shelf.peek(ref)
      if (known !== undefined) take(pool, key, known.secret)
      if (known?.isStale === false || clock.now() - key.failedAt < retryMs) continue
      const renewed = renew(pool, key)
      // Under load the old secret serves while the new one is read; after a pause it may be gone.
      if (known === undefined || clock.now() - key.lastPickAt > patienceMs) waits.push(renewed)
    }
    return waits.length === 0 ? undefined : atMost(Promise.all(waits))
  }

  async function atMost(work: Promise<unknown>): Promise<void> {
    const done = new AbortController()
    const patience = clock.sleep(patienceMs, done.signal).catch(() => undefined)
    await Promise.race([work, patience])
    done.abort(new DOMException('done', 'AbortError'))
  }

  function choose(pool: string, keys: readonly PooledKey[], target: Target): Credential {
    const at = moment()
    const only = keys.length === 1 && keys[0]?.current !== undefined ? keys[0] : undefined
    const key = chooseKey(keys, { model: target.model, moment: at, rules, random }) ?? only
    const secret = key?.current
    if (key === undefined || secret === undefined) throw nobody(pool, keys, at)
    key.health.probed(at.now)
    key.use.take(at)
    key.lastPickAt = at.now
    picked.set(target, { pool, key })
    askForSuccessor(pool, key, at)
    return { id: key.id, key: secret.value, ...knownFields(shelf, key.entry.fields) }
  }

  function askForSuccessor(pool: string, key: PooledKey, at: Moment): void {
    const used = key.use.usedOfPeriods(at)
    if (options.rotate === undefined || key.askedForSuccessor || used < successorAt) return
    key.askedForSuccessor = true
    options.rotate({ pool, id: key.id, used }).then(
      (value) => {
        if (value === undefined) return undefined
        redactor?.add(value)
        key.succeed(value, clock.wall())
        return tell(pool, key, 'successor')
      },
      (error: unknown) =>
        logger?.error('no successor could be made for a key', { pool, key: key.id, error }),
    )
  }

  function poolOf(target: Target): string {
    return target.credential ?? target.provider
  }

  return {
    pick(target) {
      const pool = poolOf(target)
      const keys = pools.get(pool)
      if (keys === undefined || keys.length === 0) return noKey
      const wait = freshen(pool, keys)
      return wait === undefined
        ? choose(pool, keys, target)
        : wait.then(() => choose(pool, keys, target))
    },

    observe({ target, key: id, limits, error }) {
      const pool = poolOf(target)
      const keys = pools.get(pool) ?? []
      const key = keys.find((candidate) => candidate.id === id)
      if (key === undefined) return
      const at = moment()
      key.use.hear(limits, at)
      if (error === undefined) {
        const wasOut = key.health.out !== undefined
        key.health.succeed()
        if (wasOut) tell(pool, key, 'works again')
        return
      }
      const verdict = verdictOnKey(error, at.wall)
      if (verdict === undefined) return
      const { account } = key.entry
      const meant =
        verdict.isAccount && account !== undefined
          ? keys.filter((other) => other.entry.account === account)
          : [key]
      for (const each of meant) {
        const before = each.health.out?.state
        each.health.fail(verdict, target.model, at.now)
        if (each.health.out?.state !== before) tell(pool, each, verdict.reason)
      }
      if (verdict.state === 'revoked' && key.entry.ref !== undefined)
        key.renewing ??= renew(pool, key).finally(() => (key.renewing = undefined))
    },

    meter: (costOf = () => null) =>
      async function keyMeter(context, next) {
        const target = context.target ?? context.candidates[0]
        if (target === undefined) return next()
        // An object of its own tells this call's key from that of any other to the same target.
        const own = { ...target }
        const fork = context.fork({ target: own })
        fork.defer(({ usage }) => {
          const pick = picked.get(own)
          if (pick === undefined || usage === undefined) return
          const spent = { tokens: tokensOf(usage), nanoUsd: costOf(fork, own) ?? 0n }
          pick.key.use.spend(spent, moment())
          askForSuccessor(pick.pool, pick.key, moment())
        })
        await next(fork)
        context.adopt(fork)
      },

    snapshot() {
      const at = moment()
      return Object.fromEntries(
        [...pools].map(([name, keys]) => [name, keys.map((key) => viewKey(key, at, rules))]),
      )
    },

    restore(pool, id, use) {
      pools
        .get(pool)
        ?.find((key) => key.id === id)
        ?.use.restore(use, moment())
    },

    reset(pool, id) {
      const key = pools.get(pool)?.find((candidate) => candidate.id === id)
      key?.health.renew()
      return key !== undefined
    },

    async refresh() {
      const all = [...pools].flatMap(([pool, keys]) => keys.map((key) => renew(pool, key)))
      await Promise.all(all)
    },
  }
}

function pooledKey(entry: PoolEntry, index: number): PooledKey {
  const key = typeof entry === 'string' ? { ref: entry } : entry
  return new PooledKey(key.id ?? String(index + 1), key)
}

function tokensOf({ input, output }: Usage): number {
  const written = input.cacheWrite5m + input.cacheWrite1h + input.cacheWriteOther
  const read = input.uncached + input.cacheRead + input.toolUse
  return read + written + output.text + output.reasoning
}

/** Nobody can be asked: said as a failure of this target, so that the next one is tried. */
function nobody(pool: string, keys: readonly PooledKey[], { now }: Moment): GatewayError {
  const resting = keys.filter(({ health }) => health.out?.state === 'resting')
  if (resting.length > 0) {
    const soonest = Math.min(...resting.map(({ health }) => health.until))
    return new GatewayError(
      'rate_limited',
      `Every key of "${pool}" is at its limit; retry later.`,
      {
        origin: 'provider',
        verdict: 'rate_limited',
        ran: 'no',
        scope: 'target',
        retryAfterMs: Math.max(1, soonest - now),
      },
    )
  }
  return new GatewayError(
    'upstream_error',
    `No key of "${pool}" can be used: see its keys in /admin/v1/providers.`,
    { origin: 'provider', verdict: 'not_entitled', ran: 'no', scope: 'target' },
  )
}
