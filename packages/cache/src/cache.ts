import {
  createCollector,
  sha256,
  systemClock,
  type Clock,
  type Context,
  type KvStore,
  type Logger,
  type Middleware,
} from '@signalbox/core'

import { decodeEntry, encodeEntry, type CacheEntry } from './cache-entry.ts'
import { keyText, safetyOf, tenantPartition } from './cache-key.ts'
import { cacheViewOf, type CacheView } from './cache-view.ts'
import { isCacheable, isKept, type WholeReply } from './cacheable.ts'
import { readWish, type CacheWish } from './read-wish.ts'
import { replay, type Pace } from './replay.ts'
import { createTwoTiers } from './two-tiers.ts'

/** Everything but the time to live may be left out. */
export interface CacheOptions {
  /** How long an answer is given again. */
  readonly ttlSeconds: number
  /** What clients may ask for by `ttl=`; default a day. */
  readonly maxTtlSeconds?: number | undefined
  /** Shared by all replicas; absent: memory alone. */
  readonly store?: KvStore | undefined
  /** Of answers in memory; default 64 MiB, the least recently used go first. */
  readonly maxBytes?: number | undefined
  /** Larger answers are not kept; default 1 MiB. */
  readonly maxEntryBytes?: number | undefined
  /** How long a request waits for the store; default 50 ms. */
  readonly patienceMs?: number | undefined
  /** Keeps refusals and filtered answers too. */
  readonly refusals?: boolean | undefined
  /** How fast stored answers stream; default: at once. */
  readonly pace?: Pace | undefined
  /** Who shares answers; default: the tenant. */
  readonly partition?: ((context: Context) => string) | undefined
  /** What else makes another answer; default: the safety policy the request passed. */
  readonly vary?: ((context: Context) => unknown) | undefined
  /** Hexadecimal SHA-256 of a text; default: a portable one, slower on long prompts. */
  readonly hash?: ((text: string) => string) | undefined
  readonly clock?: Clock | undefined
  readonly logger?: Logger | undefined
}

const dayMs = 86_400_000

/**
 * Gives the same answer to the same request of the same tenant, in whatever grammar it asks.
 *
 * @example pipeline(cache({ store, ttlSeconds: 300 }), router.middleware(), upstream(options))
 */
export function cache(options: CacheOptions): Middleware {
  const { clock = systemClock, maxBytes = 64 * 1024 * 1024, patienceMs = 50 } = options
  const { partition = tenantPartition, vary = safetyOf, hash = portableHash } = options
  const { store, logger, maxEntryBytes = 1024 * 1024, refusals = false, pace } = options
  const defaultMs = options.ttlSeconds * 1000
  const maxMs =
    options.maxTtlSeconds === undefined ? Math.max(defaultMs, dayMs) : options.maxTtlSeconds * 1000
  const tiers = createTwoTiers({ store, clock, maxBytes, patienceMs, logger })

  async function find(
    key: string,
    { ttlMs }: CacheWish,
    view: CacheView | undefined,
  ): Promise<CacheEntry | undefined> {
    const bytes = await tiers.get(key)
    const entry = bytes === undefined ? undefined : decodeEntry(bytes, view?.fromStored)
    if (bytes === undefined || entry === undefined) return undefined
    const age = clock.wall() - entry.storedAt
    if (age >= ttlMs) return undefined
    tiers.near(key, bytes, ttlMs - age)
    return entry
  }

  function give(context: Context, entry: CacheEntry): void {
    const { reply, target, route, nanoUsd } = entry
    const fork = context.fork(target === undefined ? {} : { target })
    fork.response =
      reply.type === 'completion' && context.request.operation === 'chat' && context.request.stream
        ? { type: 'stream', events: replay(reply.completion, context, pace) }
        : reply
    context.adopt(fork)
    if (route !== undefined) context.facts.route = route
    context.facts.cache = { kind: 'exact', result: 'hit', savedNanoUsd: nanoUsd }
    context.facts.cost = { nanoUsd: 0n, basis: 'provider_usage', confidence: 'exact' }
    // For accounting, which stands outside: somebody else paid for the usage this answer reports.
    context.vars['x-uncharged'] = 'cached'
  }

  function keep(key: string, context: Context, reply: WholeReply, ttlMs: number): void {
    if (!isKept(reply, refusals)) return
    const nanoUsd = context.facts.cost?.nanoUsd ?? null
    const { target, facts } = context
    const entry = { reply, target, route: facts.route, storedAt: clock.wall(), nanoUsd }
    const bytes = encodeEntry(entry, cacheViewOf(context)?.toStored)
    if (bytes.length <= maxEntryBytes) tiers.set(key, bytes, ttlMs)
  }

  return async function exactCache(context, next) {
    const { request } = context
    const wish = readWish(request.hints?.cache, defaultMs, maxMs)
    if (!wish.writes || !isCacheable(request)) {
      context.facts.cache = { kind: 'exact', result: 'off' }
      return next()
    }
    const view = cacheViewOf(context)
    const asked = keyText(context, partition(context), vary(context))
    const key = `cache:${hash(view === undefined ? asked : view.toStored(asked))}`
    const entry = wish.reads ? await find(key, wish, view) : undefined
    if (entry !== undefined) return give(context, entry)
    context.facts.cache = { kind: 'exact', result: 'miss' }
    let answer: (() => WholeReply) | undefined
    context.defer((outcome) => {
      const mine = context.vars['x-uncharged'] === undefined
      if (outcome.status === 'ok' && answer !== undefined && mine)
        keep(key, context, answer(), wish.ttlMs)
    })
    await next()
    answer = heard(context)
  }
}

/** The answer as it is here; stages outside make it what only this client may see. */
function heard(context: Context): (() => WholeReply) | undefined {
  const { response } = context
  if (response?.type !== 'stream') return response === undefined ? undefined : () => response
  const collector = createCollector()
  const events = response.events.tap((event) => {
    if (event.type !== 'error') collector.push(event)
  })
  context.response = { type: 'stream', events }
  return () => ({ type: 'completion', completion: collector.completion() })
}

const utf8 = new TextEncoder()

function portableHash(text: string): string {
  return Array.from(sha256(utf8.encode(text)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
}
