import { scriptClass } from '../script.ts'

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

/** Hashes word 1–3-grams, three skip-grams and the 3–5-grams inside words of a folded text. */
export function textFeatures(text: string): TextFeatures {
  const { starts, ends, words } = splitWords(text)
  const hashes = new Int32Array(words)
  for (let at = 0; at < words; at++) hashes[at] = hashOf(text, starts[at] ?? 0, ends[at] ?? 0)
  const offsets = new Int32Array(words + 1)
  let ids: Int32Array = new Int32Array(words * 32 + 64)
  let used = 0
  for (let at = 0; at < words; at++) {
    offsets[at] = used
    const start = starts[at] ?? 0
    const end = Math.min(ends[at] ?? 0, start + 24)
    if (used + 6 + (end - start) * 3 + 9 > ids.length) {
      const larger = new Int32Array(ids.length * 2)
      larger.set(ids)
      ids = larger
    }
    used = wordFeatures(ids, used, hashes, at)
    used = gramFeatures(ids, used, text, start, end)
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
  return { starts: starts.slice(0, words), ends: ends.slice(0, words), words }
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

function wordFeatures(ids: Int32Array, from: number, hashes: Int32Array, at: number): number {
  let used = from
  const first = hashes[at] ?? 0
  ids[used++] = bucket(first)
  if (at + 1 >= hashes.length) return used
  const pair = Math.imul(first, 31) + (hashes[at + 1] ?? 0)
  ids[used++] = bucket(pair ^ 0x5bd1e995)
  if (at + 2 >= hashes.length) return used
  const third = hashes[at + 2] ?? 0
  ids[used++] = bucket((Math.imul(pair, 31) + third) ^ 0x27d4eb2f)
  for (let skipped = 1; skipped <= 3 && at + skipped + 1 < hashes.length; skipped++) {
    const later = hashes[at + skipped + 1] ?? 0
    ids[used++] = bucket((Math.imul(first, 31 + skipped * 6) + later) ^ (0x165667b0 + skipped))
  }
  return used
}

/** The 3–5-grams of a word with a mark before and behind. */
function gramFeatures(
  ids: Int32Array,
  from: number,
  text: string,
  start: number,
  end: number,
): number {
  let used = from
  const unit = (at: number) => (at < start || at >= end ? 32 : text.charCodeAt(at))
  for (let at = start - 1; at < end - 1; at++) {
    let hash = seed ^ 0x3c6ef372
    for (let length = 1; length <= 5 && at + length <= end + 1; length++) {
      hash = Math.imul(hash ^ unit(at + length - 1), prime)
      if (length >= 3) ids[used++] = bucket(hash)
    }
  }
  return used
}
