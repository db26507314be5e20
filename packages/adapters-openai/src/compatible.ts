import type { Adapter } from '@signalbox/core'

import { adapterParts } from './adapter-parts.ts'
import { chatCodec } from './chat/codec.ts'
import type { CompatibleRow } from './row.ts'
import { gatewayRows } from './rows/gateways.ts'
import { hostRows } from './rows/hosts.ts'
import { vendorRows } from './rows/vendors.ts'

/** Every provider known to speak Chat Completions, by name. */
export const compatibleRows: ReadonlyMap<string, CompatibleRow> = new Map(
  [...vendorRows, ...hostRows, ...gatewayRows].map((row) => [row.provider, row]),
)

/**
 * A provider that speaks Chat Completions: the name of a row, or a row of your own.
 *
 * @example
 * const adapter = compatible({ provider: 'lab', baseUrl: 'http://10.0.0.5:8000/v1', repairs: ['role'] })
 */
export function compatible(row: string | CompatibleRow): Adapter {
  const known = typeof row === 'string' ? rowNamed(row) : row
  return { ...adapterParts(known), chat: [chatCodec(known)] }
}

function rowNamed(name: string): CompatibleRow {
  const row = compatibleRows.get(name)
  if (row !== undefined) return row
  const names = [...compatibleRows.keys()].join(', ')
  throw new TypeError(`"${name}" is no known provider; use one of ${names}.`)
}
