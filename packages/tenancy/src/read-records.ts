import { isJsonObject, type JsonObject, type JsonValue } from '@signalbox/core'

import type { KeyHash, KeyRecord, Rights, TenantLimits, TenantRecord } from './records.ts'

/** A tenant as the store has it. */
export function readTenant(name: string, value: JsonObject): TenantRecord {
  const { settings, blocked, userLimits } = value
  return {
    name,
    ...readRights(value),
    ...(isJsonObject(userLimits) ? { userLimits: readLimits(userLimits) } : {}),
    ...(blocked === true ? { blocked } : {}),
    ...(isJsonObject(settings) ? { settings } : {}),
    ...times(value, ['createdAt']),
  }
}

/** A key as the store has it; undefined when it belongs to nobody. */
export function readKey(id: string, value: JsonObject): KeyRecord | undefined {
  const { tenant, label, user, hashes } = value
  if (typeof tenant !== 'string') return undefined
  return {
    id,
    tenant,
    hashes: list(hashes).flatMap(readHash),
    ...(typeof label === 'string' ? { label } : {}),
    ...(typeof user === 'string' ? { user } : {}),
    ...readRights(value),
    ...times(value, ['createdAt', 'expiresAt', 'revokedAt']),
  }
}

/** A record as the store keeps it: without its name, which is the path. */
export function writeRecord(record: TenantRecord | KeyRecord): JsonObject {
  return JSON.parse(JSON.stringify({ ...record, id: undefined, name: undefined })) as JsonObject
}

function readRights(value: JsonObject): Rights {
  const { models, scopes, tags, dataClass, limits } = value
  return {
    ...(models === undefined ? {} : { models: texts(models) }),
    ...(scopes === undefined ? {} : { scopes: texts(scopes) }),
    ...(tags === undefined ? {} : { tags: texts(tags) }),
    ...(typeof dataClass === 'string' ? { dataClass } : {}),
    ...(isJsonObject(limits) ? { limits: readLimits(limits) } : {}),
  }
}

const dimensions = ['rpm', 'tpm', 'inputTpm', 'outputTpm', 'concurrency'] as const

function readLimits(value: JsonObject): TenantLimits {
  const numbers = dimensions.flatMap((name) => {
    const number = value[name]
    return typeof number === 'number' ? [[name, number] as const] : []
  })
  const mode = value['mode']
  return { ...Object.fromEntries(numbers), ...(mode === 'shadow' ? { mode } : {}) }
}

function readHash(entry: JsonValue): readonly KeyHash[] {
  if (!isJsonObject(entry) || typeof entry['hash'] !== 'string') return []
  const { hash, until } = entry
  return [{ hash, ...(typeof until === 'number' ? { until } : {}) }]
}

function times<Name extends string>(
  value: JsonObject,
  names: readonly Name[],
): Partial<Record<Name, number>> {
  const entries = names.flatMap((name) => {
    const time = value[name]
    return typeof time === 'number' ? [[name, time] as const] : []
  })
  return Object.fromEntries(entries) as Partial<Record<Name, number>>
}

function texts(value: JsonValue): readonly string[] {
  return list(value).filter((entry) => typeof entry === 'string')
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}
