import { memoryStore, type Clock, type KvStore, type Logger } from '@signalbox/core'

/** A store behind memory. */
export interface TwoTiersOptions {
  readonly store?: KvStore | undefined
  readonly clock: Clock
  readonly maxBytes: number
  /** How long a request waits for the store. */
  readonly patienceMs: number
  readonly logger?: Logger | undefined
}

/** Reads never fail and never wait long; writes wait for nobody. */
export interface TwoTiers {
  get(key: string): Promise<Uint8Array | undefined>
  set(key: string, value: Uint8Array, ttlMs: number): void
  /** A value that the store had: from now on in memory too. */
  near(key: string, value: Uint8Array, ttlMs: number): void
}

const restMs = 1000

/** Memory first, bounded by bytes; a store that fails or hangs is left alone for a second. */
export function createTwoTiers(options: TwoTiersOptions): TwoTiers {
  const { store, clock, maxBytes, patienceMs, logger } = options
  const front = memoryStore({ clock, maxBytes })
  let awayUntil = -Infinity

  function fail(error: unknown): undefined {
    if (clock.now() >= awayUntil) logger?.warn('the store of the cache does not answer', { error })
    awayUntil = clock.now() + restMs
    return undefined
  }

  async function ask(from: KvStore, key: string): Promise<Uint8Array | undefined> {
    const answered = new AbortController()
    const late = clock.sleep(patienceMs, answered.signal).then(
      () => fail(new Error(`no answer in ${String(patienceMs)} ms`)),
      // The answer was faster.
      () => undefined,
    )
    const found = from.get(key).catch(fail)
    const value = await Promise.race([found, late])
    answered.abort(new DOMException('answered', 'AbortError'))
    return value
  }

  return {
    async get(key) {
      const near = await front.get(key)
      if (near !== undefined || store === undefined || clock.now() < awayUntil) return near
      return ask(store, key)
    },
    set(key, value, ttlMs) {
      void front.set(key, value, ttlMs)
      if (clock.now() >= awayUntil) store?.set(key, value, ttlMs).catch(fail)
    },
    near(key, value, ttlMs) {
      if (store !== undefined) void front.set(key, value, ttlMs)
    },
  }
}
