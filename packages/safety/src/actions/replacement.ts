import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

import type { Cluster } from '../scan/overlaps.ts'
import { labelOf } from './label-of.ts'
import type { Pseudonyms } from './pseudonyms.ts'

/** Reads the bytes of a key by the name a policy gives it. */
export type ReadKey = (ref: string) => Uint8Array | undefined

/** What replacing needs beside the text. */
export interface ReplaceScope {
  readonly tenant: string
  readonly pseudonyms: Pseudonyms
  readonly readKey: ReadKey
  /** Ciphertexts that were made ahead, by `sealKey`. */
  readonly sealed?: ReadonlyMap<string, string>
}

/** Stands for masked characters. */
const bullet = '•'

/** The text that takes the place of a cluster; `value` is what stood there, or its head. */
export function replacementOf(cluster: Cluster, value: string, scope: ReplaceScope): string {
  const { finding, rule } = cluster.winner
  const label = labelOf(finding.type)
  const { action } = rule.rule
  switch (action.type) {
    case 'redact':
      return `<${label}>`
    case 'mask':
      return maskOf(value, cluster.isLong ? 0 : (action.keepLast ?? 0))
    case 'pseudonymize':
      return scope.pseudonyms.tokenFor(label, finding.type, value, action.restore ?? {})
    case 'hash': {
      const key = keyOf(action.key, scope.readKey)
      const text = [scope.tenant, finding.type, value].join('\u0000')
      return `<${label}#${bytesToHex(hmac(sha256, key, utf8ToBytes(text))).slice(0, 16)}>`
    }
    case 'encrypt':
      return `<${label}~${action.key}~${scope.sealed?.get(sealKey(finding.type, value)) ?? ''}>`
    case 'defang':
      return finding.type === 'LINK' ? '#blocked' : ''
    case 'block':
    case 'flag':
    case 'spotlight':
    case 'route':
      return value
  }
}

/** Where a ciphertext is kept until it is written. */
export function sealKey(type: string, value: string): string {
  return `${type}\u0000${value}`
}

/** The bytes of a key; a missing one is a mistake of the configuration. */
export function keyOf(ref: string, readKey: ReadKey): Uint8Array {
  const key = readKey(ref)
  if (key === undefined) throw new TypeError(`There is no key "${ref}".`)
  return key
}

function maskOf(value: string, keep: number): string {
  const points = Array.from(value)
  const hidden = Math.max(0, points.length - keep)
  return bullet.repeat(hidden) + points.slice(hidden).join('')
}

/** What of a cluster's value a stream knows when it must replace it. */
export function headOf({ start, known }: Cluster, text: string): string {
  return text.slice(start, known)
}
