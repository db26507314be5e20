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
/** Stands before and behind a word. */
const mark = 32

/** Marks between words are told apart by this many units. */
const gapUnits = 4

/**
 * Hashes words, pairs of words, the marks between them, the 3–5-grams inside words of a folded text
 * and the cues the rules found in it.
 */
export function textFeatures(text: string, cues: readonly CueHit[]): TextFeatures {
  const { starts, ends, words } = splitWords(text)
  const hashes = new Int32Array(words)
  for (let at = 0; at < words; at++) hashes[at] = hashOf(text, starts[at] ?? 0, ends[at] ?? 0)
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
    used = gapFeatures(ids, used, text, at === 0 ? -1 : (ends[at - 1] ?? 0), start, hashes, at)
    used = gramFeatures(ids, used, text, start, end)
    for (let one = firstCue; one < cue; one++) ids[used++] = bucket(cued.hashes[one] ?? 0)
    if (at === words - 1) used = endFeature(ids, used, text, ends[at] ?? 0)
  }
  offsets[words] = used
  return { ids, offsets, starts, ends, words }
}

function splitWords(text: string): {
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly words: number
} {
  const starts = new Int32Array(text.length + 1)
  const ends = new Int32Array(text.length + 1)
  let words = 0
  let before = 0
  for (let at = 0; at < text.length; at++) {
    const script = scriptClass(text.charCodeAt(at))
    if (script === 0) {
      before = 0
      continue
    }
    if (script === before && script !== 3) ends[words - 1] = at + 1
    else {
      starts[words] = at
      ends[words] = at + 1
      words++
    }
    before = script
  }
  return { starts: starts.subarray(0, words), ends: ends.subarray(0, words), words }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = seed
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime)
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
  text: string,
  gapStart: number,
  start: number,
  hashes: Int32Array,
  at: number,
): number {
  if (gapStart === start || (gapStart === start - 1 && text.charCodeAt(gapStart) === 32)) {
    return from
  }
  let used = from
  const word = hashes[at] ?? 0
  const gap = gapStart < 0 ? seed : hashOf(text, gapStart, Math.min(start, gapStart + gapUnits))
  ids[used++] = bucket(gap ^ 0x6a09e667)
  ids[used++] = bucket((Math.imul(gap, 31) + word) ^ 0x3b67ae85)
  if (at + 1 < hashes.length) {
    ids[used++] = bucket((Math.imul(word, 31) + (hashes[at + 1] ?? 0)) ^ 0x1f83d9ab)
  }
  return used
}

/** The marks a text ends with. */
function endFeature(ids: Int32Array, from: number, text: string, end: number): number {
  if (end >= text.length) return from
  ids[from] = bucket(hashOf(text, end, Math.min(text.length, end + gapUnits)) ^ 0x6a09e600)
  return from + 1
}

/** Units of a word of which grams are made, and the last such word with its marks. */
const gramUnits = 24
const marked = new Uint16Array(gramUnits + 2).fill(mark)

/** The 3–5-grams of a word with a mark before and behind. */
function gramFeatures(
  ids: Int32Array,
  from: number,
  text: string,
  start: number,
  end: number,
): number {
  const size = end - start
  for (let at = 0; at < size; at++) marked[at + 1] = text.charCodeAt(start + at)
  marked[size + 1] = mark
  let used = from
  for (let at = 0; at < size; at++) {
    let hash = Math.imul(gramSeed ^ (marked[at] ?? 0), prime)
    hash = Math.imul(hash ^ (marked[at + 1] ?? 0), prime)
    const last = Math.min(at + 5, size + 2)
    for (let next = at + 2; next < last; next++) {
      hash = Math.imul(hash ^ (marked[next] ?? 0), prime)
      ids[used++] = bucket(hash)
    }
  }
  return used
}
