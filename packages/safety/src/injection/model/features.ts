import type { CueHit } from '../find-cues.ts'
import { scriptClass } from '../script.ts'
import { cueFeatures } from './cue-features.ts'

/** The number of hashed features. */
export const featureCount: number = 1 << 18

/** Words of a window and how far windows lie apart. */
export const windowWords = 60
export const windowStride = 30

/** The features of a text, word by word. */
export interface TextFeatures {
  /** Feature numbers of all words, one after another. */
  readonly ids: Int32Array
  /** Where each word's features begin in `ids`; one longer than the words. */
  readonly offsets: Int32Array
  /** Where each word begins and ends in the text. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly words: number
}

const seed = 0x811c9dc5
const prime = 0x01000193

const gramSeed = seed ^ 0x3c6ef372
/** Units of a word of which grams are made. */
const gramUnits = 24
/** Stands before and behind a word. */
const mark = 32

/** Marks between words are told apart by this many units. */
const gapUnits = 4

/**
 * Hashes words, pairs of words, the marks between them, the 3–5-grams inside words of a folded text
 * and the cues the rules found in it.
 */
export function textFeatures(text: string, cues: readonly CueHit[]): TextFeatures {
  const { units, starts, ends, hashes, words } = splitWords(text)
  const cued = cueFeatures(cues)
  const offsets = new Int32Array(words + 1)
  let ids: Int32Array = new Int32Array(words * 24 + 64)
  let used = 0
  let cue = 0
  for (let at = 0; at < words; at++) {
    offsets[at] = used
    const start = starts[at] ?? 0
    const end = Math.min(ends[at] ?? 0, start + gramUnits)
    const nextStart = at + 1 < words ? (starts[at + 1] ?? 0) : text.length
    const firstCue = cue
    while (cue < cued.size && (cued.places[cue] ?? 0) < nextStart) cue++
    const most = used + 7 + (end - start) * 3 + 9 + cue - firstCue
    if (most > ids.length) {
      const larger = new Int32Array(Math.max(most, ids.length * 2))
      larger.set(ids)
      ids = larger
    }
    used = wordFeatures(ids, used, hashes, at)
    used = gapFeatures(ids, used, units, at === 0 ? -1 : (ends[at - 1] ?? 0), start, hashes, at)
    used = gramFeatures(ids, used, units, start, end)
    for (let one = firstCue; one < cue; one++) ids[used++] = bucket(cued.hashes[one] ?? 0)
    if (at === words - 1) used = endFeature(ids, used, units, ends[at] ?? 0, text.length)
  }
  offsets[words] = used
  return { ids, offsets, starts, ends, words }
}

/** Which ASCII units stand in words. */
const asciiWord = Uint8Array.from({ length: 128 }, (_, code) => scriptClass(code))

/** Room for the units of a text being read and for its words. */
function roomFor(length: number) {
  const list = () => new Int32Array(length)
  return { units: new Uint16Array(length), starts: list(), ends: list(), hashes: list() }
}
/** Kept from text to text; a longer text has room of its own. */
const usualRoom = roomFor(16_384)

/**
 * So many single letters or numbers in a row say nothing: they are spelled words, which views of
 * the text put together, or tables and bits.
 */
const spelledWords = 6

/**
 * The units and the words' hashes are good until the next text. Runs of spelled words are left out.
 */
function splitWords(text: string): {
  readonly units: Uint16Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly hashes: Int32Array
  readonly words: number
} {
  const { length } = text
  const room = length > usualRoom.units.length ? roomFor(length) : usualRoom
  const { units, starts, ends, hashes } = room
  let words = 0
  let spelled = 0
  let before = 0
  let hash = seed
  const endWord = (at: number) => {
    if (before === 0) return
    const start = starts[words] ?? 0
    if (isSpelled(units, start, at)) spelled++
    else endSpelled()
    starts[words] = start
    ends[words] = at
    hashes[words++] = hash
  }
  const endSpelled = () => {
    if (spelled >= spelledWords) words -= spelled
    spelled = 0
  }
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    units[at] = code
    const script = code < 128 ? (asciiWord[code] ?? 0) : scriptClass(code)
    if (script !== before || script === 3) {
      endWord(at)
      starts[words] = at
      hash = seed
      before = script
    }
    hash = Math.imul(hash ^ code, prime)
  }
  endWord(length)
  endSpelled()
  return {
    units,
    starts: starts.slice(0, words),
    ends: ends.slice(0, words),
    hashes: hashes.subarray(0, words),
    words,
  }
}

