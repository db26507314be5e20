import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

import { readKey, readTenant } from './read-records.ts'
import type { KeyRecord, TenantRecord } from './records.ts'

/** A key and the moment its presented secret ends. */
export interface KeyMatch {
  readonly key: KeyRecord
  /** Unix ms. */
  readonly until?: number | undefined
}

/** Tenants and keys in memory, found by hash. */
export class Directory {
  readonly tenants: Map<string, TenantRecord> = new Map()
  readonly keys: Map<string, KeyRecord> = new Map()
  readonly #byHash = new Map<string, KeyMatch>()

  find(hash: string): KeyMatch | undefined {
    return this.#byHash.get(hash)
  }

  setTenant(tenant: TenantRecord): void {
    this.tenants.set(tenant.name, tenant)
  }

  /** `place` where ids are not unique: two tenants of a file may both have a key `app`. */
  setKey(key: KeyRecord, place: string = key.id): void {
    this.removeKey(place)
    this.keys.set(place, key)
    for (const { hash, until } of key.hashes) this.#byHash.set(hash, { key, until })
  }

  removeKey(place: string): void {
    for (const { hash } of this.keys.get(place)?.hashes ?? []) this.#byHash.delete(hash)
    this.keys.delete(place)
  }

  /** One change of a snapshot; paths of others are left alone. */
  apply(path: readonly string[], value: JsonObject | undefined): 'applied' | 'foreign' | 'unclear' {
    const [section, id, ...deeper] = path
    if (section !== 'tenants' && section !== 'keys') return 'foreign'
    if (id === undefined || deeper.length > 0) return 'unclear'
    if (section === 'tenants') {
      if (value === undefined) this.tenants.delete(id)
      else this.setTenant(readTenant(id, value))
      return 'applied'
    }
    const key = value === undefined ? undefined : readKey(id, value)
    if (key === undefined) this.removeKey(id)
    else this.setKey(key)
    return 'applied'
  }
}

/** The directory of a whole snapshot. */
export function readDirectory(snapshot: JsonObject): Directory {
  const directory = new Directory()
  for (const section of ['tenants', 'keys'])
    for (const [id, value] of Object.entries(objectOf(snapshot[section])))
      if (isJsonObject(value)) directory.apply([section, id], value)
  return directory
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}
