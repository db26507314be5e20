import { sha256 } from '@signalbox/core'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A fingerprint of a text in letters and digits (at most 32). */
export function digest(text: string, length: number): string {
  const hash = sha256(new TextEncoder().encode(text)).subarray(0, length)
  return Array.from(hash, (byte) => alphabet.charAt(byte % alphabet.length)).join('')
}
