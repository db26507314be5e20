import { createHash } from 'node:crypto'

/** A 32-bit number that depends on the text alone. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The same sequence of numbers in [0, 1) for the same seed. */
export function createRandom(seed: string): () => number {
  let state = hash32(seed)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000
  }
}

const BASE62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Letters and digits that depend on the seed alone, as provider ids have them. */
export function idText(seed: string, length: number): string {
  const random = createRandom(seed)
  let text = ''
  while (text.length < length) text += BASE62[Math.floor(random() * BASE62.length)] ?? 'A'
  return text
}

/** Lower-case hex digits that depend on the seed alone. */
export function hexText(seed: string, length: number): string {
  return createHash('sha512').update(seed).digest('hex').slice(0, length)
}

/** A UUID (version 4 form) that depends on the seed alone. */
export function uuidText(seed: string): string {
  const hex = hexText(seed, 32)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