/** One ASCII letter, or a number of any length. */
function isSpelled(units: Uint16Array, start: number, end: number): boolean {
  if (end === start + 1) return (units[start] ?? 0) < 128
  let at = start
  while (at < end && (units[at] ?? 0) >= 48 && (units[at] ?? 0) <= 57) at++
  return at === end
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = seed
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (units[at] ?? 0), prime)
  return hash
}

function bucket(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) & (featureCount - 1)
}

/** A word, the pair with the next and the pair with the one after. */
function wordFeatures(ids: Int32Array, from: number, hashes: Int32Array, at: number): number {
  let used = from
  const first = hashes[at] ?? 0
  ids[used++] = bucket(first)
  if (at + 1 >= hashes.length) return used
  ids[used++] = bucket((Math.imul(first, 31) + (hashes[at + 1] ?? 0)) ^ 0x5bd1e995)
  if (at + 2 >= hashes.length) return used
  ids[used++] = bucket((Math.imul(first, 37) + (hashes[at + 2] ?? 0)) ^ 0x165667b1)
  return used
}

/** The marks before a word, with the word and with the next: how sentences and quotes begin. */
function gapFeatures(
  ids: Int32Array,
  from: number,
  units: Uint16Array,
  gapStart: number,
  start: number,
  hashes: Int32Array,
  at: number,
): number {
  if (gapStart === start || (gapStart === start - 1 && units[gapStart] === 32)) {
    return from
  }
  let used = from
  const word = hashes[at] ?? 0
  const gap = gapStart < 0 ? seed : hashOf(units, gapStart, Math.min(start, gapStart + gapUnits))
  ids[used++] = bucket(gap ^ 0x6a09e667)
  ids[used++] = bucket((Math.imul(gap, 31) + word) ^ 0x3b67ae85)
  if (at + 1 < hashes.length) {
    ids[used++] = bucket((Math.imul(word, 31) + (hashes[at + 1] ?? 0)) ^ 0x1f83d9ab)
  }
  return used
}

/** The marks a text ends with. */
function endFeature(
  ids: Int32Array,
  from: number,
  units: Uint16Array,
  end: number,
  length: number,
): number {
  if (end >= length) return from
  ids[from] = bucket(hashOf(units, end, Math.min(length, end + gapUnits)) ^ 0x6a09e600)
  return from + 1
}

/** The 3–5-grams of a word with a mark before and behind; `a` to `e` are five units in a row. */
function gramFeatures(
  ids: Int32Array,
  from: number,
  units: Uint16Array,
  start: number,
  end: number,
): number {
  const size = end - start
  let used = from
  let a = mark
  let b = units[start] ?? 0
  let c = size > 1 ? (units[start + 1] ?? 0) : mark
  let d = size > 2 ? (units[start + 2] ?? 0) : mark
  for (let at = 0; at < size; at++) {
    let hash = Math.imul(Math.imul(Math.imul(gramSeed ^ a, prime) ^ b, prime) ^ c, prime)
    ids[used++] = bucket(hash)
    const e = at + 3 < size ? (units[start + at + 3] ?? 0) : mark
    if (at + 1 < size) {
      hash = Math.imul(hash ^ d, prime)
      ids[used++] = bucket(hash)
      if (at + 2 < size) ids[used++] = bucket(Math.imul(hash ^ e, prime))
    }
    a = b
    b = c
    c = d
    d = e
  }
  return used
}
