import type { Clock, SecretSource, SecretVersion } from '@signalbox/core'

import { parseRef } from './secret-ref.ts'

/** How long resolved secrets are used before they are looked at again. */
export interface SecretShelfOptions {
  readonly sources: readonly SecretSource[]
  readonly clock: Clock
  /** Default 60 s, 5 s for files. */
  readonly ttlMs?: number | undefined
  /** How long an expired secret serves on while its source is away; default 1 h. */
  readonly graceMs?: number | undefined
}

/** Secrets by reference, the last good ones kept. */
export interface SecretShelf {
  /** Throws when there is none and never was. */
  get(ref: string): Promise<SecretVersion>
  /** What is there without asking anybody, and whether it should be asked for again. */
  peek(ref: string): { readonly secret: SecretVersion; readonly isStale: boolean } | undefined
  /** Asks the source now, once for all who wait. */
  refresh(ref: string): Promise<SecretVersion>
}

interface Kept {
  readonly secret: SecretVersion
  readonly askedAt: number
}

const defaultTtlMs = 60_000
const fileTtlMs = 5000
const retryMs = 5000

/** A shelf over sources of different schemes. */
export function createSecretShelf(options: SecretShelfOptions): SecretShelf {
  const { sources, clock, graceMs = 3_600_000 } = options
  const bySchemes = new Map(sources.map((source) => [source.scheme, source]))
  const kept = new Map<string, Kept>()
  const asking = new Map<string, Promise<SecretVersion>>()

  function ttlOf(ref: string): number {
    return options.ttlMs ?? (ref.startsWith('file:') ? fileTtlMs : defaultTtlMs)
  }

  async function ask(ref: string): Promise<SecretVersion> {
    const before = kept.get(ref)
    const askedAt = clock.now()
    try {
      const secret = await resolve(ref, bySchemes)
      kept.set(ref, { secret, askedAt })
      return secret
    } catch (error) {
      if (before === undefined || hasEnded(before.secret)) throw error
      // The last good value serves on; the source is asked again soon.
      kept.set(ref, { secret: before.secret, askedAt: askedAt - ttlOf(ref) + retryMs })
      return before.secret
    }
  }

  function hasEnded({ expiresAt }: SecretVersion): boolean {
    return expiresAt !== undefined && clock.wall() > expiresAt + graceMs
  }

  function refresh(ref: string): Promise<SecretVersion> {
    const running = asking.get(ref)
    if (running !== undefined) return running
    const answer = ask(ref).finally(() => asking.delete(ref))
    asking.set(ref, answer)
    return answer
  }

  function isStale(ref: string, { secret, askedAt }: Kept): boolean {
    const { expiresAt } = secret
    return (
      clock.now() - askedAt >= ttlOf(ref) || (expiresAt !== undefined && clock.wall() >= expiresAt)
    )
  }

  return {
    refresh,
    async get(ref) {
      const known = kept.get(ref)
      return known === undefined || isStale(ref, known) ? refresh(ref) : known.secret
    },
    peek(ref) {
      const known = kept.get(ref)
      if (known === undefined || hasEnded(known.secret)) return undefined
      return { secret: known.secret, isStale: isStale(ref, known) }
    },
  }
}

async function resolve(
  ref: string,
  sources: ReadonlyMap<string, SecretSource>,
): Promise<SecretVersion> {
  const { scheme, rest } = parseRef(ref) ?? { scheme: '', rest: '' }
  const source = sources.get(scheme)
  if (source === undefined)
    throw new TypeError(
      `Nobody resolves "${scheme}:" references; configured are ${[...sources.keys()].join(', ')}.`,
    )
  return source.resolve(rest)
}
