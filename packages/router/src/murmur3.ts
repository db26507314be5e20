/** MurmurHash3 (32 bit) of a text's UTF-8 bytes: the same bucket in every language and version. */
export function murmur3(text: string, seed = 0): number {
  const ascii = isAscii(text)
  return ascii
    ? hash(text.length, (i) => text.charCodeAt(i), seed)
    : hashBytes(new TextEncoder().encode(text), seed)
}

/** A hash as a fraction in [0, 1). */
export function fraction(hash32: number): number {
  return hash32 / 0x1_0000_0000
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

function hashBytes(bytes: Uint8Array, seed: number): number {
  return hash(bytes.length, (i) => bytes[i] ?? 0, seed)
}

function hash(length: number, at: (i: number) => number, seed: number): number {
  let h = seed | 0
  const blocks = length & ~3
  for (let i = 0; i < blocks; i += 4) {
    const k = at(i) | (at(i + 1) << 8) | (at(i + 2) << 16) | (at(i + 3) << 24)
    h ^= scramble(k)
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  let tail = 0
  for (let i = length - 1; i >= blocks; i--) tail = (tail << 8) | at(i)
  if (length > blocks) h ^= scramble(tail)
  h ^= length
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function scramble(k: number): number {
  const mixed = Math.imul(k, 0xcc9e2d51)
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593)
}
