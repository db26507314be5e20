import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { hmacSha256 } from '@signalbox/core'
import type { SnapshotFile } from '@signalbox/tenancy'

/** The last good copy of tenants and keys: hashes only, for this account's eyes, signed. */
export function snapshotFile(folder: string, key: Uint8Array): SnapshotFile {
  const path = join(folder, 'snapshot.json')
  return {
    macKey: hmacSha256(key, new TextEncoder().encode('snapshot of tenants')),
    async read() {
      try {
        return await readFile(path)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    async write(bytes) {
      const draft = `${path}.draft`
      await writeFile(draft, bytes, { mode: 0o600 })
      await rename(draft, path)
    },
  }
}
