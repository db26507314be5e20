import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { isJsonObject, type JsonObject } from '@signalbox/core'

/** Where one request spent its time, by the gateway's own log. */
export interface RequestTime {
  /** Unix ms of its begin. */
  readonly at: number
  /** In the steps that may ask a shared store: limits, cache, the wait for a provider's room. */
  readonly storeMs: number
}

const steps: ReadonlySet<unknown> = new Set(['auth', 'cache'])

/** All requests of a gateway since a time, Unix ms. */
export function requestTimes(folder: string, since: number): readonly RequestTime[] {
  const db = new DatabaseSync(join(folder, 'data', 'requests.db'), { readOnly: true })
  try {
    const rows = db.prepare('SELECT ts, detail FROM requests WHERE ts >= ? ORDER BY ts').all(since)
    return rows.map(({ ts, detail }) => {
      const value: unknown = JSON.parse(String(detail))
      return { at: Number(ts), storeMs: isJsonObject(value) ? storeMsOf(value) : 0 }
    })
  } finally {
    db.close()
  }
}

function storeMsOf(detail: JsonObject): number {
  const list = Array.isArray(detail['steps']) ? detail['steps'].filter(isJsonObject) : []
  return list
    .filter((step) => steps.has(step['name']))
    .reduce((sum, step) => sum + Number(step['us']) / 1000, Number(detail['queueMs'] ?? 0))
}
