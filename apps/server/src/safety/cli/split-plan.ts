import { UsageError } from './policy-options.ts'

/** A piece of a text, as text or as bytes. */
export interface Piece {
  readonly chunk?: string
  readonly bytes?: Uint8Array
}

/** Cuts the text of a line; the same line is always cut the same way. */
export type SplitPlan = (text: string, line: number) => readonly Piece[]

/** `N`, `random:SEED:MIN-MAX` or `bytes:N`. */
export function splitPlan(given: string): SplitPlan {
  const fixed = /^([1-9]\d{0,6})$/.exec(given)?.[1]
  if (fixed !== undefined) return (text) => cut(text, () => Number(fixed))
  const bytes = /^bytes:([1-9]\d{0,6})$/.exec(given)?.[1]
  if (bytes !== undefined) return (text) => cutBytes(text, Number(bytes))
  const [, seed, least, most] = /^random:(\d{1,9}):([1-9]\d{0,6})-([1-9]\d{0,6})$/.exec(given) ?? []
  if (seed === undefined || Number(least) > Number(most))
    throw new UsageError('--split must be N, random:SEED:MIN-MAX or bytes:N')
  const [min, max] = [Number(least), Number(most)]
  return (text, line) => {
    const next = random(Number(seed) * 100_003 + line)
    return cut(text, () => min + Math.floor(next() * (max - min + 1)))
  }
}

function cut(text: string, size: () => number): readonly Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < text.length;) {
    const length = size()
    pieces.push({ chunk: text.slice(at, at + length) })
    at += length
  }
  return pieces
}

function cutBytes(text: string, size: number): readonly Piece[] {
  const all = new TextEncoder().encode(text)
  const pieces: Piece[] = []
  for (let at = 0; at < all.length; at += size) pieces.push({ bytes: all.subarray(at, at + size) })
  return pieces
}

/** A small generator with a good enough spread (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
