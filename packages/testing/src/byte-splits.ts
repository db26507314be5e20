import type { Framer } from '@signalbox/core'
import fc from 'fast-check'

/** Borders of chunks as shares of the whole. */
export function borders(): fc.Arbitrary<readonly number[]> {
  return fc.array(
    fc.nat(10_000).map((share) => share / 10_000),
    { maxLength: 12 },
  )
}

/** The bytes in chunks with those borders; empty chunks are possible. */
export function splitBytes(bytes: Uint8Array, shares: readonly number[]): readonly Uint8Array[] {
  const places = shares.map((share) => Math.floor(share * bytes.length)).toSorted((a, b) => a - b)
  return [...places, bytes.length].map((to, index) => bytes.subarray(places[index - 1] ?? 0, to))
}

/** Every byte a chunk of its own. */
export function singleBytes(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: bytes.length }, (_, at) => bytes.subarray(at, at + 1))
}

/** The places after which a framer gives a frame. */
export function frameBorders(framer: Framer, bytes: Uint8Array): readonly number[] {
  const found: number[] = []
  for (let at = 0; at < bytes.length; at++)
    if (framer.push(bytes.subarray(at, at + 1)).length > 0) found.push(at + 1)
  return found
}

/** At most `count` of the places, the last ones always among them. */
export function thinned(places: readonly number[], count: number): readonly number[] {
  const step = Math.max(1, Math.ceil(places.length / count))
  return places.filter((_, index) => index % step === 0 || index >= places.length - 8)
}
