import { Secret, type Credential, type KeyPool } from '@signalbox/core'

import type { ProviderConfig } from './config/config.ts'

/** Keys of every provider in turn; a provider without keys is asked with an empty one. */
export function keyRing(providers: readonly ProviderConfig[]): KeyPool {
  const rings = new Map(
    providers.map(({ name, keys }) => {
      const credentials = keys.map(({ id, value }): Credential => ({ id, key: value }))
      return [name, { credentials, next: 0 }]
    }),
  )
  return {
    pick(target) {
      const ring = rings.get(target.credential ?? target.provider)
      const credential = ring?.credentials[ring.next]
      if (ring === undefined || credential === undefined) return noKey
      ring.next = (ring.next + 1) % ring.credentials.length
      return credential
    },
  }
}

const noKey: Credential = { id: 'none', key: new Secret('') }
