import { hmacSha256, type JsonObject } from '@signalbox/core'

/** Where the last good snapshot is kept for a start without the store. */
export interface SnapshotFile {
  readonly read: () => Promise<Uint8Array | undefined>
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Only who has it can make a file that is believed. */
  readonly macKey: Uint8Array
}

/** A snapshot with the place it has in time. */
export interface Snapshot {
  readonly version: bigint
  readonly value: JsonObject
}

const newline = 0x0a

/** One line of MAC, then the snapshot; it holds hashes and no secrets. */
export function sealSnapshot({ version, value }: Snapshot, macKey: Uint8Array): Uint8Array {
  const body = new TextEncoder().encode(JSON.stringify({ version: String(version), value }))
  const mac = new TextEncoder().encode(`${hex(hmacSha256(macKey, body))}\n`)
  const out = new Uint8Array(mac.length + body.length)
  out.set(mac)
  out.set(body, mac.length)
  return out
}

/** The snapshot of a file; throws when somebody else wrote it. */
export function openSnapshot(bytes: Uint8Array, macKey: Uint8Array): Snapshot {
  const end = bytes.indexOf(newline)
  const body = bytes.slice(end + 1)
  if (
    new TextDecoder().decode(bytes.subarray(0, Math.max(0, end))) !== hex(hmacSha256(macKey, body))
  )
    throw new TypeError('The kept snapshot of tenants was changed by somebody else; it is ignored.')
  const { version, value } = JSON.parse(new TextDecoder().decode(body)) as {
    readonly version: string
    readonly value: JsonObject
  }
  return { version: BigInt(version), value }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
