import { GatewayError } from '@signalbox/core'

import type { Directory } from './directory.ts'
import { newKey, newKeyId, type FillRandom } from './key-format.ts'
import { writeRecord } from './read-records.ts'
import type { KeyRecord, Rights, TenantRecord } from './records.ts'
import type { SnapshotFeed } from './snapshot-feed.ts'

/** What a new key may do and how long it lives. */
export interface IssueOptions extends Rights {
  readonly label?: string | undefined
  readonly user?: string | undefined
  /** Unix ms. */
  readonly expiresAt?: number | undefined
}

/** A key with its secret, which nobody can read again. */
export interface IssuedKey {
  readonly id: string
  readonly key: string
  readonly record: KeyRecord
}

/** How long the old secret stays good; default 24 h, 0 is not at all. */
export interface RotateOptions {
  readonly overlapMs?: number | undefined
}

/** Makes, changes and ends tenants and keys of the store. */
export interface KeyOffice {
  issue(tenant: string, options?: IssueOptions): Promise<IssuedKey>
  /** The same id with a new secret. */
  rotate(keyId: string, options?: RotateOptions): Promise<IssuedKey>
  /** False when there is no such key in the store. */
  revoke(keyId: string): Promise<boolean>
  /** Every key of a user; answers how many. */
  revokeUser(tenant: string, user: string): Promise<number>
  /** Removes the record too. */
  deleteKey(keyId: string): Promise<boolean>
  putTenant(tenant: TenantRecord): Promise<void>
  /** With all its keys. */
  deleteTenant(name: string): Promise<boolean>
}

const overlapDefaultMs = 86_400_000

/** The office over a store; `fixed` are the tenants of the configuration, which may get keys too. */
export function createKeyOffice(options: {
  readonly feed: SnapshotFeed | undefined
  readonly fixed: () => Directory
  readonly hash: (text: string) => string
  readonly random: FillRandom
  readonly wall: () => number
}): KeyOffice {
  const { fixed, hash, random, wall } = options

  async function store(): Promise<SnapshotFeed> {
    if (options.feed === undefined)
      throw new GatewayError(
        'unsupported',
        'Tenants and keys can only be made where a store is configured.',
        { origin: 'client' },
      )
    await options.feed.ready
    return options.feed
  }

  async function save(feed: SnapshotFeed, record: KeyRecord): Promise<void> {
    await feed.write(['keys', record.id], writeRecord(record))
  }

  function keysOf(feed: SnapshotFeed, matches: (key: KeyRecord) => boolean): readonly KeyRecord[] {
    return [...feed.directory().keys.values()].filter(matches)
  }

  async function end(feed: SnapshotFeed, key: KeyRecord): Promise<void> {
    if (key.revokedAt === undefined) await save(feed, { ...key, revokedAt: wall() })
  }

  return {
    async issue(tenant, given = {}) {
      const feed = await store()
      if (!feed.directory().tenants.has(tenant) && !fixed().tenants.has(tenant))
        throw noSuch(`There is no tenant "${tenant}"; make it first.`)
      const id = newKeyId(random)
      const key = newKey(id, random)
      const record = { ...given, id, tenant, hashes: [{ hash: hash(key) }], createdAt: wall() }
      await save(feed, record)
      return { id, key, record }
    },

    async rotate(keyId, { overlapMs = overlapDefaultMs } = {}) {
      const feed = await store()
      const known = feed.directory().keys.get(keyId)
      if (known === undefined || known.revokedAt !== undefined)
        throw noSuch(`There is no key "${keyId}" that could be rotated.`)
      const key = newKey(keyId, random)
      const until = wall() + overlapMs
      const old = known.hashes
        .map((entry) => ({ ...entry, until: Math.min(entry.until ?? until, until) }))
        .filter((entry) => entry.until > wall())
      const record = { ...known, hashes: [{ hash: hash(key) }, ...old] }
      await save(feed, record)
      return { id: keyId, key, record }
    },

    async revoke(keyId) {
      const feed = await store()
      const known = feed.directory().keys.get(keyId)
      if (known === undefined) return false
      await end(feed, known)
      return true
    },

    async revokeUser(tenant, user) {
      const feed = await store()
      const keys = keysOf(feed, (key) => key.tenant === tenant && key.user === user)
      for (const key of keys) await end(feed, key)
      return keys.length
    },

    async deleteKey(keyId) {
      const feed = await store()
      if (!feed.directory().keys.has(keyId)) return false
      await feed.write(['keys', keyId])
      return true
    },

    async putTenant(tenant) {
      const feed = await store()
      const createdAt = feed.directory().tenants.get(tenant.name)?.createdAt ?? wall()
      await feed.write(['tenants', tenant.name], writeRecord({ ...tenant, createdAt }))
    },

    async deleteTenant(name) {
      const feed = await store()
      if (!feed.directory().tenants.has(name)) return false
      // The tenant first: without it none of its keys is good any more.
      await feed.write(['tenants', name])
      for (const { id } of keysOf(feed, (key) => key.tenant === name))
        await feed.write(['keys', id])
      return true
    },
  }
}

function noSuch(message: string): GatewayError {
  return new GatewayError('invalid_request', message, { origin: 'client', status: 404 })
}
