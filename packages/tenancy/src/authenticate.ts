import { GatewayError, type HeaderList } from '@signalbox/core'

import type { Directory, KeyMatch } from './directory.ts'
import { claimsToBeKey, parseKey } from './key-format.ts'
import { presentedKey } from './presented-key.ts'
import type { KeyRecord, TenantRecord } from './records.ts'
import type { SnapshotFeed } from './snapshot-feed.ts'

/** Who presented a key. */
export interface Identity {
  readonly tenant: TenantRecord
  readonly key: KeyRecord
}

/** What keys are looked up in. */
export interface AuthenticatorOptions {
  /** From the configuration: always there. */
  readonly fixed: () => Directory
  /** From the store; absent: there is none. */
  readonly feed?: SnapshotFeed | undefined
  /** Hexadecimal SHA-256. */
  readonly hash: (text: string) => string
  readonly now: () => number
  readonly wall: () => number
}

/** Finds out who asks. */
export interface Authenticator {
  /** Throws `authentication`, or `auth_store_unavailable` for a key that the store may know. */
  identify(headers: HeaderList): Identity | Promise<Identity>
  /** Whether the configuration alone can tell: nobody has to wait for the store. */
  isFixed(headers: HeaderList): boolean
  /** Keys that were unknown may be known now. */
  forget(): void
}

const maxUnknown = 10_000
const unknownMs = 30_000
/** The word of a store is good for so long, when a key is refused by it. */
const trustMs = 2000
/** A store that did not answer is left in peace for so long. */
const peaceMs = 1000

/** Looks keys up by the hash of the whole key, in memory; no time depends on how near a guess is. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { fixed, feed, hash, now, wall } = options
  const unknown = new Map<string, number>()

  function find(digest: string): { match: KeyMatch; from: Directory } | undefined {
    const own = fixed()
    const match = own.find(digest)
    if (match !== undefined) return { match, from: own }
    const stored = feed?.directory()
    const other = stored?.find(digest)
    return stored === undefined || other === undefined ? undefined : { match: other, from: stored }
  }

  function check({ match: { key, until }, from }: NonNullable<ReturnType<typeof find>>): Identity {
    const time = wall()
    const tenant = fixed().tenants.get(key.tenant) ?? from.tenants.get(key.tenant)
    if (tenant === undefined || key.revokedAt !== undefined) throw wrongKey()
    if (until !== undefined && until <= time) throw wrongKey()
    if (key.expiresAt !== undefined && key.expiresAt <= time)
      throw refused('authentication', 'This gateway key has expired; ask for a new one.')
    if (tenant.blocked === true)
      throw refused('permission', 'This tenant is blocked; ask the operator of the gateway.')
    return { tenant, key }
  }

  async function ask(digest: string, store: SnapshotFeed): Promise<Identity> {
    const answered = await store.refresh()
    const found = find(digest)
    if (found !== undefined) return check(found)
    if (!answered) throw storeAway()
    remember(digest)
    throw wrongKey()
  }

  function remember(digest: string): void {
    unknown.delete(digest)
    const [oldest] = unknown.keys()
    if (unknown.size >= maxUnknown && oldest !== undefined) unknown.delete(oldest)
    unknown.set(digest, now() + unknownMs)
  }

  function recent(store: SnapshotFeed): boolean {
    const heardAt = store.heardAt()
    return heardAt !== undefined && now() - heardAt < trustMs
  }

  return {
    identify(headers) {
      const given = presentedKey(headers)
      if (given === undefined)
        throw refused(
          'authentication',
          'Send the gateway key as "Authorization: Bearer …" (or x-api-key, api-key, x-goog-api-key).',
        )
      const isOurs = claimsToBeKey(given)
      const mistyped = isOurs && parseKey(given) === undefined
      const digest = hash(given)
      const found = mistyped ? findIn(fixed(), digest) : find(digest)
      if (found !== undefined) return check(found)
      if (mistyped || !isOurs || feed === undefined) throw wrongKey()
      if ((unknown.get(digest) ?? -Infinity) > now()) throw wrongKey()
      if (recent(feed)) throw wrongKey()
      if (feed.heardAt() === undefined && now() - feed.askedAt() < peaceMs) throw storeAway()
      return ask(digest, feed)
    },
    isFixed(headers) {
      const given = presentedKey(headers)
      return given === undefined || fixed().find(hash(given)) !== undefined
    },
    forget() {
      unknown.clear()
    },
  }
}

function findIn(
  directory: Directory,
  digest: string,
): { match: KeyMatch; from: Directory } | undefined {
  const match = directory.find(digest)
  return match === undefined ? undefined : { match, from: directory }
}

function wrongKey(): GatewayError {
  return refused('authentication', 'This gateway key is not valid; check it or ask for a new one.')
}

function storeAway(): GatewayError {
  return new GatewayError(
    'auth_store_unavailable',
    'The store of gateway keys does not answer, so this key cannot be checked; retry later.',
    { origin: 'gateway', ran: 'no', retryAfterMs: 2000 },
  )
}

function refused(kind: 'authentication' | 'permission', message: string): GatewayError {
  return new GatewayError(kind, message, { origin: 'client' })
}
